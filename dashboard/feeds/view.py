"""What the addresses of the feeds answer with."""

import datetime
from collections.abc import Iterable
from urllib.parse import quote, urljoin

from flask import Response, request

from dashboard.feeds.atom import Feed, FeedEntry, document
from dashboard.feeds.entries import identity_of, indicator_entries, programme_entries
from dashboard.feeds.routes import MIME
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.text import labels
from dashboard.text.language import _


def programme_feed() -> Response:
    """What was done to a programme, the newest first."""
    page_request = _read()
    name = labels.programme_name(page_request.facts)
    title = _("What changes: {name}").format(name=name)
    return _answer(page_request, title, "/changes", "", programme_entries(page_request))


def indicator_feed(code: str) -> Response:
    """What changed the numbers of one indicator; refuses an unknown one."""
    page_request = _read()
    name = labels.name_of(page_request.definition(code))
    title = _("What changes: {name}").format(name=name)
    entries = indicator_entries(page_request, code)
    return _answer(page_request, title, f"/indicator/{quote(code)}", code, entries)


def _read() -> PageRequest:
    return read_page_request(request.full_path.rstrip("?"))


def _answer(
    page_request: PageRequest, title: str, page: str, indicator: str, entries: Iterable[FeedEntry]
) -> Response:
    """The document under a tag of its content: it is another one with the next deed alone."""
    facts, listed = page_request.facts, list(entries)
    # never the moment of asking: what has not changed is not sent again
    at = listed[0].at if listed else facts.committed_at
    feed = Feed(
        identity=identity_of(facts.code, "feed", indicator),
        title=title,
        author=labels.programme_name(facts),
        language=language(),
        own=request.url,
        page=urljoin(request.host_url, page_request.page(page)),
        at=at,
        entries=listed,
    )
    response = Response(document(feed), mimetype=MIME)
    response.headers["Content-Language"] = language()
    response.vary.update(("Accept-Language", "Cookie"))
    response.last_modified = at.replace(tzinfo=datetime.UTC)
    response.add_etag()
    response.make_conditional(request)
    return response
