"""What a request says can be read and kept: text that every database holds, numbers that it counts
to.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from flask import Flask, Request, request
from werkzeug.routing import IntegerConverter

from dashboard.http.address import LONGEST, own_query
from data.refusals import NotFound, Problem, Refusal, refuse
from data.words.whole import DIGITS, LARGEST

NO_TEXT = re.compile("[\0\ud800-\udfff]")
DAMAGED = re.compile("[\0\ud800-\udfff\ufffd]")
"""The same, and what stands where something could not be decoded."""

URLENCODED = "application/x-www-form-urlencoded"
PROGRAMS = "/api/"
"""Whose questions are strict: nothing is passed over."""
PAGES = ("/", "/<path:path>")
"""Dash's rules of pages."""
TRACKER = re.compile(
    r"(?:amp;)*(?:utm_\w+|\w*clid|\w*click_?id|[gw]braid|igsh\w*|_?openstat|_ga|_gl|_hs\w+|mc_[ce]id|mkt_tok|etext|ref_src)",
    re.IGNORECASE,
)
"""Names that messengers, mail and search engines give to what they append."""
ADDRESSES = ("/", "?", "http")
"""How a text begins in which characters may be hidden behind a percent sign."""


LONGEST_HEADER = 8190
"""Signs of a header, and bytes of an address: what servers take by custom.

Longer ones are not even parsed.
"""

MOST_FIELDS = 100_000
"""Fields of a form: more than the widest grid of cells has."""


class BoundedInteger(IntegerConverter):
    """A number in an address, of whatever length; all that are too large are one."""

    def to_python(self, value: str) -> int:
        # cut before `int()`, whose time grows with the square of the digits
        return min(int(value[: DIGITS + 1]), LARGEST + 1)


class ReadableRequest(Request):
    """A request whose form is refused, whoever asks for it first, where it cannot be read."""

    def _load_form_data(self) -> None:
        # read already: Werkzeug asks again for each of its properties
        if "form" in self.__dict__:
            return
        sent = self.get_data() if self.mimetype == URLENCODED else b""
        # counted in bytes, before a field is made of each
        if sent.count(b"&") >= MOST_FIELDS:
            raise refuse("form_many_fields", limit=MOST_FIELDS)
        super()._load_form_data()
        _decoded(sent)
        files = (file.filename or "" for file in self.files.values())
        if any(map(DAMAGED.search, chain(files, [] if sent else _texts(list(self.form.lists()))))):
            raise unreadable()


def reject_unreadable(server: Flask) -> None:
    """Refuse what cannot be read before anything else happens; to be called before addresses are
    added.
    """
    server.request_class = ReadableRequest
    server.url_map.converters["int"] = BoundedInteger

    # the first of all: everything after it reads what it has bounded
    server.before_request(_refuse_long)

    @server.before_request
    def pass_over_additions() -> None:
        """What others added to an address is taken off before anybody reads, refuses or repeats it."""
        if not request.path.startswith(PROGRAMS):
            # byte by byte: whether it is UTF-8 is asked afterwards, and refused with a sentence
            query = request.query_string.decode("latin-1")
            own = own_query(query) if _is_of_page() else _without_trackers(query)
            request.query_string = own.encode("latin-1")

    @server.before_request
    def refuse_unreadable() -> None:
        try:
            _decoded(request.environ.get("PATH_INFO", "").encode("latin-1"), quoted=False)
            _decoded(request.query_string)
        except Refusal:
            if not request.query_string.isascii():
                request.query_string = b""  # the answer says where it is by it
            raise
        if any(
            isinstance(each, int) and each > LARGEST for each in (request.view_args or {}).values()
        ):
            raise NotFound(Problem("unknown_address", {"path": request.path[:80]}))


def _refuse_long() -> None:
    """The answer, too, reads headers and the address: what is too long of them goes before it is
    made.
    """
    for name, value in request.headers.items():
        if len(value) > LONGEST_HEADER:
            # taken away, as the refusal itself would read it again
            request.environ.pop(f"HTTP_{name.upper().replace('-', '_')}", None)
            raise refuse("header_too_long", name=name[:80], limit=LONGEST_HEADER)
    if len(request.environ.get("PATH_INFO", "")) + len(request.query_string) > LONGEST_HEADER:
        request.query_string = b""
        raise refuse("address_too_long", limit=LONGEST_HEADER)


def is_readable(body: Any) -> bool:
    """Whether every text of a body can be read, and every address in it."""
    for text in _texts(body):
        decoded = _decoded_address(text) if text.startswith(ADDRESSES) else text
        if (NO_TEXT if decoded is text else DAMAGED).search(decoded):
            return False
    return True


def _decoded_address(text: str) -> str:
    """Without what others added, as no page reads it."""
    path, mark, query = text[:LONGEST].partition("?")
    return unquote(f"{path}{mark}{own_query(query)}{text[LONGEST:]}")


def _is_of_page() -> bool:
    """Whether Dash's own rules, which take every address without one, would answer."""
    return request.url_rule is not None and request.url_rule.rule in PAGES


def _without_trackers(query: str) -> str:
    """Documents of the server have parameters of their own; only what surely is none of them is
    taken off.
    """
    pieces = query.split("&")
    return "&".join(piece for piece in pieces if not TRACKER.fullmatch(piece.partition("=")[0]))


def unreadable() -> Refusal:
    return refuse("unreadable_characters")


def _decoded(sent: bytes, *, quoted: bool = True) -> None:
    try:
        text = (unquote_to_bytes(sent) if quoted else sent).decode()
    except UnicodeDecodeError as error:
        raise unreadable() from error
    if "\0" in text:
        raise unreadable()


def _texts(content: Any) -> Iterator[str]:
    """Every text within lists and fields, however deep; also the names of fields."""
    # a list of its own instead of recursion, which a deep body would exhaust
    waiting: list[Any] = [content]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += chain(each, each.values())
        elif isinstance(each, (list, tuple)):
            waiting += each
