"""What a page is as a deck: a page registers its own as ``deck=``, and so can be a file and a slide."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import dash

from dashboard.request import PageRequest
from data.decks import SlideText

Slides = Iterator[SlideText]


@dataclass(frozen=True)
class PageDeck:
    """``name()`` is the page's in lists, ``slides`` are those that its blocks make; ``title`` is the
    deck's where the page has a ``code`` in its path.
    """

    name: Callable[[], str]
    slides: Callable[[PageRequest], Slides]
    title: Callable[[PageRequest, str], str] | None = None


def page_decks() -> Mapping[str, PageDeck]:
    """The decks of pages by the first part of their paths."""
    return {page["path"]: page["deck"] for page in _pages() if "deck" in page}


def page_names() -> Mapping[str, str]:
    """The pages of the menu by their paths, in the reader's language."""
    return {page["path"]: page["nav"]() for page in _pages() if "nav" in page}


def here(*kinds: str) -> Callable[[PageRequest], Slides]:
    """Slides of these kinds, all at the page's own address."""
    return lambda page_request: (SlideText(kind, page_request.address.href()) for kind in kinds)


def of_indicator(page_request: PageRequest, kind: str, code: str, **changes: object) -> SlideText:
    """A slide at the address of an indicator, with the page's choices."""
    address = page_request.address.href(
        f"/indicator/{code}", indicator=None, district=None, page=None, **changes
    )
    return SlideText(kind, address)


def _pages() -> list[dict[str, Any]]:
    return [*dash.page_registry.values()]
