"""The text of a condition as numbers, names, quoted words and signs, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NUMBER, NAME, QUOTED, SIGN, END = "number", "name", "quoted", "sign", "end"
LONGEST = 500
_PIECE = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<name>[a-z][a-z0-9_]*)"
    r'|"(?P<quoted>[^"]*)"'
    r"|(?P<sign><=|>=|!=|[-+*/(),=<>])",
    re.ASCII,
)


class ConditionFault(Exception):
    """One broken rule of the language at a character, counted from 0; ``params`` fill its sentence."""

    def __init__(self, rule: str, at: int, **params: Any) -> None:
        super().__init__(rule)
        self.rule, self.at, self.params = rule, at, params


@dataclass(frozen=True)
class ConditionPiece:
    """A piece of a condition; ``at`` counts characters from 0."""

    kind: str
    text: str
    at: int


def condition_pieces(text: str) -> list[ConditionPiece]:
    """The pieces, with an end after the last; refuses a sign that no condition has."""
    if len(text) > LONGEST:
        raise ConditionFault("kind_rule_long", 0, longest=LONGEST)
    return [*_pieces(text), ConditionPiece(END, "", len(text.rstrip()))]


def _pieces(text: str) -> Iterator[ConditionPiece]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _PIECE.match(text, at)
        if match is None:
            raise ConditionFault("kind_rule_sign", at, sign=text[at])
        kind = match.lastgroup or SIGN
        yield ConditionPiece(kind, match[kind], at)
        at = match.end()
