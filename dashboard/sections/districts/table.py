"""Indicators down, districts across: one year on one sheet."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import data, tongue
from dashboard.components.figure_menu import FigureLinks
from dashboard.components.links import link
from dashboard.components.panels import empty_note, panel, scrolling
from dashboard.request import PageRequest
from dashboard.sections.districts.place import Territory
from dashboard.sections.figure_links import page_links, values_address
from dashboard.sections.series import Scale, scale_of
from dashboard.text import labels
from dashboard.text.language import _, ngettext
from dashboard.text.summary import rows_counted
from indicators.answers.answer import Answer
from indicators.answers.question import DISTRICT
from indicators.records.places import NONE
from indicators.states import VALUE


def draw(page_request: PageRequest) -> Component:
    """Each cell leads to the records counted in it."""
    territory = Territory(page_request, page_request.cut)
    caption = _("Indicators by district, {year}").format(year=territory.when)
    if not territory.codes:
        return panel(
            caption,
            empty_note(
                _("No indicator has values by district in {period}.").format(period=territory.when)
            ),
        )
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            _head(territory),
            html.Tbody(list(_rows(territory))),
        ],
        className="matrix",
        **data("grid"),
    )
    return panel(
        caption,
        scrolling(table, caption),
        note=left_out(territory),
        wide=True,
        summary=f"{caption}: {rows_counted(len(territory.codes))}",
        anchor="districts-values",
        links=_links(territory),
    )


def _links(territory: Territory) -> FigureLinks:
    """The rows are those of the districts: the whole has no row among them."""
    page_request, years = territory.page_request, (territory.year, territory.year)
    question = page_request.question(by=(DISTRICT, "year"), years=years, cut=territory.cut)
    values = values_address(page_request, question)
    return page_links(page_request, values=values, slide="indicators_by_district")


def _head(territory: Territory) -> Component:
    named = [html.Th(_place_head(territory, code), scope="col") for code in territory.places]
    name = labels.place_name(territory.page_request.facts, None)
    whole = html.Th(name, scope="col", **tongue(name))
    return html.Thead(html.Tr([html.Th(_("Indicator"), scope="col"), whole, *named]))


def _place_head(territory: Territory, code: str) -> str | Component:
    name = labels.place_name(territory.page_request.facts, code)
    return (
        name
        if code == NONE
        else link(
            name, territory.page_request.page(f"/district/{code}", period=territory.period.label)
        )
    )


def _rows(territory: Territory) -> Iterator[Component]:
    for name, codes in territory.by_part():
        if territory.page_request.facts.parts:
            head = html.Th(
                html.Span(name or _("Other indicators")),
                colSpan=len(territory.places) + 2,
                scope="colgroup",
            )
            yield html.Tr(head, className="matrix__part")
        for code in codes:
            yield _row(territory, code)


def _row(territory: Territory, code: str) -> Component:
    definition, whole, by_place = (
        territory.definition(code),
        territory.whole[code],
        territory.by_place[code],
    )
    scale = scale_of(definition, [whole, *by_place.values()])
    unit = html.Span(scale.unit, className="matrix__unit")
    name = link(
        labels.name_of(definition),
        territory.page_request.page(f"/indicator/{code}", period=territory.period.label),
    )
    cells = [
        _cell(territory, answer, scale)
        for answer in (whole, *(by_place.get(place) for place in territory.places))
    ]
    return html.Tr([html.Th([name, unit], scope="row", className="matrix__name"), *cells])


def _cell(territory: Territory, answer: Answer | None, scale: Scale) -> Component:
    """A number with the shape of its status, or the word of its state; nothing where no such
    records are.
    """
    if answer is None:
        return html.Td(html.Span("–", className="cell"), className="cell--none")
    variant = answer.status or "none" if answer.state == VALUE else answer.state
    text = html.Span(scale.answer(answer), className="cell__value")
    shape = status.shape_of(answer) if answer.status is not None and answer.state == VALUE else None
    url = territory.subject(answer.indicator).records_of(
        answer.period, answer.district, cut=territory.cut
    )
    return html.Td(link([text, shape], url, className="cell"), className=f"cell--{variant}")


def left_out(territory: Territory) -> str | None:
    """How many indicators are not in the table, if any."""
    missing = len(territory.by_place) - len(territory.codes)
    if not missing:
        return None
    return ngettext(
        "{number} more indicator is not known by district.",
        "{number} more indicators are not known by district.",
        missing,
    )
