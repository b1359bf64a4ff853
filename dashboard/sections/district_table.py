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
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            _head(shown),
            html.Tbody(list(_rows(shown))),
        ],
        className="matrix",
    )
    return panel(caption, scrolling(table, caption), note=left_out(shown), wide=True)


def _head(shown: Territory) -> Component:
    named = [html.Th(_place_head(shown, code), scope="col") for code in shown.places]
    whole = html.Th(words.place_name(shown.asked.facts, None), scope="col")
    return html.Thead(html.Tr([html.Th(_("Indicator"), scope="col"), whole, *named]))


def _place_head(shown: Territory, code: str) -> str | Component:
    name = words.place_name(shown.asked.facts, code)
    return name if code == NONE else link(name, shown.asked.page(f"/district/{code}", period=str(shown.year)))


def _rows(shown: Territory) -> Iterator[Component]:
    for name, codes in shown.by_part():
        if shown.asked.facts.parts:
            head = html.Th(html.Span(name or _("Other indicators")), colSpan=len(shown.places) + 2, scope="colgroup")
            yield html.Tr(head, className="matrix__part")
        for code in codes:
            yield _row(shown, code)


def _row(shown: Territory, code: str) -> Component:
    definition, whole, by_place = shown.definition(code), shown.whole[code], shown.by_place[code]
    scale = scale_of(definition, [whole, *by_place.values()])
    unit = html.Span(scale.unit, className="matrix__unit")
    name = link(words.name_of(definition), shown.asked.page(f"/indicator/{code}", period=str(shown.year)))
    cells = [_cell(shown, answer, scale) for answer in (whole, *(by_place.get(place) for place in shown.places))]
    return html.Tr([html.Th([name, unit], scope="row", className="matrix__name"), *cells])


def _cell(shown: Territory, answer: Answer | None, scale: Scale) -> Component:
    """A number with the shape of its status, or the word of its state; nothing where no such records are."""
    if answer is None:
        return html.Td(html.Span("–", className="cell"), className="cell--none")
    variant = answer.status or "none" if answer.state == VALUE else answer.state
    text = html.Span(scale.answer(answer), className="cell__value")
    shape = status.shape_of(answer) if answer.status is not None and answer.state == VALUE else None
    way = shown.subject(answer.indicator).records_of(answer.period, answer.district, cut=shown.cut)
    return html.Td(link([text, shape], way, className="cell"), className=f"cell--{variant}")


def left_out(shown: Territory) -> str | None:
    """How many indicators are not in the table, if any."""
    missing = len(shown.by_place) - len(shown.codes)
    if not missing:
        return None
    return ngettext(
        "{number} more indicator is not known by district.",
        "{number} more indicators are not known by district.",
        missing,
    )
