"""The state of a programme in ten seconds."""

import dash

from dashboard.components import filters
from dashboard.request import PageRequest
from dashboard.sections import findings, glance, key_cards, tally, tour
from dashboard.sections.blocks import block, draws
from dashboard.sections.choice_words import place_text
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.matrix import table
from dashboard.sections.matrix.order import order
from dashboard.sections.page_deck import PageDeck, Slides, here
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.decks import SlideText
from indicators.answers.targets import ORIGINAL


def slides(page_request: PageRequest) -> Slides:
    """A slide a block; that of the matrix has the rows of the page, in its order."""
    yield from here("state", "findings", "numbers")(page_request)
    yield SlideText("matrix", page_request.href(sort=order(page_request)))
    yield from here("behind_plan")(page_request)


DECK = PageDeck(lambda: _("Overview"), slides)

dash.register_page(
    __name__, path="/", title=page_title, nav=lambda: _("Overview"), place=1, deck=DECK
)

draws("overview-tally")(tally.draw)
draws("overview-findings")(findings.draw)
draws("overview-cards")(key_cards.draw)
draws("overview-matrix")(table.draw)
draws("overview-districts")(glance.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The programme's name, its indicators by status, key indicators, matrix and districts."""
    name = labels.programme_name(page_request.facts)
    return FramedPage(
        title=name,
        heading=labels.short_programme_name(page_request.facts),
        path=about_programme(page_request),
        lead=name,
        choices=choices(page_request),
        filters=[
            *filters.years(page_request),
            *filters.district(page_request, together=True),
            *filters.plan(page_request),
            *filters.as_of(page_request),
        ],
        body=[
            block("overview-tally", 170),
            block("overview-findings", 380),
            block("overview-cards", 640),
            block("overview-districts", 0),
            block("overview-matrix", 800),
            tour.steps(),
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


def choices(page_request: PageRequest) -> str:
    """What is shown of all that can be chosen: districts, years, the state of the data, and another
    plan than the one in force.
    """
    place = place_text(page_request, page_request.territory)
    original = page_request.base.plan == ORIGINAL
    plan = [_("judged by the original plan")] if original else []
    data = filters.state_of_data(page_request)
    places = [] if place is None else [place]
    return " · ".join((*places, formats.years(*page_request.years), *plan, data))
