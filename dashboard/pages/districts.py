"""The territory: one indicator on the map, all of them in a table."""

import dash

from dashboard import words
from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.components import filters
from dashboard.components.links import choice
from dashboard.components.panels import empty_note
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import district_map, district_table, per_residents
from dashboard.sections.place import Territory

dash.register_page(
    __name__,
    path="/districts",
    title=page_title,
    nav=lambda: _("Districts"),
    suits=lambda facts: bool(facts.places.main),
    place=2,
    under=("/district",),
)

draws("districts-map")(district_map.draw)
draws("districts-per-residents")(per_residents.draw)
draws("districts-table")(district_table.draw)


@page
def layout(asked: Asked) -> Page:
    """The choices of indicator, year and cut, and the places of the blocks."""
    shown = Territory(asked, asked.cut)
    title = words.cut_name(asked.facts, asked.cut)
    if not asked.facts.places.main:
        return Page(title=title, body=[empty_note(_("This programme has no districts."))])
    return Page(
        title=title,
        lead=asked.facts.text("name", asked.language),
        filters=[
            choice("indicator", _("Indicator"), shown.indicator_options(), grow=True),
            choice("year", _("Year shown"), shown.year_options()),
            *filters.cut(asked),
            *filters.as_of(asked),
        ],
        body=[
            block("districts-map", 520),
            block("districts-per-residents", 0),
            block("districts-table", 800),
        ],
    )
