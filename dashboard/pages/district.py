"""One district against the others."""

import dash

from dashboard.components import filters
from dashboard.components.links import LinkOption, choice, link
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.districts import district, ranking, summary
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text import labels
from dashboard.text.language import _
from indicators.records.places import code_of

DECK = PageDeck(
    lambda: _("District"),
    here("ranking", "matrix"),
    lambda page_request, code: labels.place_name(page_request.facts, code),
)

dash.register_page(
    __name__,
    path="/district",
    path_template="/district/<code>",
    title=page_title,
    deck=DECK,
)

draws("district-summary")(summary.draw)
draws("district-ranking")(ranking.draw)
draws("district-trend")(district.draw_trend)
draws("district-table")(district.draw_table)


@page
def layout(page_request: PageRequest, code: str = "") -> FramedPage:
    """The district's name, the choices, and the places of its blocks."""
    district_page = district.read_district(page_request)
    return FramedPage(
        title=district_page.name,
        heading=district_page.name,
        choices=_choices(district_page),
        path=link(
            _("All districts"), page_request.page("/districts", cut=district_page.territory.cut)
        ),
        lead=page_request.facts.text("name", page_request.language),
        filters=[
            choice("place", _("District"), _places(district_page)),
            choice("year", _("Year shown"), district_page.territory.year_options()),
            choice(
                "indicator",
                _("Indicator over the years"),
                district_page.territory.indicator_options(),
                grow=True,
            ),
            *filters.as_of(page_request),
            filters.days(page_request),
        ],
        body=[
            block("district-summary", 160),
            block("district-ranking", 420),
            block("district-trend", 560),
            block("district-table", 600),
        ],
    )


def _choices(district_page: district.DistrictPage) -> str:
    """What is shown of all that can be chosen: the period, the state of the data."""
    return f"{district_page.territory.when} · {filters.state_of_data(district_page.page_request)}"


def _places(district_page: district.DistrictPage) -> list[LinkOption]:
    """The places of the same division of the territory."""
    facts = district_page.page_request.facts
    codes = [code_of(key) or "" for key in facts.places.listed(district_page.territory.cut)]
    return [
        LinkOption(
            labels.place_name(facts, code),
            district_page.page_request.href(f"/district/{code}"),
            code == district_page.code,
        )
        for code in codes
    ]
