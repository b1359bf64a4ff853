"""Headers of every answer: what a page may load and do, and how long a browser keeps it."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Flask, Response, request

from dashboard.http.compression import YEAR
from dashboard.http.framing import EMBEDDED, allowed

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = "CONTENT_POLICY"
HTTPS_ONLY = "max-age=31536000"
"""A year in which browsers come by https alone; other names below this one are not ours to decide
about.
"""

DAY = "public, max-age=86400"


def content_policy(script_hashes: Sequence[str]) -> str:
    """Only our own files, and inline scripts of known content; charts write inline styles and draw
    blobs.
    """
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{what} {where}" for what, where in allowed.items())


def embedded_policy(origins: Sequence[str]) -> str:
    """A document without scripts and files of its own, which these sites may frame."""
    allowed_sites = " ".join(["'self'", *origins])
    return (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {allowed_sites}"
    )


def _let_frame(response: Response, origins: Sequence[str]) -> None:
    """Take away what forbids it besides the policy."""
    response.headers["Content-Security-Policy"] = embedded_policy(origins)
    if origins:
        # an older header that knows no list of sites, and would win where a browser heeds both
        del response.headers["X-Frame-Options"]
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def protect(server: Flask) -> None:
    """Put the headers on every answer; the content policy is complete once the server is warm."""

    @server.after_request
    def add(response: Response) -> Response:
        for name, value in COMMON.items():
            # a view may know better
            response.headers.setdefault(name, value)
        # browsers pass over it by http, where anybody on the line could have added it
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = HTTPS_ONLY
        response.headers["Content-Security-Policy"] = server.config.get(POLICY) or content_policy(
            ()
        )
        if request.path.startswith(EMBEDDED) and response.status_code == HTTPStatus.OK:
            _let_frame(response, allowed())
        response.headers["Cache-Control"] = caching(response)
        return response


def caching(response: Response) -> str:
    """A year for files whose address names their version; what may change is asked for again."""
    asset = request.path.startswith("/assets/") and response.status_code in (200, 304)
    # `m` is the file's moment, in every address that Dash writes: another file has another address
    if asset and ("m" in request.args or request.path.startswith("/assets/vendor/")):
        return YEAR
    kept = response.headers.get("Cache-Control", "no-cache")
    # Flask gives a file of its folder none that counts
    return kept if kept == YEAR or not asset else DAY
