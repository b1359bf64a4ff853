"""Indicators down, districts across: one year, as on the page of districts."""

from collections.abc import Iterator

from dashboard import words
from dashboard.council import sources
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.language import _
from dashboard.sections.district_table import left_out
from dashboard.sections.place import Territory
from dashboard.series import Scale, scale_of
from indicators.answers import Answer

PLACE = 45
OF_INDICATOR = False


def name() -> str:
    return _("Indicators by district")


def make(asked: Projected, text: str) -> Slide:
    """Every indicator that is known by district, its unit in its row."""
    shown = Territory(asked, asked.cut)
    title = _("Indicators by district, {year}").format(year=shown.year)
    if not shown.codes or not asked.facts.places.main:
        why = _("No indicator has values by district in {year}.").format(year=shown.year)
        return Slide("indicators_by_district", title, text=text, missing=why)
    places = (words.place_name(asked.facts, place) for place in (None, *shown.places))
    rows = tuple(tuple(_row(shown, code)) for _part, codes in shown.by_part() for code in codes)
    answers = [answer for code in shown.codes for answer in (shown.whole[code], *shown.by_place[code].values())]
    return Slide(
        "indicators_by_district",
        title,
        finding=left_out(shown) or "",
        text=text,
        table=Table((_("Indicator"), *places), rows),
        marks=sources.marks(answers),
        statuses=words.status_key(answers),
    )


def _row(shown: Territory, code: str) -> Iterator[Cell]:
    definition, whole, by_place = shown.definition(code), shown.whole[code], shown.by_place[code]
    scale = scale_of(definition, [whole, *by_place.values()])
    yield Cell(", ".join(part for part in (words.name_of(definition), scale.unit) if part))
    for answer in (whole, *(by_place.get(place) for place in shown.places)):
        yield _cell(answer, scale)


def _cell(answer: Answer | None, scale: Scale) -> Cell:
    """A dash where no such records are, as on the page."""
    if answer is None:
        return Cell("–")
    if answer.value is None:
        return Cell(words.state_name(answer.state))
    return Cell(scale.answer(answer), scale.of(answer.value), answer.status)
