"""``/oembed``: what a site that knows oEmbed shows in the place of a link to one of our pages."""

import json
from urllib.parse import quote, unquote, urlsplit

from flask import Flask, Response, request

from dashboard.http.address import parts
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections import indicator_site, register_site
from dashboard.sections.site_code import frame_code
from dashboard.text import labels
from dashboard.text.language import _
from data.refusals import NotFound, Problem, refuse

PATH = "/oembed"
WIDTH = 700
KEPT_SECONDS = 3600
JSON = "json"


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule(PATH, "oembed", view)


def href(address: str) -> str:
    """Where the answer for one of our addresses is."""
    return f"{PATH}?url={quote(address, safe='')}&lang={language()}"


def view() -> Response:
    """A frame for an indicator's page or the register; refuses what cannot be embedded."""
    if request.args.get("format", JSON) != JSON:
        raise refuse("choice_wrong", parameter="format", value="xml", known=JSON, near="")
    url = request.args.get("url", "")
    path = unquote(parts(url)[0]) if _is_ours(url) else ""
    if path != "/register" and not path.startswith("/indicator/"):
        raise NotFound(Problem("not_embedded", {"path": url[:80]}))
    page_request = read_page_request(url)
    title, address, height = _of_page(page_request, path)
    width, height = _within("maxwidth", WIDTH), _within("maxheight", height)
    document = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": _("Itog"),
        "provider_url": request.host_url,
        "cache_age": KEPT_SECONDS,
        "width": width,
        "height": height,
        "html": frame_code(address, title, height),
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


def _of_page(page_request: PageRequest, path: str) -> tuple[str, str, int]:
    """Title, address and height of what is shown in a page's place."""
    if path == "/register":
        address = page_request.page(register_site.EMBED, lang=page_request.locale)
        return _("Register of supported NGOs"), address, register_site.HEIGHT
    code = path.removeprefix("/indicator/").strip("/")
    title = labels.name_of(page_request.definition(code))
    height = indicator_site.HEIGHTS[indicator_site.YEARS]
    return title, indicator_site.address_of(page_request, code), height


def _within(name: str, own: int) -> int:
    """Our own size, or the largest that whoever asks has room for."""
    word = request.args.get(name, "")
    return min(own, int(word)) if word.isascii() and word.isdecimal() and len(word) < 6 else own
