"""What a request may not do: post from another origin, or call what is not a callback."""

from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.readable import is_readable, unreadable
from dashboard.signing.reading import COOKIE
from data.refusals import Forbidden, Problem

SAFE = ("GET", "HEAD", "OPTIONS")
CALLBACK = "/_dash-update-component"
LARGEST = 8 << 20
"""Bytes of a request, the widest form of cells and the longest text of definitions included; files have their own."""


def guard(app: Dash, server: Flask) -> None:
    """Refuse, before anything is dispatched."""
    server.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST)

    @server.before_request
    def refuse_other_origins() -> None:
        if request.method not in SAFE and not same_origin():
            came = request.headers.get("Origin") or "–"
            raise Forbidden(Problem("other_origin", {"origin": came[:200], "here": request.host_url.rstrip("/")}))

    @server.before_request
    def refuse_unknown_callbacks() -> Response | None:
        if request.method != "POST" or request.path != CALLBACK:
            return None
        body = _sent()
        if not is_callback(app, body):
            return Response("Unknown callback.\n", 400, mimetype="text/plain")
        if not is_readable(body):
            raise unreadable()
        return None

    @server.errorhandler(DependencyException)
    def no_such_script(_error: DependencyException) -> Response:
        return Response("No such file.\n", 404, mimetype="text/plain")


def _sent() -> Any:
    """The body of a callback; nothing where it is none, or so deep that nobody can have meant it."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def is_callback(app: Dash, body: Any) -> bool:
    """Whether a body names one of our callbacks and brings what it needs."""
    return (
        isinstance(body, dict)
        and isinstance(body.get("output"), str)
        and "callback" in app.callback_map.get(body["output"], ())  # others are done by the browser itself
        and {"inputs", "outputs"} <= body.keys()
    )


def same_origin() -> bool:
    """What the browser says of where a request comes from; who says nothing may carry nobody's cookies."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        return urlsplit(origin).netloc == request.host
    return COOKIE not in request.cookies


def believe(server: Flask, proxies: int) -> None:
    """Take the reader's address, the host and the scheme from the nearest ``proxies``, and from nobody else."""
    if proxies:
        trusted = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        server.wsgi_app = trusted  # type: ignore[method-assign]
