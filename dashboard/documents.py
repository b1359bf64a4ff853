"""Documents of the server's own: forms and notices that need no script, in the look of the pages."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge

from dashboard import context
from dashboard.components import header, problems
from dashboard.language import _
from dashboard.refusing import status_of
from data.refusals import Problem, Refusal, TooLarge

STYLES = "itog-styles"
"""The addresses of every page's styles; known once the server is warm."""


def register(server: Flask) -> None:
    """Say every refusal of such a document as one, also of what is too large to be read or was not foreseen."""
    server.register_error_handler(Refusal, refused)
    server.register_error_handler(RequestEntityTooLarge, _too_large)
    server.register_error_handler(InternalServerError, _failed)


def document(template: str, title: str, status: int = HTTPStatus.OK, **said: Any) -> Response:
    """A document of ``dashboard/templates`` in the reader's language and theme, never kept by a browser."""
    language = context.language()
    frame = {**_frame(), "language": _("Language"), "theme": _("Theme")}
    made = render_template(
        template,
        title=title,
        language=language,
        theme=context.theme_name(request.args.get("theme")),
        styles=current_app.extensions.get(STYLES, ()),
        frame=frame,
        languages=[(code, *names, here(lang=code)) for code, names in header.LANGUAGE_NAMES.items()],
        themes=[(code, icon, label, here(theme=code)) for code, (icon, label) in header.theme_names().items()],
        **said,
    )
    response = make_response(made, status)
    response.headers.update({"Cache-Control": "no-store", "Content-Language": language})
    response.vary.update(("Accept-Language", "Cookie"))
    context.keep_choices(response)
    return response


def refused(refusal: Refusal, status: int = 0) -> Response:
    """What is wrong, what to do, and the way back."""
    status = status or status_of(refusal)
    lines = [problem.text(context.language()) for problem in refusal.problems]
    words = {"back": _("Back")}
    return document("refused.html", problems.title(status), status, lines=lines, words=words, back=_back())


def here(**changes: str) -> str:
    """The document's own address with another language or theme."""
    query = urlencode({**request.args.to_dict(), **changes})
    return f"{request.path}?{query}" if query else request.path


def _too_large(_error: RequestEntityTooLarge) -> Response:
    return refused(TooLarge(Problem("request_too_large", {"limit": current_app.config["MAX_CONTENT_LENGTH"] >> 20})))


def _failed(_error: InternalServerError) -> Response:
    """The server's log has the cause, the reader has a way back."""
    return refused(Refusal(Problem("internal_error")), HTTPStatus.INTERNAL_SERVER_ERROR)


def _back() -> str:
    """The page that led here, if it is ours; else the overview."""
    came = request.referrer or ""
    return came if came.startswith(request.host_url) else "/"


def _frame() -> Mapping[str, str]:
    return {"itog": _("Itog"), "skip": _("Skip to the content")}
