"""What a request may not do: post from another origin, or call what is not a callback."""

from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, request

SAFE = ("GET", "HEAD", "OPTIONS")
CALLBACK = "/_dash-update-component"


def guard(app: Dash, server: Flask) -> None:
    """Refuse, before anything is dispatched."""

    @server.before_request
    def refuse_other_origins() -> None:
        if request.method not in SAFE and not same_origin():
            abort(403)

    @server.before_request
    def refuse_unknown_callbacks() -> Response | None:
        if request.method != "POST" or request.path != CALLBACK:
            return None
        body = request.get_json(silent=True)
        return None if is_callback(app, body) else Response("Unknown callback.\n", 400, mimetype="text/plain")


def is_callback(app: Dash, body: Any) -> bool:
    """Whether a body names one of our callbacks and brings what it needs."""
    return (
        isinstance(body, dict)
        and isinstance(body.get("output"), str)
        and body["output"] in app.callback_map
        and {"inputs", "outputs"} <= body.keys()
    )


def same_origin() -> bool:
    """What the browser says of where a request comes from; other programs say nothing and carry nobody's cookies."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
