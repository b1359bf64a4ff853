"""What a request says can be read and kept: text that every database holds, numbers that it counts to."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from flask import Flask, Request, request
from werkzeug.routing import IntegerConverter

from data.refusals import NotFound, Problem, Refusal, refuse
from data.whole import DIGITS, LARGEST

NO_TEXT = re.compile("[\0\ud800-\udfff]")
DAMAGED = re.compile("[\0\ud800-\udfff\ufffd]")
"""The same, and what stands where something could not be decoded."""

URLENCODED = "application/x-www-form-urlencoded"
ADDRESSES = ("/", "?", "http")
"""How a text begins in which characters may be hidden behind a percent sign."""


class Number(IntegerConverter):
    """A number in an address, of whatever length; all that are too large are one."""

    def to_python(self, value: str) -> int:
        return min(int(value[: DIGITS + 1]), LARGEST + 1)


class ReadableRequest(Request):
    """A request whose form is refused, whoever asks for it first, where it cannot be read."""

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        sent = self.get_data() if self.mimetype == URLENCODED else b""
        super()._load_form_data()
        _decoded(sent)
        files = (file.filename or "" for file in self.files.values())
        if any(map(DAMAGED.search, chain(files, [] if sent else _texts(list(self.form.lists()))))):
            raise unreadable()


def expect(server: Flask) -> None:
    """Refuse what cannot be read before anything else happens; to be called before addresses are added."""
    server.request_class = ReadableRequest
    server.url_map.converters["int"] = Number

    @server.before_request
    def refuse_unreadable() -> None:
        try:
            _decoded(request.environ.get("PATH_INFO", "").encode("latin-1"), quoted=False)
            _decoded(request.query_string)
        except Refusal:
            if not request.query_string.isascii():
                request.query_string = b""  # the answer says where it is by it
            raise
        if any(isinstance(each, int) and each > LARGEST for each in (request.view_args or {}).values()):
            raise NotFound(Problem("unknown_address", {"path": request.path[:80]}))


def is_readable(body: Any) -> bool:
    """Whether every text of a body can be read, and every address in it."""
    for text in _texts(body):
        said = unquote(text) if text.startswith(ADDRESSES) else text
        if (NO_TEXT if said is text else DAMAGED).search(said):
            return False
    return True


def unreadable() -> Refusal:
    return refuse("unreadable_characters")


def _decoded(sent: bytes, *, quoted: bool = True) -> None:
    try:
        text = (unquote_to_bytes(sent) if quoted else sent).decode()
    except UnicodeDecodeError as error:
        raise unreadable() from error
    if "\0" in text:
        raise unreadable()


def _texts(said: Any) -> Iterator[str]:
    """Every text within lists and fields, however deep; also the names of fields."""
    waiting: list[Any] = [said]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += chain(each, each.values())
        elif isinstance(each, (list, tuple)):
            waiting += each
