"""``/present/<deck>``: a plain document; the same bytes for everybody until the data change."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from dashboard.council import making
from dashboard.http import compression, context
from dashboard.presenting.document import document
from dashboard.presenting.files import linked
from data import clock


def show(deck: str) -> ResponseReturnValue:
    """The meeting of a deck; an unknown one is refused like any other address."""
    response = _sent(_meeting(deck))
    response.headers["Content-Language"] = context.language()
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def _meeting(code: str) -> compression.CompressedFile:
    """The document, made once for each deck, revision, day and language."""
    deck = making.find(code)
    known = ("present", deck, context.asker().revision(), clock.today(), context.language())
    meeting: compression.CompressedFile = context.drawn().once(
        known, lambda: _packed(document(making.report(deck), linked()))
    )
    return meeting


def _packed(document: str) -> compression.CompressedFile:
    return compression.packed(document.encode(), {"Content-Type": "text/html; charset=utf-8"})


def _sent(packed: compression.CompressedFile) -> Response:
    response = packed.response(request.accept_encodings.best_match(compression.ENCODINGS))
    context.keep_choices(response)
    return response
