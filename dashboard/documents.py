"""Documents of the server's own: forms and notices that need no script, in the look of the pages."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    RequestEntityTooLarge,
    RequestURITooLarge,
)
from werkzeug.exceptions import NotFound as WrongAddress

from dashboard.components import header, problems
from dashboard.http import bundles, context, urls
from dashboard.http.identity import unforeseen
from dashboard.http.looks import look
from dashboard.http.problems import problem
from dashboard.http.refusals import sentences, status_of
from dashboard.offering import Link, offers, without_codes
from dashboard.request_reading import read_page_request
from dashboard.submissions import keep, owner
from dashboard.text.language import translate_templates
from data.refusals import Problem, Refusal, TooLarge, TooMany
from data.system import PASSING, reason

MEGABYTE = 1 << 20
API = "/api/"
EXCERPT_LENGTH = 80
"""Characters of somebody's word that a sentence repeats."""


def register(server: Flask) -> None:
    """Say every refusal of such a document as one, also of what is too large to be read or was not
    foreseen.
    """
    translate_templates(server)
    server.register_error_handler(Refusal, refused)
    server.register_error_handler(RequestEntityTooLarge, _too_large)
    server.register_error_handler(OSError, _short_of_something)
    server.register_error_handler(InternalServerError, _failed)
    server.register_error_handler(HTTPException, _not_like_that)


FRAME = {"lead": "", "refused": (), "offers": ()}
"""What any document may show in its frame, and most have nothing of."""


def document(template: str, title: str, status: int = HTTPStatus.OK, **content: Any) -> Response:
    """A document of ``dashboard/templates`` in the reader's language and theme, never kept by a
    browser; ``content`` are the names that its template uses.
    """
    language, own = context.locale(), look(request.args.get("theme"))
    page = render_template(
        template,
        title=title,
        language=language,
        language_attributes=context.languages()[language].attributes,
        theme=own.theme,
        look=own.attributes(),
        looks_name=header.looks_name(),
        looks_address=urls.to_looks(_after()),
        styles=bundles.styles(current_app),
        refused_form=request.method == "POST" and status >= HTTPStatus.BAD_REQUEST,
        languages=[
            (code, *names, own_address(lang=code))
            for code, names in header.language_names().items()
        ],
        themes=[
            (code, icon, label, own_address(theme=code))
            for code, (icon, label) in header.theme_names().items()
        ],
        **{**FRAME, **content},
    )
    response = make_response(owner.proving(page, own_address()), status)
    response.headers.update({"Cache-Control": "no-store", "Content-Language": language})
    response.vary.update(("Accept-Language", "Cookie"))
    context.keep_choices(response)
    return response


def refused(refusal: Refusal, status: int = 0, links: Sequence[Link] = ()) -> Response:
    """What is wrong, what to do, links to where it is done – ``links`` beside those of the
    refusal itself – and the way back.

    A button that came too early stands there to be pressed again.
    """
    status = status or status_of(refusal)
    suggestions = _suggestions(refusal)
    lines = without_codes(refusal) if suggestions else sentences(refusal, context.language())
    kept = keep.keep(is_told=status == HTTPStatus.CONFLICT)
    return document(
        "refused.html",
        problems.title(status),
        status,
        lines=lines,
        offers=[*suggestions, *links],
        again=keep.posted() if isinstance(refusal, TooMany) and not kept else None,
        kept=bool(kept),
        back=kept.page if kept else _back(),
    )


def _suggestions(refusal: Refusal) -> list[Link]:
    """Links to the meetings there are, where somebody came by a wrong address to one."""
    return (
        offers(refusal, read_page_request("/"), "/")
        if refusal.problems[0].rule == "unknown_deck"
        else []
    )


def own_address(**changes: str) -> str:
    """Where the document can be read again, with another language or theme: its own address, or
    that of its form.
    """
    path, choices = quote(request.path), request.args.to_dict()
    if request.method == "POST" and not urls.can_be_read(request.path):
        came = urlsplit(_back())
        path, choices = came.path, dict(parse_qsl(came.query))
    query = urlencode({**choices, **changes})
    return f"{path}?{query}" if query else path


def _after() -> str:
    """Where to come back to from how pages look: where the document itself would go, if that is
    it.
    """
    return urls.local(request.args.get("next")) if request.path == urls.LOOKS else own_address()


def _too_large(_error: RequestEntityTooLarge) -> Response:
    limit = request.max_content_length or 0
    kilobytes = Problem("form_too_large", {"limit": limit >> 10})
    refusal = TooLarge(
        kilobytes if limit < MEGABYTE else Problem("request_too_large", {"limit": limit >> 20})
    )
    if request.path.startswith(API):
        return problem(refusal, status_of(refusal))
    return refused(refusal)


def _short_of_something(error: OSError) -> Response:
    """A full disk under a file that was sent, say; whatever else a system objects to is our own
    fault.
    """
    if error.errno not in PASSING:
        raise error
    current_app.logger.exception("The system refuses")
    return refused(
        Refusal(Problem("system_refuses", {"reason": reason(error)})),
        HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _failed(_error: InternalServerError) -> Response:
    """The server's log has the cause, the reader has a way back."""
    return refused(Refusal(unforeseen()), HTTPStatus.INTERNAL_SERVER_ERROR)


def _not_like_that(error: HTTPException) -> Any:
    """What Flask itself objects to, in our words; where an address only sends elsewhere, it does."""
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    status = HTTPStatus(error.code)
    response = _answered(Refusal(_objection(error, status)), status)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _objection(error: HTTPException, status: HTTPStatus) -> Problem:
    in_api = request.path.startswith(API)
    if isinstance(error, MethodNotAllowed):
        known = ", ".join(sorted(error.valid_methods or ()))
        rule = "method_wrong" if in_api else "page_method_wrong"
        return Problem(rule, {"method": request.method[:EXCERPT_LENGTH], "known": known})
    if isinstance(error, ClientDisconnected):
        return Problem("request_cut_short")
    if isinstance(error, RequestURITooLarge):
        return Problem("request_line_too_long")
    if isinstance(error, WrongAddress):
        return Problem("unknown_address", {"path": request.path[:EXCERPT_LENGTH]})
    return Problem("request_refused", {"status": status.value})


def _answered(refusal: Refusal, status: HTTPStatus) -> Response:
    """A problem of the API, else a document; what was sent is not read again, as it may have broken
    off.
    """
    if request.path.startswith(API):
        return problem(refusal, status)
    lines = sentences(refusal, context.language())
    title = problems.title(status)
    return document(
        "refused.html",
        title,
        status,
        lines=lines,
        offers=[],
        again=None,
        kept=False,
        back=_back(),
    )


def _back() -> str:
    """The page that led here, if it is ours; else the overview."""
    came = request.referrer or ""
    return came if came.startswith(request.host_url) else "/"
