"""The state of a programme in ten seconds."""

import dash

from dashboard.components import filters
from dashboard.request import PageRequest
from dashboard.sections import glance, key_cards, matrix, tally
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text import formats
from dashboard.text.language import _

DECK = PageDeck(lambda: _("Overview"), here("state", "numbers", "matrix", "behind_plan"))

dash.register_page(
    __name__, path="/", title=page_title, nav=lambda: _("Overview"), place=1, deck=DECK
)

draws("overview-tally")(tally.draw)
draws("overview-cards")(key_cards.draw)
draws("overview-matrix")(matrix.draw)
draws("overview-districts")(glance.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The programme's name, its indicators by status, key indicators, matrix and districts."""
    return FramedPage(
        title=page_request.facts.text("name", page_request.language),
        path=about_programme(page_request),
        lead=page_request.facts.text("act", page_request.language),
        filters=[
            *filters.years(page_request),
            *filters.plan(page_request),
            *filters.as_of(page_request),
        ],
        body=[
            block("overview-tally", 190),
            block("overview-cards", 640),
            block("overview-districts", 0),
            block("overview-matrix", 800),
        ],
    )


def about_programme(page_request: PageRequest) -> str:
    """Where and when."""
    place = page_request.facts.text("territory", page_request.language)
    return ", ".join(
        filter(
            None,
            (place, formats.years(page_request.facts.first_year, page_request.facts.last_year)),
        )
    )
