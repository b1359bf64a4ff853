"""Documents of the server's own: forms and notices that need no script, in the look of the pages."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge

from dashboard import context
from dashboard.asked import ask
from dashboard.components import header, problems
from dashboard.language import _
from dashboard.offering import Way, offers, without_codes
from dashboard.refusing import sentences, status_of
from dashboard.signing import ways
from dashboard.submissions import keeping
from data.refusals import Problem, Refusal, TooLarge
from data.system import PASSING, reason

STYLES = "itog-styles"
"""The addresses of every page's styles; known once the server is warm."""

MEGABYTE = 1 << 20


def register(server: Flask) -> None:
    """Say every refusal of such a document as one, also of what is too large to be read or was not foreseen."""
    server.register_error_handler(Refusal, refused)
    server.register_error_handler(RequestEntityTooLarge, _too_large)
    server.register_error_handler(OSError, _short_of_something)
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
        refused_form=request.method == "POST" and status >= HTTPStatus.BAD_REQUEST,
        languages=[(code, *names, here(lang=code)) for code, names in header.LANGUAGE_NAMES.items()],
        themes=[(code, icon, label, here(theme=code)) for code, (icon, label) in header.theme_names().items()],
        **said,
    )
    response = make_response(keeping.proving(made, here()), status)
    response.headers.update({"Cache-Control": "no-store", "Content-Language": language})
    response.vary.update(("Accept-Language", "Cookie"))
    context.keep_choices(response)
    return response


def refused(refusal: Refusal, status: int = 0) -> Response:
    """What is wrong, what to do, and the way back."""
    status = status or status_of(refusal)
    ways_on = _offered(refusal)
    lines = without_codes(refusal) if ways_on else sentences(refusal, context.language())
    kept = keeping.keep()
    back = _("Back to the form: what you typed is there") if kept else _("Back")
    way = kept.page if kept else _back()
    return document(
        "refused.html", problems.title(status), status, lines=lines, offers=ways_on, words={"back": back}, back=way
    )


def _offered(refusal: Refusal) -> list[Way]:
    """Links to the meetings there are, where somebody came by a wrong address to one."""
    return offers(refusal, ask("/"), "/") if refusal.problems[0].rule == "unknown_deck" else []


def here(**changes: str) -> str:
    """Where the document can be read again, with another language or theme: its own address, or that of its form."""
    path, choices = quote(request.path), request.args.to_dict()
    if request.method == "POST" and not ways.can_be_read(request.path):
        came = urlsplit(_back())
        path, choices = came.path, dict(parse_qsl(came.query))
    query = urlencode({**choices, **changes})
    return f"{path}?{query}" if query else path


def _too_large(_error: RequestEntityTooLarge) -> Response:
    limit = request.max_content_length or 0
    kilobytes = Problem("form_too_large", {"limit": limit >> 10})
    return refused(TooLarge(kilobytes if limit < MEGABYTE else Problem("request_too_large", {"limit": limit >> 20})))


def _short_of_something(error: OSError) -> Response:
    """A full disk under a file that was sent, say; whatever else a system objects to is our own fault."""
    if error.errno not in PASSING:
        raise error
    current_app.logger.exception("The system refuses")
    return refused(Refusal(Problem("system_refuses", {"reason": reason(error)})), HTTPStatus.SERVICE_UNAVAILABLE)


def _failed(_error: InternalServerError) -> Response:
    """The server's log has the cause, the reader has a way back."""
    return refused(Refusal(Problem("internal_error")), HTTPStatus.INTERNAL_SERVER_ERROR)


def _back() -> str:
    """The page that led here, if it is ours; else the overview."""
    came = request.referrer or ""
    return came if came.startswith(request.host_url) else "/"


def _frame() -> Mapping[str, str]:
    return {"itog": _("Itog"), "skip": _("Skip to the content")}
