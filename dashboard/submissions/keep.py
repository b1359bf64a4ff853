"""Keeping the form of this request, where it could not be taken, for the browser that sent it."""

import re
import secrets
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from flask import Response, after_this_request, current_app, g, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.http import urls
from dashboard.http.dash_internals import PREFIX
from dashboard.http.guards import LARGEST, same_origin
from dashboard.http.upload_limit import limit_mb
from dashboard.submissions.owner import (
    owner_of_form,
    proven_owner,
    typist_signed_in,
    was_signed_in,
)
from dashboard.submissions.store import Submissions
from dashboard.submissions.submission import CHOICES, KEPT_FILE, LOOKS, TYPIST, Submission
from data.refusals import Refusal

EXTENSION = "itog-submissions"
COOKIE = "itog_typed"
CHECK = "check"
"""What a script asks while somebody types: nobody has pressed anything yet."""

NOT_TYPED = (*CHOICES, "do", "format", KEPT_FILE)
"""Fields that nobody types: a form with nothing else is a button, which is pressed again."""

ALL = "/unsaved"
"""The page that shows everything kept for a browser."""

NOT_KEPT = (
    *(urls.LOGIN, urls.PROVIDER, urls.LOGOUT, urls.PASSWORD, urls.OWN_SESSIONS, urls.FACTOR),
    f"{urls.DIGESTS}/",
    *(ALL, PREFIX, "/api/"),
)
_BROWSER = re.compile(r"[\w-]{43}")


def store() -> Submissions:
    """The submissions of this server."""
    submissions: Submissions = current_app.extensions[EXTENSION]
    return submissions


def browser() -> str:
    """The secret of this browser; nothing of one for which nothing was ever kept."""
    secret: str = g.get("itog_typed") or request.cookies.get(COOKIE, "")
    # a cookie is outside text, and becomes part of a file's name once hashed
    return secret if _BROWSER.fullmatch(secret) else ""


def waiting() -> list[Submission]:
    """What was kept for this browser, newest first."""
    return list(store().of(browser())) if browser() else []


def own_form(action: str, fields: dict[str, str]) -> Submission | None:
    """What the reader has sent in vain from the form of this address with these fields."""
    reader = typist_signed_in()
    own = (
        each
        for each in waiting()
        # another account in the same browser sees none of it (docs/security.md, Words typed)
        if reader and each.is_of(reader.id) and each.is_of_same_form(action, fields)
    )
    return next(
        (
            each
            for each in own
            if all(each.values(name) == [value] for name, value in fields.items())
        ),
        None,
    )


def keep(*, is_told: bool = False) -> Submission | None:
    """Keep the form of this request; nothing where there is none, or where it could not be kept.

    ``is_told``: the answer says that something has changed since the form was drawn.
    """
    submission = sent()
    if submission is None:
        return None
    # asked before `put`, which may replace the form that has the file
    secret, before = browser() or secrets.token_urlsafe(32), _with_file()
    submission = replace(
        # a file only of whom is known: strangers must not fill the disk
        submission,
        has_file=bool(submission.file and submission.account),
        is_told=is_told,
    )
    file = (_new_file() or (before[1] if before else None)) if submission.has_file else None
    if not store().put(secret, request.remote_addr or "", submission, file):
        # whoever answers says so: the reader may still go back with the browser's button
        g.itog_lost = True
        return None
    # set as a cookie after the answer; a later step of this request must find it already
    g.itog_typed = secret
    return submission


def is_lost() -> bool:
    """Whether this request brought a form that could not be kept."""
    return bool(g.get("itog_lost"))


def sent() -> Submission | None:
    """The form of this request, if somebody has typed something into it."""
    form = posted()
    # a check while typing is asked again a second later: nothing of it needs keeping
    if form is None or (("do", CHECK) in form.fields and not urls.for_people()):
        return None
    has_words = form.file or any(
        value.strip() for name, value in form.fields if name not in NOT_TYPED
    )
    return form if has_words else None


def posted() -> Submission | None:
    """The form of this request as it was sent, if it is one of people's and can be read."""
    if request.method != "POST" or request.path.startswith(NOT_KEPT) or not same_origin():
        return None
    # before the form is read: only whom we know may send a file's worth
    if request.max_content_length == LARGEST and (
        was_signed_in() or proven_owner(request.args.get(TYPIST, "")).account
    ):
        request.max_content_length = LARGEST + (limit_mb() << 20)
    try:
        fields = [
            each
            for each in request.form.items(multi=True)
            # passwords are never kept (docs/security.md, Words typed)
            if each[0] != TYPIST and "password" not in each[0]
        ]
        file = _file_name()
    # too large or unreadable: the answer is about that, and the form is lost
    except (RequestEntityTooLarge, Refusal):
        g.itog_lost = True
        return None
    owner = owner_of_form()
    action = _with(request.path, list(request.args.items(multi=True)))
    page = _page(owner.page, fields)
    return Submission(page, action, tuple(fields), owner.account, owner.name, file)


def kept_file() -> FileStorage | None:
    """The file that came with a form before, where this one says that it is here already."""
    if (before := _with_file()) is None:
        return None
    file = FileStorage(before[1].open("rb"), before[0].file)

    @after_this_request
    def let_go(response: Response) -> Response:
        file.close()
        return response

    return file


def _with_file() -> tuple[Submission, Path] | None:
    key, typist = request.form.get(KEPT_FILE), typist_signed_in()
    for each in waiting() if key and typist else ():
        path = store().file(browser(), each)
        # by name and account: a key alone can be read in the form
        if each.key == key and path and typist and each.account == typist.id:
            return each, path
    return None


def _new_file() -> FileStorage | None:
    return next((file for file in request.files.values() if file.filename), None)


def _file_name() -> str:
    """The name of the file that was chosen now, or before."""
    if file := _new_file():
        return file.filename or ""
    before = _with_file()
    return before[0].file if before else ""


def _page(made_at: str, fields: list[tuple[str, str]]) -> str:
    """Where the form stood: as it says itself, as the browser says, or the nearest address that can
    be read.

    A form that was refused stands at the address that it was sent to; what it is of, its own fields
    say.
    """
    before = urls.page_before()
    path = request.path
    # the form's own word first: a browser may send no referrer
    for page in (made_at, before):
        at = urlsplit(page).path
        if at != path and _is_document(at):
            return page
    chosen = dict(parse_qsl(urlsplit(made_at or before).query)) | dict(request.args.items())
    chosen |= {name: value for name, value in fields if name in CHOICES and value}
    # an address that only takes forms has no page: the nearest one above it has
    while path.count("/") > 1 and not _is_document(path):
        path, chosen = (
            path.rpartition("/")[0],
            {name: chosen[name] for name in ("programme",) if name in chosen},
        )
    return _with(path, list(chosen.items())) if _is_document(path) else ALL


def _is_document(path: str) -> bool:
    """Whether an address leads to a document of the server's own."""
    return not path.startswith(NOT_KEPT) and urls.can_be_read(path)


def _with(path: str, choices: list[tuple[str, str]]) -> str:
    kept = [each for each in choices if each[0] not in LOOKS]
    return f"{quote(path)}?{urlencode(kept)}" if kept else quote(path)
