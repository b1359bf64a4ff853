"""A page as a deck, so that a file shows what the reader saw: same years, district, order and
revision.
"""

from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections.frame import path_variables
from dashboard.sections.page_deck import PageDeck, page_decks
from data.decks import Deck
from data.refusals import LONGEST, NotFound, Problem
from data.words.offers import offer


def deck_of_page(href: str) -> Deck:
    """The slides that a page's blocks make; refuses an address that no page has, and pages that are
    not of numbers.
    """
    page_request = read_page_request(href)
    variables = path_variables(page_request.address.path)
    page_deck = _page_deck(page_request)
    title = page_deck.title
    still = page_request.snapshot.id if page_request.snapshot and page_request.base.on else None
    return Deck(
        "",
        page_request.facts.code,
        title(page_request, variables.get("code", "")) if title else page_deck.name(),
        tuple(page_deck.slides(page_request)),
        still,
    )


def _page_deck(page_request: PageRequest) -> PageDeck:
    decks, path = page_decks(), page_request.address.path
    if page_request.address.root not in decks:
        names = {root: {language(): deck.name()} for root, deck in decks.items()}
        raise NotFound(
            Problem("export_of_no_numbers", {"path": path[:LONGEST], **offer(names, path)})
        )
    return decks[page_request.address.root]
