"""The addresses of the feeds, and the links by which a reader of feeds finds them from a page."""

from typing import NamedTuple

from flask import Flask

from dashboard.http import context
from dashboard.http.address import Address
from dashboard.http.late_view import late_view
from dashboard.text.language import _

PROGRAMME = "/feed.atom"
INDICATOR = "/indicator/<code>/feed.atom"
MIME = "application/atom+xml"
KEPT = ("programme",)
"""Choices of a page that its feed has too: it is of what comes, not of a year or a revision."""


class FeedLink(NamedTuple):
    """What the head of a page says of a feed."""

    title: str
    href: str


def register(server: Flask) -> None:
    """Add the addresses."""
    server.add_url_rule(PROGRAMME, "feed", late_view("dashboard.feeds.view.programme_feed"))
    server.add_url_rule(
        INDICATOR, "indicator_feed", late_view("dashboard.feeds.view.indicator_feed")
    )


def feeds_of(address: Address) -> list[FeedLink]:
    """The feeds of a page: that of its programme, and of an indicator's page its own before it."""
    links = [FeedLink(_("What changes in the programme"), _href(address, PROGRAMME))]
    if address.root == "/indicator":
        own = _href(address, f"{address.path}/feed.atom")
        links.insert(0, FeedLink(_("What changes in the indicator"), own))
    return links


def _href(address: Address, path: str) -> str:
    """With its language always: a reader of feeds has no cookie that would say it."""
    gone = {name: None for name in address.choices if name not in KEPT}
    return address.href(path, **{**gone, "lang": context.locale()})
