"""One district against the whole territory."""

import dash

from dashboard import words
from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.components import filters
from dashboard.components.links import Option, choice, link
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import district
from indicators.places import code_of

dash.register_page(__name__, path="/district", path_template="/district/<code>", title=page_title)

draws("district-profile")(district.draw_profile)
draws("district-trend")(district.draw_trend)
draws("district-table")(district.draw_table)


@page
def layout(asked: Asked, code: str = "") -> Page:
    """The district's name, the choices, and the places of its blocks."""
    shown = district.district(asked)
    return Page(
        title=shown.name,
        path=link(_("All districts"), asked.page("/districts", cut=shown.territory.cut)),
        lead=asked.facts.text("name", asked.language),
        filters=[
            choice("place", _("District"), _places(shown)),
            choice("year", _("Year shown"), shown.territory.year_options()),
            choice("indicator", _("Indicator over the years"), shown.territory.indicator_options(), grow=True),
            *filters.as_of(asked),
        ],
        body=[
            block("district-trend", 560),
            block("district-profile", 700),
            block("district-table", 600),
        ],
    )


def _places(shown: district.District) -> list[Option]:
    """The places of the same division of the territory."""
    facts = shown.asked.facts
    codes = [code_of(key) or "" for key in facts.places.listed(shown.territory.cut)]
    return [
        Option(words.place_name(facts, code), shown.asked.href(f"/district/{code}"), code == shown.code)
        for code in codes
    ]
