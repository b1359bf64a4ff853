"""Indicators down, districts across: one year on one sheet."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.asked import Asked
from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import empty_note, panel, scrolling
from dashboard.language import _, ngettext
from dashboard.sections.place import Territory
from dashboard.series import Scale, scale_of
from indicators.answers import Answer
from indicators.places import NONE
from indicators.states import VALUE


def draw(asked: Asked) -> Component:
    """Each cell leads to the records counted in it."""
    shown = Territory(asked, asked.cut)
    caption = _("Indicators by district, {year}").format(year=shown.year)
    if not shown.codes:
        return panel(caption, empty_note(_("No indicator has values by district in {year}.").format(year=shown.year)))
    places = _places(shown)
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            _head(shown, places),
            html.Tbody(list(_rows(shown, places))),
        ],
        className="matrix",
    )
    return panel(caption, scrolling(table, caption), note=_left_out(shown), wide=True)


def _places(shown: Territory) -> list[str]:
    """The columns: every district, and «without a district» where any record has none."""
    listed = dict.fromkeys(place for code in shown.codes for place in shown.by_place[code] if place != NONE)
    unplaced = any(NONE in shown.by_place[code] for code in shown.codes)
    return [*listed, *([NONE] if unplaced else [])]


def _head(shown: Territory, places: list[str]) -> Component:
    named = [html.Th(_place_head(shown, code), scope="col") for code in places]
    whole = html.Th(words.place_name(shown.asked.facts, None), scope="col")
    return html.Thead(html.Tr([html.Th(_("Indicator"), scope="col"), whole, *named]))


def _place_head(shown: Territory, code: str) -> str | Component:
    name = words.place_name(shown.asked.facts, code)
    return name if code == NONE else link(name, shown.asked.page(f"/district/{code}", period=str(shown.year)))


def _rows(shown: Territory, places: list[str]) -> Iterator[Component]:
    for name, codes in shown.by_part():
        if shown.asked.facts.parts:
            head = html.Th(html.Span(name or _("Other indicators")), colSpan=len(places) + 2, scope="colgroup")
            yield html.Tr(head, className="matrix__part")
        for code in codes:
            yield _row(shown, code, places)


def _row(shown: Territory, code: str, places: list[str]) -> Component:
    definition, whole, by_place = shown.definition(code), shown.whole[code], shown.by_place[code]
    scale = scale_of(definition, [whole, *by_place.values()])
    unit = html.Span(scale.unit, className="matrix__unit")
    name = link(words.name_of(definition), shown.asked.page(f"/indicator/{code}", period=str(shown.year)))
    cells = [_cell(shown, answer, scale) for answer in (whole, *(by_place.get(place) for place in places))]
    return html.Tr([html.Th([name, unit], scope="row", className="matrix__name"), *cells])


def _cell(shown: Territory, answer: Answer | None, scale: Scale) -> Component:
    """A number with the shape of its status, or the word of its state; nothing where no such records are."""
    if answer is None:
        return html.Td(html.Span("–", className="cell"), className="cell--none")
    variant = answer.status or "none" if answer.state == VALUE else answer.state
    text = html.Span(
        words.state_name(answer.state) if answer.value is None else scale.text(answer.value), className="cell__value"
    )
    shape = status.shape(answer.status) if answer.status is not None and answer.state == VALUE else None
    way = shown.subject(answer.indicator).records_of(answer.period, answer.district, cut=shown.cut)
    return html.Td(link([text, shape], way, className="cell"), className=f"cell--{variant}")


def _left_out(shown: Territory) -> str | None:
    missing = len(shown.by_place) - len(shown.codes)
    if not missing:
        return None
    return ngettext(
        "{number} more indicator is not known by district.",
        "{number} more indicators are not known by district.",
        missing,
    )
