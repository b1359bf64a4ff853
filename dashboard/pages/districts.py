"""The territory: one indicator on the map, all of them in a table."""

import dash

from dashboard.components import filters
from dashboard.components.links import choice
from dashboard.components.panels import empty_note
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.districts import per_residents, table
from dashboard.sections.districts import territory as district_map
from dashboard.sections.districts.place import Territory
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, Slides, here, of_indicator
from dashboard.text import labels
from dashboard.text.language import _


def slides(page_request: PageRequest) -> Slides:
    """The chosen indicator on the map and over the years, and every indicator by district."""
    territory = Territory(page_request, page_request.cut)
    if territory.chosen and page_request.facts.places.main:
        yield of_indicator(page_request, "map", territory.chosen, period=territory.period.label)
        yield of_indicator(
            page_request, "districts", territory.chosen, period=territory.period.label
        )
        yield of_indicator(page_request, "table", territory.chosen)
        yield from here("indicators_by_district")(page_request)


dash.register_page(
    __name__,
    path="/districts",
    title=page_title,
    nav=lambda: _("Districts"),
    suits=lambda facts: bool(facts.places.main),
    place=2,
    under=("/district",),
    deck=PageDeck(lambda: _("Districts"), slides),
)

draws("districts-map")(district_map.draw)
draws("districts-per-residents")(per_residents.draw)
draws("districts-table")(table.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The choices of indicator, year and cut, and the places of the blocks."""
    territory = Territory(page_request, page_request.cut)
    title = labels.cut_name(page_request.facts, page_request.cut)
    if not page_request.facts.places.main:
        return FramedPage(title=title, body=[empty_note(_("This programme has no districts."))])
    return FramedPage(
        title=title,
        lead=page_request.facts.text("name", page_request.language),
        filters=[
            choice("indicator", _("Indicator"), territory.indicator_options(), grow=True),
            choice("year", _("Year shown"), territory.year_options()),
            *filters.cut(page_request),
            *filters.as_of(page_request),
            filters.days(page_request),
        ],
        body=[
            block("districts-map", 520),
            block("districts-per-residents", 0),
            block("districts-table", 800),
        ],
    )
