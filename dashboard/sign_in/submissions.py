"""Typed words come back: into their form after signing in or a refusal, or onto a page of their
own.
"""

from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus

from flask import Flask, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from dashboard.documents import document
from dashboard.http import context, urls
from dashboard.sign_in.guard import signed_in
from dashboard.submissions import keep, owner, refill
from dashboard.submissions.store import KEPT_SECONDS, Submissions
from dashboard.submissions.submission import Submission
from dashboard.text.language import _

AUTOSAVE = "/autosave"
"""Where a script sends what the form of the address above it says."""

EXCERPT_LENGTH = 10_000
"""Characters of one field on the page of everything kept; the rest goes along when it is sent."""


def register(server: Flask) -> None:
    """Fill forms again, let the browser remember that something waits, and show all of it."""
    server.extensions[keep.EXTENSION] = Submissions(
        server.config[context.WORK_FOLDER] / "submissions"
    )
    server.add_url_rule(keep.ALL, "unsaved", signed_in(listed))
    server.add_url_rule(f"{keep.ALL}/forget", "unsaved_forget", signed_in(forget), methods=["POST"])

    @server.after_request
    def restore(response: Response) -> Response:
        if request.method == "POST" and owner.typist_signed_in():
            _take_leave(response)
        elif (
            request.method == "GET"
            and _is_document(response)
            and not request.path.startswith(keep.NOT_KEPT)
        ):
            _put_back(response)
        return _remember(response)


def listed() -> ResponseReturnValue:
    """Everything that was typed in this browser and is not saved."""
    own = [(each, _typed_texts(each.fields)) for each in _submissions_of_reader()]
    lead = _("What was typed in this browser and could not be saved. It is kept for a day.")
    return document("unsaved.html", _("Typed and not saved"), lead=lead, submissions=own)


def forget() -> ResponseReturnValue:
    """Let go of one of them."""
    key = request.form.get("key", "")
    for each in _submissions_of_reader():
        if each.key == key:
            keep.store().forget(keep.browser(), each)
    return redirect(urls.local(request.args.get("next")), HTTPStatus.SEE_OTHER)


def _submissions_of_reader() -> list[Submission]:
    typist = owner.typist_signed_in()
    return [each for each in keep.waiting() if typist and each.is_of(typist.id)]


def _is_document(response: Response) -> bool:
    return response.mimetype == "text/html" and not response.is_streamed


def _put_back(response: Response) -> None:
    """Fill the forms of a document with what was kept of them, or show it beside a document that
    has no such form.
    """
    here = request.full_path
    own = [each for each in _submissions_of_reader() if each.page.partition("?")[0] == request.path]
    if not own:
        return
    filling = refill.parsed(response.get_data(as_text=True))
    changed = False
    for each in own:
        if refill.fill(filling, each, with_hidden=not each.is_told):
            changed = True
            refill.note(
                filling,
                _note(each, _typed_texts(filling.left) if each.is_told else [], has_form=True),
            )
        elif each.stood_at(here):
            changed = True
            refill.note(filling, _note(each, _typed_texts(each.fields), has_form=False))
    if changed:
        response.set_data(filling.text())


def _take_leave(response: Response) -> None:
    """A form that was taken is kept no longer; one that was refused has in it what was typed."""
    submission = keep.sent()
    if submission is None:
        return
    if response.status_code < HTTPStatus.BAD_REQUEST:
        _forget_sent(submission)
        return
    if not _is_document(response):
        return
    filling = refill.parsed(response.get_data(as_text=True))
    if refill.fill(filling, submission, with_hidden=False) and filling.filled:
        response.set_data(filling.text())


def _forget_sent(submission: Submission) -> None:
    """The form that has arrived, also where it was kept as a script had sent it."""
    action = submission.action.replace(AUTOSAVE, "")
    for each in _submissions_of_reader():
        if replace(each, action=each.action.replace(AUTOSAVE, "")).is_of_same_form(
            action, submission.choices
        ):
            keep.store().forget(keep.browser(), each)


def _remember(response: Response) -> Response:
    """The browser's secret goes to the browser that has none yet."""
    secret = keep.browser()
    if secret and request.cookies.get(keep.COOKIE) != secret:
        response.set_cookie(
            keep.COOKIE,
            secret,
            max_age=KEPT_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure,
        )
    return response


def _note(submission: Submission, texts: list[str], *, has_form: bool) -> str:
    """The notice above a form, with what has no place in it and a way to let go of what was typed."""
    return render_template(
        "typed.html",
        submission=submission,
        has_form=has_form,
        texts=texts,
        anchor=refill.ANCHOR,
        here=urls.local(request.full_path.rstrip("?")),
    )


def _typed_texts(fields: Iterable[tuple[str, str]]) -> list[str]:
    """What somebody typed, without what a form says of itself."""
    return [
        value[:EXCERPT_LENGTH]
        for name, value in fields
        if value.strip() and name not in keep.NOT_TYPED
    ]
