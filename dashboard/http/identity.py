"""What tells one request from every other: it stands in its answer, and in every line of the log
about it.
"""

import re
from secrets import token_hex

from flask import current_app, g, request

from data.refusals import Problem

HEADER = "X-Request-ID"
TRUSTED = "ITOG_PROXIES"
"""In the server's configuration: how many proxies stand before it."""

_NAMED = re.compile(r"[\w.-]{8,64}", re.ASCII)


def identity() -> str:
    """The identity of this request: a trusted proxy's word, else one of our own."""
    if "itog_request" not in g:
        g.itog_request = _from_proxy() or token_hex(8)
    known: str = g.itog_request
    return known


def unforeseen() -> Problem:
    """What a reader is told of a fault of ours: the number under which the log has it."""
    return Problem("internal_error_noted", {"request": identity()})


def _from_proxy() -> str:
    name = request.headers.get(HEADER, "") if current_app.config.get(TRUSTED) else ""
    return name if _NAMED.fullmatch(name) else ""
