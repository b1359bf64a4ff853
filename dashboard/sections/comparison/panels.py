"""Several indicators, or several districts, side by side over years or their parts, or in one period."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks, status
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.panels import empty_note, panel, periods_table
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.comparison.comparison import MOST, Comparison
from dashboard.sections.comparison.lines import ComparedLines, lines_of, units_differ
from dashboard.sections.figure_links import page_links, values_address
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import RECORDS
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.answers.question import DISTRICT
from indicators.answers.targets import PLAN_FLAGS


def draw(page_request: PageRequest) -> Component:
    """One chart of indicators, or one chart an indicator with a line for each district."""
    comparison = Comparison(page_request)
    charts = lines_of(comparison)
    if not charts:
        return empty_note(_("Choose indicators to compare."))
    if comparison.by_places:
        pairs = zip(comparison.codes, charts, strict=True)
        return html.Div([_places_panel(*pair) for pair in pairs], className="panels-stack")
    return _indicators_panel(charts[0])


# ---------------------------------------------------------------- indicators of one place


def _indicators_panel(lines: ComparedLines) -> Component:
    comparison = lines.comparison
    if not lines.has_scale:
        table = _table(comparison, lines.answers)
        links = comparison_links(comparison, comparison.codes)
        inside = [table, _marks(lines)]
        return panel(lines.title, inside, note=units_differ(), wide=True, links=links)
    url = records_url(
        comparison.page_request,
        f"/indicator/{clicks.FIRST}",
        period=_clicked(comparison),
        district=comparison.places[0],
    )
    drawn = clicks.chart(
        "compare",
        lines.figure,
        label=_("Indicators side by side"),
        links=comparison_links(comparison, comparison.codes),
        url=url,
        twin=_table(comparison, lines.answers),
        caption=lines.caption,
    )
    note = None if comparison.same_unit else _index_note(comparison)
    return panel(lines.title, [drawn, _marks(lines)], note=note, wide=True)


def _clicked(comparison: Comparison) -> str:
    """The period of a mark: a line's point says which, a bar's is the one that is compared."""
    period = comparison.period
    return period.label if period and comparison.is_of_one_period else clicks.SECOND


def _marks(lines: ComparedLines) -> Component | None:
    """What the marks of a period's numbers mean; those of years stand on their own pages."""
    if lines.comparison.period is None:
        return None
    answers = [answer for group in lines.answers.values() for answer in group]
    return status.mark_notes({mark for answer in answers for mark in answer.marks} - {*PLAN_FLAGS})


def comparison_links(comparison: Comparison, codes: Sequence[str]) -> FigureLinks:
    """Where a comparison leads; the rows of several districts are those of all of their division."""
    page_request, place = comparison.page_request, comparison.places[0]
    choices = comparison.choices(*([DISTRICT] if comparison.by_places else []))
    # the rows of one period alone, where a chart shows one
    period = {"period": comparison.period} if comparison.is_of_one_period else {}
    alone = {} if comparison.by_places else {"district": place}
    question = page_request.question(
        indicators=tuple(codes), cut=comparison.cut(place), **{**period, **choices, **alone}
    )
    values = values_address(page_request, question)
    looks = {"theme": None, "lang": page_request.locale}
    frame = page_request.href(indicator=",".join(codes), **looks)
    return page_links(page_request, values=values, slide="comparison", frame=frame)


def _index_note(comparison: Comparison) -> str:
    if comparison.grain is not None:
        return _(
            "The units differ, so what each indicator has first is taken as 100; the table has the values themselves."
        )
    return _(
        "The units differ, so each indicator's first known year is taken as 100; the table has the values themselves."
    )


def records_url(page_request: PageRequest, path: str, **choices: str | None) -> str:
    """The address of the records behind a point."""
    return f"{page_request.page(path, **choices)}#{RECORDS}"


def _table(comparison: Comparison, answers: Mapping[str, Sequence[Answer]]) -> Component:
    periods = [answer.period for answer in next(iter(answers.values()))]
    names = [_("Indicator"), *map(formats.period, periods)]
    rows = [_table_row(comparison, code, group) for code, group in answers.items()]
    caption, down = _("Indicators side by side"), comparison.grain is not None
    return periods_table(names, rows, caption=caption, down=down)


def _table_row(comparison: Comparison, code: str, group: Sequence[Answer]) -> list[object]:
    definition, scale = comparison.definition(code), scale_of(comparison.definition(code), group)
    urls = [
        records_url(
            comparison.page_request,
            f"/indicator/{code}",
            period=answer.period,
            district=answer.district,
        )
        for answer in group
    ]
    cells = [tables.value_link(answer, scale, url) for answer, url in zip(group, urls, strict=True)]
    return [f"{labels.name_of(definition)}, {scale.unit}", *cells]


# ---------------------------------------------------------------- districts of one indicator


def _places_panel(code: str, lines: ComparedLines) -> Component:
    comparison = lines.comparison
    url = records_url(
        comparison.page_request,
        f"/indicator/{code}",
        district=clicks.FIRST,
        period=_clicked(comparison),
        cut=comparison.cut(comparison.places[0]),
    )
    drawn = clicks.chart(
        f"compare-{code}",
        lines.figure,
        label=_("{name} by district").format(name=lines.title),
        links=comparison_links(comparison, [code]),
        url=url,
        twin=_places_table(comparison, code, lines.answers, lines.scale),
        about=tables.source_line([answer for group in lines.answers.values() for answer in group]),
        caption=lines.caption,
    )
    return panel(lines.title, [drawn, _marks(lines)], note=_grey_note(comparison), wide=True)


def _grey_note(comparison: Comparison) -> str | None:
    if len(comparison.places) <= MOST or comparison.is_of_one_period:
        return None
    grey = _(
        "The first {number} districts are in colour; point at a grey line for its name, or see the table"
    )
    return grey.format(number=MOST)


def _places_table(
    comparison: Comparison, code: str, answers: Mapping[str, Sequence[Answer]], scale: Scale
) -> Component:
    periods = [answer.period for answer in next(iter(answers.values()))]
    names = [_("District"), *map(formats.period, periods)]
    rows = [
        _places_row(comparison, code, place or None, group, scale)
        for place, group in answers.items()
    ]
    caption = f"{labels.name_of(comparison.definition(code))}, {scale.unit}"
    return periods_table(names, rows, caption=caption, down=comparison.grain is not None)


def _places_row(
    comparison: Comparison, code: str, place: str | None, group: Sequence[Answer], scale: Scale
) -> list[object]:
    cut = comparison.cut(place)
    urls = [
        records_url(
            comparison.page_request,
            f"/indicator/{code}",
            period=answer.period,
            district=place,
            cut=cut,
        )
        for answer in group
    ]
    cells = [tables.value_link(answer, scale, url) for answer, url in zip(group, urls, strict=True)]
    return [labels.place_name(comparison.page_request.facts, place), *cells]
