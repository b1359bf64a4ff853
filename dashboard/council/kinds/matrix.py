"""Indicators down, years across, or the one period that is compared, with the status of each."""

from collections.abc import Sequence

from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.comparison.comparison import Comparison
from dashboard.sections.frame import path_variables
from dashboard.sections.matrix.order import only, visible_codes
from dashboard.sections.overview import Overview, place_choices, territory_of
from dashboard.sections.series import Scale, scale_of
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.periods import parse

PLACE = 60
OF_INDICATOR = False


def name() -> str:
    return _("Indicators by year")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The named indicators, else the key ones; of the whole, of a district's page, or as they are
    compared.
    """
    pairs = _pairs(slide_request)
    answered = [_answers(slide_request, *pair) for pair in pairs]
    rows = tuple(
        _row(slide_request, *pair, answers) for pair, answers in zip(pairs, answered, strict=True)
    )
    finding = _left_out(slide_request, len(pairs))
    periods = [answer.period for answer in answered[0]] if answered else []
    columns = (_("Indicator"), *map(formats.period, periods))
    table, statuses = (
        ReportTable(columns, rows),
        labels.status_key(answer for answers in answered for answer in answers),
    )
    return Slide(
        "matrix",
        _title(slide_request),
        finding=finding,
        text=text,
        table=table,
        statuses=statuses,
        url=_url(slide_request),
    )


def _pairs(slide_request: SlideRequest) -> Sequence[tuple[str, str | None]]:
    """Indicators and places, as the address's page shows them."""
    if slide_request.address.root == "/compare":
        comparison = Comparison(slide_request)
        return [(indicator, place) for indicator in comparison.codes for place in comparison.places]
    codes = slide_request.indicators or _codes(Overview(slide_request))
    place = _district(slide_request) or territory_of(slide_request)
    return [(indicator, place) for indicator in codes]


def _answers(slide_request: SlideRequest, code: str, place: str | None) -> Sequence[Answer]:
    """What a row has: its years, or the one number of a period in which it is compared."""
    comparison = Comparison(slide_request)
    if slide_request.address.root == "/compare":
        return comparison.numbers(code, place)
    return slide_request.answers(indicators=(code,), district=place, cut=comparison.cut(place))


def _codes(overview: Overview) -> Sequence[str]:
    """The rows of the page in its order where the address chooses rows, else the key indicators."""
    if any(name in overview.page_request.address.choices for name in ("status", "sort", "fold")):
        return visible_codes(overview)
    return [answer.indicator for answer in overview.key]


def _left_out(slide_request: SlideRequest, rows: int) -> str:
    """What the page has and the table has not."""
    if slide_request.address.root == "/compare":
        return Comparison(slide_request).left_out
    overview = Overview(slide_request)
    others = 0 if slide_request.indicators else len(overview.by_indicator) - rows
    if others <= 0:
        return ""
    if slide_request.status is not None:
        return only(overview, rows)
    if slide_request.fold:
        return _("Not in the table, as folded on the page: {number}.").format(number=others)
    return _("These are the key indicators; others on the page: {number}.").format(number=others)


def _url(slide_request: SlideRequest) -> str:
    """The page that has the rows which the table has not."""
    return (
        slide_request.page("/", **place_choices(slide_request))
        if _left_out(slide_request, len(_pairs(slide_request)))
        and slide_request.address.root != "/compare"
        else ""
    )


def _title(slide_request: SlideRequest) -> str:
    district, title = _district(slide_request), _("Indicators by year")
    period = slide_request.period
    if slide_request.address.root == "/compare" and period is not None:
        return _("Indicators, {period}").format(period=formats.period(period.label))
    return (
        Overview(slide_request).titled(title)
        if district is None
        else f"{title}: {labels.place_name(slide_request.facts, district)}"
    )


def _district(slide_request: SlideRequest) -> str | None:
    """The district whose page the address is."""
    return (
        path_variables(slide_request.address.path)["code"]
        if slide_request.address.root == "/district"
        else None
    )


def _row(
    slide_request: SlideRequest, code: str, place: str | None, answers: Sequence[Answer]
) -> tuple[TableCell, ...]:
    newest = slide_request.definition(code, slide_request.years[1])
    scale = scale_of(newest, answers)
    where = [] if place is None else [labels.place_name(slide_request.facts, place)]
    head = TableCell(", ".join([labels.name_of(newest), *where, scale.unit]))
    return (head, *(_cell(slide_request, answer, scale) for answer in answers))


def _cell(slide_request: SlideRequest, answer: Answer, scale: Scale) -> TableCell:
    definition = slide_request.definition(answer.indicator, parse(answer.period).final_year)
    if answer.value is None:
        return TableCell(labels.state_name(answer.state))
    if labels.is_money(definition):
        return TableCell(scale.answer(answer), scale.of(answer.value), answer.status)
    text = formats.number(answer.value, definition.decimals, *answer.judged_by)
    return TableCell(text, answer.value, answer.status)
