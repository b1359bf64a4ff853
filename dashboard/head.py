"""What the head of a page says to machines: under which address it is to be kept, the feeds of what
changes on it, and the data that it shows.
"""

import html as markup
import json
from collections.abc import Iterator
from urllib.parse import quote, urljoin

from flask import request

from dashboard.embed import oembed
from dashboard.embed.offered_views import OFFERS
from dashboard.feeds.routes import MIME, feeds_of
from dashboard.http import context
from dashboard.http.address import Address
from dashboard.http.framing import allowed
from dashboard.open_data.catalogue import dataset_of_page
from dashboard.open_data.package import at_moment, newest_moment
from dashboard.request import PageRequest
from dashboard.sections import frame, page_card
from dashboard.text.language import _

OEMBED = "application/json+oembed"


def links() -> str:
    """Of the page that this request has just made; a refused one has none."""
    page_request = frame.made_request()
    return "" if page_request is None else "\n".join(_links(page_request))


def _links(page_request: PageRequest) -> Iterator[str]:
    address = page_request.address
    own = address.href(quote(address.path), lang=request.args.get("lang"))
    whole = request.host_url.rstrip("/") + own
    yield f'<link rel="canonical" href="{markup.escape(whole)}">'
    for feed in feeds_of(address):
        yield (
            f'<link rel="alternate" type="{MIME}" title="{markup.escape(feed.title)}" '
            f'href="{markup.escape(feed.href)}">'
        )
    yield from _card(page_request, own, whole)
    if allowed() and address.root in OFFERS:
        title = markup.escape(frame.page_title())
        source = markup.escape(urljoin(request.host_url, oembed.href(whole)))
        yield f'<link rel="alternate" type="{OEMBED}" title="{title}" href="{source}">'
    if address.path == "/":
        yield _dataset(address)


def _dataset(address: Address) -> str:
    """The programme of an overview for search engines of data: data, which no browser executes."""
    programme = address.choices.get("programme") or context.home_programme()
    moment = newest_moment(context.asker(), programme)
    facts = at_moment(programme, moment).facts
    document = dataset_of_page(request.host_url, facts, moment, context.language())
    # no text of a programme ends the element that it stands in
    json_text = json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{json_text}</script>'


def _card(page_request: PageRequest, own: str, whole: str) -> Iterator[str]:
    """How messengers and social networks show a link to the page."""
    card = page_card.card_of(page_request)
    words = {
        "og:type": "website",
        "og:site_name": _("Itog"),
        "og:title": card.title,
        "og:description": card.description,
        "og:url": whole,
        "og:image": urljoin(request.host_url, page_card.href(own)),
    }
    yield f'<meta name="description" content="{markup.escape(card.description)}">'
    for name, text in words.items():
        yield f'<meta property="{name}" content="{markup.escape(text)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'
