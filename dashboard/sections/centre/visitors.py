"""Organisations that the resource centre served, and the week of the premises."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import named_link
from dashboard.components.panels import TableColumn, data_table, empty_note, panel, scrolling
from dashboard.request import PageRequest
from dashboard.sections.centre.requests import read_filter, visitors_of
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats
from dashboard.text.language import _, ngettext
from indicators.resource_centre.visitors import CentreVisitors
from indicators.resource_centre.week import PlaceWeek, PremisesWeek, premises_week

TINTS = 4


def draw_visitors(page_request: PageRequest) -> Component | None:
    """The years with the NGOs that came, and who came last for the first time."""
    visitors = visitors_of(page_request)
    if not visitors.organisations:
        return None
    return html.Div(
        [_by_year(page_request, visitors), _newcomers(page_request, visitors)], className="panels"
    )


def _by_year(page_request: PageRequest, visitors: CentreVisitors) -> Component:
    title = _("NGOs served by year")
    columns = [
        TableColumn(_("Year")),
        TableColumn(_("Requests"), number=True),
        TableColumn(_("NGOs served"), number=True),
        TableColumn(_("For the first time"), number=True),
    ]
    rows = [
        [str(each.year), *map(formats.number, (each.requests, each.organisations, each.first_time))]
        for each in visitors.years
    ]
    table = data_table(columns, rows, caption=title, caption_shown=False)
    note = unnamed_text(visitors.unnamed)
    return table_panel(page_request, title, table, anchor="visitors-by-year", note=note)


def unnamed_text(number: int) -> str | None:
    """Citizens come too, and some requests do not say whose they are."""
    sentence = ngettext(
        "{number} request names no organisation.", "{number} requests name no organisation.", number
    )
    return sentence if number else None


def _newcomers(page_request: PageRequest, visitors: CentreVisitors) -> Component:
    title = _("Served for the first time")
    note = _("In the records of this programme they had not come before; the latest stand first.")
    if not visitors.listed:
        return panel(title, empty_note(_("Everybody had come before.")), note=note)
    rows = [
        [_organisation(page_request, each.identity, each.name), formats.short_date(day)]
        for each, day in visitors.listed
    ]
    columns = [TableColumn(_("Organisation")), TableColumn(_("First request"))]
    table = data_table(columns, rows, caption=title, caption_shown=False)
    left = visitors.first_time - len(rows)
    more = ngettext("And {number} more.", "And {number} more.", left)
    content = [table, html.P(more, className="panel__note")] if left else [table]
    return table_panel(page_request, title, content, anchor="newcomers", note=note)


def _organisation(page_request: PageRequest, identity: int, name: str) -> Component:
    return named_link(name, page_request.page(f"/organisation/{identity}"))


def week_of(page_request: PageRequest) -> PremisesWeek:
    """The week of the chosen requests and events."""
    week: PremisesWeek = page_request.asker.ask(
        premises_week, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    return week


def draw_week(page_request: PageRequest) -> Component | None:
    """A row a place, a column a day of the week: how often it was used."""
    week = week_of(page_request)
    places = used_places(week)
    if not places:
        return None
    title = _("Premises by day of the week")
    names = [*day_names(), *([_("day not known")] if has_undated(places) else []), _("In all")]
    most = max(number for place in places for number in place.days)
    table = html.Table(
        [
            html.Caption(title, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(_("Place"), scope="col"), *map(_numeric_head, names)])),
            html.Tbody([html.Tr(_week_row(each, places, most)) for each in places]),
        ],
        className="data-table week",
    )
    return table_panel(
        page_request,
        title,
        scrolling(table, title),
        anchor="premises-week",
        note=_week_note(week),
        wide=True,
        summary=title,
    )


def used_places(week: PremisesWeek) -> list[PlaceWeek]:
    """The places that were used at all."""
    return [each for each in week.places if each.total]


def day_names() -> list[str]:
    """The days of the week in short, Monday first."""
    return [name.capitalize() for name in formats.day_names()]


def has_undated(places: Sequence[PlaceWeek]) -> bool:
    """Whether some use is known to no day."""
    return any(place.undated for place in places)


def _numeric_head(name: str) -> Component:
    return html.Th(name, scope="col", className="num")


def _week_row(place: PlaceWeek, places: Sequence[PlaceWeek], most: int) -> list[Component]:
    undated = [place.undated] if has_undated(places) else []
    return [
        html.Th(place_name(place), scope="row"),
        *(_day_cell(number, most) for number in place.days),
        *(html.Td(_number(number), className="num") for number in (*undated, place.total)),
    ]


def place_name(place: PlaceWeek) -> str:
    """What a row of the week is of."""
    if place.place is None:
        return _("The centre's premises, by requests")
    return _("{place}: events").format(place=place.place)


def _day_cell(number: int, most: int) -> Component:
    """The more uses, the deeper the tint; the number says it too."""
    tint = -(-number * TINTS // most) if most else 0
    return html.Td(_number(number), className=f"num week__day week__day--{tint}")


def _number(number: int) -> str:
    return formats.number(number) if number else formats.EN_DASH


def _week_note(week: PremisesWeek) -> list[Any]:
    sentences = [
        _("Requests for premises and events with a place, by their day; no hour is recorded.")
    ]
    if week.left:
        more = ngettext("And {number} more place.", "And {number} more places.", week.left)
        sentences.append(more)
    if week.unplaced:
        sentences.append(
            ngettext(
                "{number} event names no place.", "{number} events name no place.", week.unplaced
            )
        )
    return [" ".join(sentences)]
