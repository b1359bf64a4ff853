"""A line for each request, for whoever runs the server: which address, how it ended, how long it
took.

It says nothing of who came or what they typed: the address is the rule that it follows, without
what stands in it.
"""

import logging
import time
from functools import partial

import dash
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from dashboard.http.identity import HEADER, identity

LOG = logging.getLogger("itog.requests")
PAGES = "/<path:path>"
"""The rule under which Dash answers every page."""


def register(server: Flask) -> None:
    """Give every request an identity, which its answer and every line of the log about it carry."""

    @server.before_request
    def begin() -> None:
        g.itog_began = time.perf_counter()
        # a thread answers many requests: what the last one left must not name this one
        clear_contextvars()
        bind_contextvars(request=identity())

    @server.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = identity()
        if LOG.isEnabledFor(logging.INFO):
            # when the last byte is sent: a file of records is made while it is
            response.call_on_close(partial(_write, _line(response), g.itog_began))
        return response


def route() -> str:
    """The rule of the address, of a bounded number whatever readers ask for."""
    rule = request.url_rule.rule if request.url_rule else ""
    if rule and rule != PAGES:
        return rule
    known = {page["path"] for page in dash.page_registry.values()}
    return request.path if request.path in known else "unknown"


def _line(response: Response) -> dict[str, str | int]:
    return {
        "request": identity(),
        "method": request.method,
        "route": route(),
        "status": response.status_code,
    }


def _write(line: dict[str, str | int], began: float) -> None:
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    LOG.info("request", extra={**line, "ms": milliseconds})
