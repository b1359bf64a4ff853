"""Where the data come from, what is illustrative, what has been reported, and how numbers are made."""

import dash
from dash import html

from dashboard.components import filters
from dashboard.request import PageRequest
from dashboard.sections.about import coverage, money, numbers, programme
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text.language import _

DECK = PageDeck(lambda: _("About the data"), here("title", "money"))

dash.register_page(
    __name__, path="/about", title=page_title, nav=lambda: _("About the data"), place=9, deck=DECK
)

draws("about-coverage")(coverage.draw)
draws("about-money")(money.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The programme, its facts and contradictions, coverage, money, rules."""
    return FramedPage(
        title=_("About the data"),
        lead=page_request.facts.text("name", page_request.language),
        filters=filters.as_of(page_request),
        body=[
            html.Div(
                [
                    programme.programme(page_request),
                    programme.real_or_not(page_request),
                    programme.facts(page_request),
                    programme.source_notes(page_request),
                ],
                className="panels",
            ),
            block("about-coverage", 500),
            block("about-money", 400),
            html.Div(
                [
                    numbers.numbers(page_request),
                    numbers.statuses(page_request),
                    numbers.program(),
                ],
                className="panels",
            ),
        ],
    )
