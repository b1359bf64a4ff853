"""Indicators down, years across, with the status of each."""

from collections.abc import Sequence

from dashboard import formats, words
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.frame import path_variables
from dashboard.language import _
from dashboard.sections.comparison import Comparison
from dashboard.sections.overview import Overview
from dashboard.series import Scale, scale_of
from indicators.answers import Answer

PLACE = 60
OF_INDICATOR = False


def name() -> str:
    return _("Indicators by year")


def make(asked: Projected, text: str) -> Slide:
    """The named indicators, else the key ones; of the whole, of a district's page, or as they are compared."""
    pairs = _pairs(asked)
    answered = [Comparison(asked).answers(code, place) for code, place in pairs]
    rows = tuple(_row(asked, *pair, answers) for pair, answers in zip(pairs, answered, strict=True))
    finding = _left_out(asked, len(pairs))
    first, last = asked.years
    columns = (_("Indicator"), *(str(year) for year in range(first, last + 1)))
    table, statuses = Table(columns, rows), words.status_key(answer for answers in answered for answer in answers)
    return Slide("matrix", _title(asked), finding=finding, text=text, table=table, statuses=statuses, way=_way(asked))


def _pairs(asked: Projected) -> Sequence[tuple[str, str | None]]:
    """Indicators and places, as the address's page shows them."""
    if asked.address.root == "/compare":
        shown = Comparison(asked)
        return [(indicator, place) for indicator in shown.codes for place in shown.places]
    codes = asked.indicators or [answer.indicator for answer in Overview(asked).key]
    return [(indicator, _district(asked)) for indicator in codes]


def _left_out(asked: Projected, rows: int) -> str:
    """What the page has and the table has not."""
    if asked.address.root == "/compare":
        return Comparison(asked).left_out
    others = 0 if asked.indicators else len(Overview(asked).by_indicator) - rows
    if others <= 0:
        return ""
    return _("These are the key indicators; others on the page: {number}.").format(number=others)


def _way(asked: Projected) -> str:
    """The page that has the rows which the table has not."""
    return asked.page("/") if _left_out(asked, len(_pairs(asked))) and asked.address.root != "/compare" else ""


def _title(asked: Projected) -> str:
    district, title = _district(asked), _("Indicators by year")
    return title if district is None else f"{title}: {words.place_name(asked.facts, district)}"


def _district(asked: Projected) -> str | None:
    """The district whose page the address is."""
    return path_variables(asked.address.path)["code"] if asked.address.root == "/district" else None


def _row(asked: Projected, code: str, place: str | None, answers: Sequence[Answer]) -> tuple[Cell, ...]:
    newest = asked.definition(code, asked.years[1])
    scale = scale_of(newest, answers)
    where = [] if place is None else [words.place_name(asked.facts, place)]
    head = Cell(", ".join([words.name_of(newest), *where, scale.unit]))
    return (head, *(_cell(asked, answer, scale) for answer in answers))


def _cell(asked: Projected, answer: Answer, scale: Scale) -> Cell:
    definition = asked.definition(answer.indicator, int(answer.period))
    if answer.value is None:
        return Cell(words.state_name(answer.state))
    if words.is_money(definition):
        return Cell(scale.answer(answer), scale.of(answer.value), answer.status)
    text = formats.number(answer.value, definition.decimals, *answer.judged_by)
    return Cell(text, answer.value, answer.status)
