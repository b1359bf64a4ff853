"""How large an upload may be: a larger one is refused by its announced size, and none of it is
kept.
"""

import os
import shutil
import time
from pathlib import Path

from flask import current_app, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.http.guards import LARGEST
from data.refusals import Problem, TooLarge
from data.settings import whole_setting
from data.system import usable

LIMIT = "ITOG_UPLOAD_MB"
DEFAULT_MB = 200
MOST_MB = 10_000
PASSED_BY = 1 << 30
"""Bytes of a body too large that are still taken from the line: a browser that is cut off shows no
answer.
"""
PASSED_BY_SECONDS = 60
AT_ONCE = 1 << 16


def megabytes(setting: str) -> int:
    """The limit that the operator has set; refuses what is not a whole number of MB."""
    return whole_setting(LIMIT, setting, DEFAULT_MB, MOST_MB)


def limit_mb() -> int:
    """The limit of this server, in MB."""
    limit: int = current_app.config.get(LIMIT, DEFAULT_MB)
    return limit


def bounded(limit: int | None = None, rule: str = "upload_too_large") -> None:
    """Take the form of this request, or refuse it by ``rule``; ``limit``: MB of its file, if fewer than
    usual.
    """
    limit = limit_mb() if limit is None else limit
    # the fields of the form come on top of the file
    request.max_content_length = (limit << 20) + LARGEST
    try:
        sizes = [_size(file) for file in request.files.values()]
    except RequestEntityTooLarge as error:
        # an answer before the body is read looks to a browser like a broken line
        _pass_by()
        raise _too_large(limit, rule) from error
    # a body within the limit of both may still hold a file beyond its own
    if any(size > limit << 20 for size in sizes):
        raise _too_large(limit, rule)


def save_body(target: Path) -> None:
    """Take the body of this request, which is a file and no form, or refuse it."""
    request.max_content_length = limit_mb() << 20
    try:
        with usable("uploads_folder_unusable"), target.open("wb") as file:
            shutil.copyfileobj(request.stream, file)
    except RequestEntityTooLarge as error:
        _pass_by()
        raise _too_large(limit_mb()) from error


def _too_large(limit: int, rule: str = "upload_too_large") -> TooLarge:
    return TooLarge(Problem(rule, {"limit": limit}))


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    return size


def _pass_by() -> None:
    """Take the body from the line and keep nothing of it, so that the sender hears the answer; not
    one without end.
    """
    body, left = request.environ["wsgi.input"], request.content_length or 0
    until = time.monotonic() + PASSED_BY_SECONDS
    while 0 < left <= PASSED_BY and time.monotonic() < until:
        taken = len(body.read(min(AT_ONCE, left)))
        # an empty read is the end, whatever was announced
        left = left - taken if taken else 0
