"""A page's address: what its reader chose, as untrusted words, and links that keep the other choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from data.refusals import Problem, Refusal

PARAMETERS = (
    "programme",
    "indicator",
    "years",
    "district",
    "cut",
    "period",
    "by",
    "status",
    "within_year",
    "split",
    "split_value",
    "page",
    "as_of",
    "lang",
    "theme",
)
LISTS = ("indicator", "district")
"""Parameters that may be given several times or with commas."""
LIMIT = 2000


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
        kept = {name: str(merged[name]) for name in PARAMETERS if merged.get(name) not in (None, "")}
        query = urlencode(kept, safe=",.", quote_via=quote)
        return (path or self.path) + (f"?{query}" if query else "")


def read_address(href: str) -> Address:
    """An address from a link, a browser's location or a request; refuses what no page understands."""
    if len(href) > LIMIT:
        raise Refusal(Problem("address_too_long", {"limit": LIMIT}))
    parts = urlsplit(href)
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        given.setdefault(name, []).append(value.strip())
    problems = [*_unknown(given), *_repeated(given)]
    if problems:
        raise Refusal(problems)
    choices = {name: ",".join(given[name]) for name in PARAMETERS if any(given.get(name, []))}
    return Address(_plain(parts.path), choices)


def _plain(path: str) -> str:
    """Without the slash that some people type at the end."""
    return path.rstrip("/") or "/"


def _unknown(given: Mapping[str, list[str]]) -> list[Problem]:
    known = ", ".join(PARAMETERS)
    names = [name for name in given if name not in PARAMETERS]
    return [Problem("unknown_parameter", {"parameter": name[:80], "known": known}) for name in names]


def _repeated(given: Mapping[str, list[str]]) -> list[Problem]:
    names = [name for name, values in given.items() if len(values) > 1 and name in PARAMETERS and name not in LISTS]
    return [Problem("parameter_twice", {"parameter": name}) for name in names]
