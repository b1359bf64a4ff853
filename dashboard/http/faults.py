"""An error that nobody foresaw, in a part of an answer: it costs that part alone, the log has its
trace, and the answer's status tells of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app, g, has_request_context
from werkzeug.exceptions import HTTPException

from dashboard.http.identity import identity
from data.refusals import Problem, Refusal


@contextmanager
def contain(part: str) -> Iterator[None]:
    """Around what makes a ``part`` of an answer: an unforeseen error becomes a refusal with the
    number under which the server's log has it.
    """
    try:
        yield
    # these are answers, each with its own words
    except (Refusal, HTTPException):
        raise
    # what Flask does around a whole request: nothing else stands between a part and the whole
    except Exception:
        if not has_request_context():
            raise
        g.itog_has_fault = True
        current_app.logger.exception("Exception in %s of request %s", part, identity())
        raise Refusal(Problem("part_failed", {"request": identity()})) from None


def has_fault() -> bool:
    """Whether a part of what this request has made failed."""
    return bool(g.get("itog_has_fault"))
