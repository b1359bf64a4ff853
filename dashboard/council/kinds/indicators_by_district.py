"""Indicators down, districts across: one year, as on the page of districts."""

from collections.abc import Iterator

from dashboard.council import sources
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.districts.place import Territory
from dashboard.sections.districts.table import left_out
from dashboard.sections.series import Scale, scale_of
from dashboard.text import labels
from dashboard.text.language import _
from indicators.answers.answer import Answer

PLACE = 45
OF_INDICATOR = False


def name() -> str:
    return _("Indicators by district")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Every indicator that is known by district, its unit in its row."""
    territory = Territory(slide_request, slide_request.cut)
    title = _("Indicators by district, {year}").format(year=territory.when)
    if not territory.codes or not slide_request.facts.places.main:
        why = _("No indicator has values by district in {period}.").format(period=territory.when)
        return Slide("indicators_by_district", title, text=text, missing=why)
    places = (labels.place_name(slide_request.facts, place) for place in (None, *territory.places))
    rows = tuple(
        tuple(_row(territory, code)) for _part, codes in territory.by_part() for code in codes
    )
    answers = [
        answer
        for code in territory.codes
        for answer in (territory.whole[code], *territory.by_place[code].values())
    ]
    return Slide(
        "indicators_by_district",
        title,
        finding=left_out(territory) or "",
        text=text,
        table=ReportTable((_("Indicator"), *places), rows),
        marks=sources.marks(answers),
        statuses=labels.status_key(answers),
    )


def _row(territory: Territory, code: str) -> Iterator[TableCell]:
    definition, whole, by_place = (
        territory.definition(code),
        territory.whole[code],
        territory.by_place[code],
    )
    scale = scale_of(definition, [whole, *by_place.values()])
    yield TableCell(", ".join(part for part in (labels.name_of(definition), scale.unit) if part))
    for answer in (whole, *(by_place.get(place) for place in territory.places)):
        yield _cell(answer, scale)


def _cell(answer: Answer | None, scale: Scale) -> TableCell:
    """A dash where no such records are, as on the page."""
    if answer is None:
        return TableCell("–")
    if answer.value is None:
        return TableCell(labels.state_name(answer.state))
    return TableCell(scale.answer(answer), scale.of(answer.value), answer.status)
