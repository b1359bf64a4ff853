"""Several indicators, or several districts, side by side over the years or in one period."""

from decimal import Decimal

from dashboard.council import sources
from dashboard.council.projected import SlideRequest
from dashboard.figures.base import column, grouped
from dashboard.figures.by_district import ranked
from dashboard.report import Chart, Series, Slide
from dashboard.sections import tables
from dashboard.sections.choice_words import chosen_title
from dashboard.sections.comparison.comparison import Comparison
from dashboard.sections.comparison.lines import ComparedLines, lines_of, units_differ
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.targets import PLAN_FLAGS
from indicators.states import NO_DATA

PLACE = 62
OF_INDICATOR = False


def name() -> str:
    return _("Side by side")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The first chart of the page of comparisons at this address."""
    lines = next(iter(lines_of(Comparison(slide_request))), None)
    if lines is None or all(row["value"] is None for row in lines.frame):
        why = labels.state_name(NO_DATA) if lines else _("Choose indicators to compare.")
        return Slide("comparison", name(), text=text, missing=why)
    if not lines.has_scale:
        return Slide("comparison", name(), text=text, missing=units_differ())
    answers = [answer for group in lines.answers.values() for answer in group]
    return Slide(
        "comparison",
        lines.title if lines.comparison.by_places else chosen_title(name(), lines.title),
        finding=f"{lines.caption.finding} {lines.comparison.left_out}".strip(),
        scope=lines.caption.scope,
        text=text,
        source=tables.sources(answers),
        chart=_chart(lines),
        # no plan is drawn, so none of its marks is explained
        marks=tuple(mark for mark in sources.marks(answers) if mark not in PLAN_FLAGS),
        url=slide_request.href("/compare"),
    )


def _chart(lines: ComparedLines) -> Chart:
    return _bars(lines) if lines.comparison.is_of_one_period else _lines(lines)


def _bars(lines: ComparedLines) -> Chart:
    """A bar each, in the order of the picture."""
    rows = ranked(lines.frame)
    values = Series(
        lines.comparison.when,
        tuple(_number(row["value"]) for row in rows),
        marks=tuple(tuple(row["marks"]) for row in rows),
    )
    names = tuple(column(rows, "name"))
    scale = lines.scale
    return Chart(lines.figure, names, (values,), scale.unit, scale.decimals, lying=True)


def _lines(lines: ComparedLines) -> Chart:
    groups = grouped(lines.frame, "series").values()
    return Chart(
        lines.figure,
        tuple(dict.fromkeys(map(formats.short_period, column(lines.frame, "period")))),
        tuple(
            Series(group[0]["name"], tuple(_number(row["value"]) for row in group), "line")
            for group in groups
        ),
        lines.scale.unit,
        lines.scale.decimals,
    )


def _number(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
