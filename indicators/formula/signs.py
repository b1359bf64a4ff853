"""A formula's text as numbers, names and signs, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.formula.faults import Fault

NUMBER, NAME, SIGN, END = "number", "name", "sign", "end"
RADIX = "radix"
"""A whole number to another base than ten, which Python, once the grammar of formulas, has too."""

_PIECE = re.compile(
    # before `number`, which would take the 0 and leave `x1F` for a name
    r"(?P<radix>0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+))"
    r"|(?P<number>(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|!=|[-+*/(),<>=])"
)
_SPACE = re.compile(r"\s*")
_FOREIGN = re.compile(r"==|<>|=<|=>|&&|\|\||[^\w\s]")
_NOTE = re.compile(r"#[^\n]*")
INSTEAD = {
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "÷": "/",
    ":": "/",
    "−": "-",
    "–": "-",
    "—": "-",
    "‑": "-",
    ";": ",",
    "==": "=",
    "<>": "!=",
    "≠": "!=",
    "=<": "<=",
    "≤": "<=",
    "=>": ">=",
    "≥": ">=",
    "&&": "and",
    "||": "or",
}
"""Signs that people write, with ours."""


@dataclass(frozen=True)
class Token:
    """A number, a name or a sign; ``at`` and ``end`` count characters from 0, ``place`` the pieces."""

    kind: str
    text: str
    at: int
    place: int

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def pieces(text: str, doubts: list[Fault]) -> list[Token]:
    """The pieces of a formula, with an end after the last; refuses a sign that no formula has.

    A note after ``#``, which only formulas of before may have, is added to ``doubts``.
    """
    return [Token(*piece, place) for place, piece in enumerate(_pieces(text, doubts))]


def _pieces(text: str, doubts: list[Fault]) -> Iterator[tuple[str, str, int]]:
    at, opened = _after_space(text, 0), 0
    # a fault at the end points behind the last sign, not behind spaces
    end = len(text.rstrip())
    while at < len(text):
        if text[at] == "#":
            doubts.append(Fault("formula_note", at))
            # outside of brackets a note ends the formula, as a line break did in Python
            end = end if opened else len(text[:at].rstrip())
            at = _after_note(text, at, in_brackets=opened > 0)
            continue
        _check_sign(text, at)
        match = _PIECE.match(text, at)
        if match is None:
            sign = text[at] if text[at].isprintable() else f"U+{ord(text[at]):04X}"
            raise Fault("formula_sign", at, sign=sign)
        kind = match.lastgroup or SIGN
        opened += {"(": 1, ")": -1}.get(match[0], 0)
        yield kind, match[0], at
        at = _after_space(text, match.end())
    yield END, "", end


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match is not None else at


def _after_note(text: str, at: int, *, in_brackets: bool) -> int:
    """Where a formula goes on after a note: on the next line inside brackets, else nowhere."""
    match = _NOTE.match(text, at)
    return _after_space(text, match.end()) if in_brackets and match is not None else len(text)


def _check_sign(text: str, at: int) -> None:
    """Refuse a sign that people write for one of ours."""
    match = _FOREIGN.match(text, at)
    # before the pieces: «==» begins with a sign that there is
    if match is not None and match[0] in INSTEAD:
        raise Fault("formula_other_sign", at, sign=match[0], instead=INSTEAD[match[0]])
