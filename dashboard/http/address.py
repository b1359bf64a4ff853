"""A page's address: what its reader chose, as untrusted words, and links that keep the other
choices.

Messengers, mail and search engines add to addresses on the way. Pages pass over every parameter
that they do not know; the API refuses them, so that a program hears of its misspellings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, unquote_plus, urlencode

from data.refusals import Problem, Refusal, refuse

PARAMETERS = (
    "programme",
    "indicator",
    "years",
    "district",
    "cut",
    "period",
    "by",
    "status",
    "sort",
    "order",
    "fold",
    "within_year",
    "plan",
    "split",
    "split_value",
    "against",
    "parts",
    "what_target",
    "what_pace",
    "methodology",
    "form",
    "violation",
    "type",
    "contest",
    "search",
    "view",
    "after",
    "since",
    "until",
    "responsible",
    "page",
    "as_of",
    "lang",
    "theme",
)
LISTS = ("indicator", "district", "fold")
"""Parameters that may be given several times or with commas."""
LOOKS = ("lang", "theme")
"""Parameters that say nothing of a number: the first of several holds, as everywhere else on the
server.
"""
LIMIT = 2000
"""Signs of an address that a page understands."""
LONGEST = 8000
"""Signs of an address with all that was added to it."""

_ORIGIN = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
_ENTITY = re.compile("^(amp;)+")
_DAMAGED = re.compile("[\0\ud800-\udfff\ufffd]")
_GLUE = " \t\n\u00a0\u200b\ufeff.,:;!?…)]}>*_'\"»”“’"
"""Signs of the sentence around an address that a messenger took for its end."""


@dataclass(frozen=True)
class Address:
    """``path`` and ``choices``: only what was given, in the order of ``PARAMETERS``."""

    path: str
    choices: Mapping[str, str]

    @property
    def root(self) -> str:
        """The first part of the path: the page without what it names."""
        return "/" + self.path.strip("/").partition("/")[0]

    def href(self, path: str | None = None, **changes: object) -> str:
        """The address with some choices changed; ``None`` takes one away, everything else stays."""
        merged = {**self.choices, **changes}
        kept = {
            name: str(merged[name]) for name in PARAMETERS if merged.get(name) not in (None, "")
        }
        query = urlencode(kept, safe=",.", quote_via=quote)
        return (path or self.path) + (f"?{query}" if query else "")


def read_address(href: str) -> Address:
    """An address from a link, a browser's location or a request.

    Refuses what is too long or no text, and a choice made in two ways; what others added is passed
    over.
    """
    path, query = parts(href)
    own = own_query(query)
    # without what others added: a link is not refused for what a messenger did to it
    if len(path) + len(own) > LIMIT:
        raise refuse("address_too_long", limit=LIMIT)
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(own, keep_blank_values=True):
        values.setdefault(name, []).append(value.strip())
    # a U+FFFD stands where something could not be decoded: the choice it was is lost
    if any(_DAMAGED.search(value) for each in values.values() for value in each):
        raise refuse("unreadable_characters")
    # said twice alike is no contradiction
    chosen = {name: list(dict.fromkeys(filter(None, each))) for name, each in values.items()}
    if problems := _contradictions(chosen):
        raise Refusal(problems)
    # in one order, so that one choice has one address, and one place in the memory
    choices = {name: _joined(name, chosen[name]) for name in PARAMETERS if chosen.get(name)}
    return Address(_plain(path), choices)


def parts(href: str) -> tuple[str, str]:
    """Path and query of an address, without host and fragment; refuses one without an end."""
    if len(href) > LONGEST:
        raise refuse("address_too_long", limit=LIMIT)
    # a whole link may have been pasted: host and fragment are not what pages read
    path, _mark, query = _ORIGIN.sub("", href.partition("#")[0], count=1).partition("?")
    return path.strip() or "/", query


def own_query(query: str) -> str:
    """What pages understand of a query, still encoded.

    Also of one in which ``&`` became ``&amp;``, as in a page's text, or to which something was
    added by a second ``?``.
    """
    named = [(_name(piece), piece.partition("=")[2]) for piece in re.split("[&?]", query)]
    return "&".join(f"{name}={value}" for name, value in named if name in PARAMETERS)


def mended(href: str) -> str:
    """The address as it may have been before signs of a sentence were glued to its end and its
    letters made capital.
    """
    path, query = parts(href)
    # a `?` that was lost on the way leaves `&` in the path
    clean = unquote(path).partition("&")[0].rstrip(_GLUE).lower()
    pairs = parse_qsl(own_query(query), keep_blank_values=True)
    if pairs:
        pairs[-1] = (pairs[-1][0], pairs[-1][1].rstrip(_GLUE))
    return quote(_plain(clean)) + (f"?{urlencode(pairs)}" if pairs else "")


def _name(piece: str) -> str:
    return _ENTITY.sub("", unquote_plus(piece.partition("=")[0]).strip())


def _plain(path: str) -> str:
    """Without the slashes that some people type at the end or twice."""
    # also so that no path begins with //, which a browser takes for another host
    return re.sub("/{2,}", "/", path).rstrip("/") or "/"


def _joined(name: str, values: list[str]) -> str:
    return ",".join(values) if name in LISTS else values[0]


def _contradictions(chosen: Mapping[str, list[str]]) -> list[Problem]:
    """Choices given in two ways: to take either would show a number that was not asked for."""
    single = (name for name in chosen if name not in LISTS + LOOKS)
    return [
        Problem("parameter_twice", {"parameter": name}) for name in single if len(chosen[name]) > 1
    ]
