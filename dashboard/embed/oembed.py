"""``/oembed``: what a site that knows oEmbed shows in the place of a link to one of our pages."""

import json
from dataclasses import replace
from urllib.parse import quote, urlsplit

from flask import Response, request

from dashboard.embed.offered_views import offer_of
from dashboard.embed.site_code import frame_code
from dashboard.http.context import language
from dashboard.request_reading import read_page_request
from dashboard.text.language import _
from data.refusals import NotFound, Problem, refuse

PATH = "/oembed"
WIDTH = 700
KEPT_SECONDS = 3600
JSON = "json"


def href(address: str) -> str:
    """Where the answer for one of our addresses is."""
    return f"{PATH}?url={quote(address, safe='')}&lang={language()}"


def view() -> Response:
    """A frame for one of our pages; refuses what cannot be embedded."""
    if request.args.get("format", JSON) != JSON:
        raise refuse("choice_wrong", parameter="format", value="xml", known=JSON, near="")
    url = request.args.get("url", "")
    offered = offer_of(read_page_request(url)) if url and _is_ours(url) else None
    if offered is None:
        raise NotFound(Problem("not_embedded", {"path": url[:80]}))
    width, height = _within("maxwidth", WIDTH), _within("maxheight", offered.height)
    document = {
        "version": "1.0",
        "type": "rich",
        "title": offered.title,
        "provider_name": _("Itog"),
        "provider_url": request.host_url,
        "cache_age": KEPT_SECONDS,
        "width": width,
        "height": height,
        "html": frame_code(replace(offered, height=height)),
    }
    response = Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _is_ours(url: str) -> bool:
    """An address of this server, whole or from its root."""
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return False
    return host in ("", request.host)


def _within(name: str, own: int) -> int:
    """Our own size, or the largest that whoever asks has room for."""
    word = request.args.get(name, "")
    return min(own, int(word)) if word.isascii() and word.isdecimal() and len(word) < 6 else own
