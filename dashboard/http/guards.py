"""What a request may not do: post from another origin, or send more than a form holds."""

from urllib.parse import urlsplit

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.http import urls
from dashboard.http.context import SESSION_COOKIE
from dashboard.http.identity import TRUSTED
from data.refusals import Forbidden, Problem

SAFE = ("GET", "HEAD", "OPTIONS")
SMALL = frozenset(
    (
        *(urls.LOGIN, urls.CODE, urls.LOGOUT, urls.PASSWORD),
        *(urls.OWN_SESSIONS, urls.FACTOR, urls.OWN_DIGEST, "/export"),
    )
)
"""Forms that anybody may send, of a few short fields."""

LARGEST_SMALL = 1 << 16
PORTS = {"http": 80, "https": 443}
LARGEST = 8 << 20
"""Bytes of a request, the widest form of cells and the longest text of definitions included; files
have their own.
"""


def guard(server: Flask) -> None:
    """Refuse, before anything is dispatched."""
    server.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST)

    @server.before_request
    def bound_small_forms() -> None:
        # before anybody has signed in, so that strangers cannot make the server read megabytes
        if request.path in SMALL or request.path.startswith(f"{urls.DIGESTS}/"):
            request.max_content_length = LARGEST_SMALL

    @server.before_request
    def refuse_other_origins() -> None:
        if request.method not in SAFE and not same_origin():
            came = request.headers.get("Origin") or request.referrer or "–"
            raise Forbidden(
                Problem(
                    "other_origin", {"origin": came[:200], "here": request.host_url.rstrip("/")}
                )
            )

    @server.errorhandler(DependencyException)
    def no_such_script(_error: DependencyException) -> Response:
        return Response("No such file.\n", 404, mimetype="text/plain")


def same_origin() -> bool:
    """What the browser says of where a request comes from; who says nothing may carry nobody's
    cookies.

    A page of the same host reached by http is another origin than ours by https: whoever sits on
    the line can alter it.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    # the browser's own word, which no page can forge, before headers that it may leave out
    if site is not None:
        return site in ("same-origin", "none")
    came = origin if origin is not None else request.headers.get("Referer")
    if came is not None:
        here = origin_of(request.host_url)
        return here is not None and origin_of(came) == here
    # programs without a session say nothing (docs/security.md, Requests from elsewhere)
    return SESSION_COOKIE not in request.cookies


def origin_of(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address; nothing for «null» and for what is no address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname:
        return None
    # with the port that is meant: `https://a` and `https://a:443` are one origin
    return parts.scheme, parts.hostname, port or PORTS[parts.scheme]


def trust_proxies(server: Flask, proxies: int) -> None:
    """Take the reader's address, the host and the scheme from the nearest ``proxies``, and from
    nobody else.
    """
    # none, and nobody's headers are believed: readers could name any address
    server.config[TRUSTED] = proxies
    if proxies:
        trusted = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        server.wsgi_app = trusted  # type: ignore[method-assign]
