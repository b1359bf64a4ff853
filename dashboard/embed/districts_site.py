"""The map of an indicator for other sites: its districts shaded or with circles, and their numbers."""

from collections.abc import Sequence

from flask import Response, request

from dashboard.embed.site_view import (
    OfferedView,
    SiteRow,
    SiteView,
    kept_address,
    share_of,
    site_response,
)
from dashboard.figures.base import column
from dashboard.figures.site_pictures import Rings, geographic, map_picture, tiles_of
from dashboard.http.framing import EMBEDDED
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.districts.place import Territory
from dashboard.sections.districts.tiles import (
    TerritoryMap,
    alternative,
    credit,
    shortened,
    territory_map,
)
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.refusals import NotFound, Problem
from indicators.answers.answer import Answer
from indicators.answers.facts import Facts
from indicators.definition import Definition

ADDRESS = f"{EMBEDDED}districts"
KEPT = ("programme", "indicator", "years", "period", "cut", "as_of")
HEIGHT = 760
"""Of its frame, in pixels."""


def offer(page_request: PageRequest) -> OfferedView:
    """What another site can show of the page of districts: its map, or its numbers where there is
    none.
    """
    return OfferedView(_("Districts"), kept_address(page_request, ADDRESS, KEPT), HEIGHT)


def view() -> Response:
    """The document; refuses an indicator without values by district."""
    page_request = read_page_request(f"/districts?{request.query_string.decode()}")
    territory = Territory(page_request, page_request.cut)
    if territory.chosen is None:
        raise NotFound(Problem("not_embedded", {"path": "/districts"}))
    return site_response(page_request, _view(territory, territory.chosen))


def _view(territory: Territory, code: str) -> SiteView:
    page_request, definition = territory.page_request, territory.definition(code)
    answers = list(territory.by_place[code].values())
    whole = territory.whole[code]
    drawn = territory_map(page_request, definition, whole, answers, territory.cut)
    place = labels.place_name(page_request.facts, None)
    return SiteView(
        title=labels.name_of(definition),
        scope=f"{labels.programme_name(page_request.facts)}. {formats.period(whole.period)}",
        page=kept_address(page_request, "/districts", KEPT),
        leads_to=_("All about the districts"),
        value=f"{place}: {labels.answer_text(definition, whole, unit=True)}",
        picture=_picture(drawn) if drawn else "",
        credit=_credit(drawn) if drawn else "",
        heads=_heads(drawn),
        rows=_rows(page_request.facts, definition, answers, drawn),
    )


def _heads(drawn: TerritoryMap | None) -> Sequence[str]:
    """The numbers themselves, and those by which the map is drawn where these are others."""
    rates = [] if drawn is None or drawn.rates is None else [drawn.values.labels.unit]
    return (_("District"), _("Value"), *rates)


def _rows(
    facts: Facts, definition: Definition, answers: Sequence[Answer], drawn: TerritoryMap | None
) -> Sequence[SiteRow]:
    sizes = [abs(each.value) for each in answers if each.value is not None]
    longest = max(sizes, default=None)
    rates = {} if drawn is None else {row["code"]: row["text"] for row in drawn.values.frame}
    return [
        SiteRow(
            labels.place_name(facts, each.district),
            labels.answer_text(definition, each),
            rates.get(each.district or "", ""),
            share_of(each.value, longest),
        )
        for each in answers
    ]


def _credit(drawn: TerritoryMap) -> str:
    """What the map is drawn by, and whose outlines it has."""
    places = drawn.page_request.facts.places.by_code
    owners = credit([places[each.district or ""] for each in drawn.answers])
    return ". ".join(filter(None, (drawn.values.labels.caption, owners)))


def _picture(drawn: TerritoryMap) -> str:
    frame = drawn.values.frame
    names = shortened(column(frame, "label"))
    named = [{**row, "label": name} for row, name in zip(frame, names, strict=True)]
    return map_picture(
        named,
        _rings(drawn),
        by_size=drawn.values.labels.by_size,
        alternative=alternative(drawn.definition, drawn.values),
    )


def _rings(drawn: TerritoryMap) -> Rings:
    """The outlines of the places where all have one, else their tiles."""
    by_code = drawn.page_request.facts.places.by_code
    places = [by_code[answer.district or ""] for answer in drawn.answers]
    if all(place.outline for place in places):
        return geographic({place.code: place.outline for place in places})  # type: ignore[misc]
    return tiles_of({place.code: place.tile or (0, 0) for place in places})
