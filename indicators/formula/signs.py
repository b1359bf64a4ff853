"""A formula's text as numbers, names and signs, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.formula.faults import Fault

NUMBER, NAME, SIGN, END = "number", "name", "sign", "end"

_PIECE = re.compile(
    r"(?P<number>(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>[-+*/(),])"
)
_SPACE = re.compile(r"\s*")
INSTEAD = {"×": "*", "·": "*", "⋅": "*", "∙": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "—": "-", "‑": "-", ";": ","}
"""Signs that people write, with ours."""


@dataclass(frozen=True)
class Piece:
    """A number, a name or a sign; ``at`` and ``end`` count characters from 0, ``place`` the pieces."""

    kind: str
    text: str
    at: int
    place: int

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def pieces(text: str) -> list[Piece]:
    """The pieces of a formula, with an end after the last; refuses a sign that no formula has."""
    return [Piece(*found, place) for place, found in enumerate(_pieces(text))]


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    at = _after_space(text, 0)
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            raise _unknown_sign(text[at], at)
        yield match.lastgroup or SIGN, match[0], at
        at = _after_space(text, match.end())
    yield END, "", len(text.rstrip())


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at


def _unknown_sign(sign: str, at: int) -> Fault:
    if sign in INSTEAD:
        return Fault("formula_other_sign", at, sign=sign, instead=INSTEAD[sign])
    return Fault("formula_sign", at, sign=sign if sign.isprintable() else f"U+{ord(sign):04X}")
