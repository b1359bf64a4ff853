"""A column: its name, its words, its format and the table's columns it fills."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from data.imports.context.context import Context
from data.imports.values import values
from data.words.vocabulary import Vocabulary

Value = str | int | bool | None
Parsed = Value | tuple[Value, ...]
Parser = Callable[[str, Context], Parsed]


class Labels(NamedTuple):
    """A text in both languages."""

    ru: str
    en: str


NO_WORDS = Labels("", "")


@dataclass(frozen=True)
class Column:
    """One column of a file. ``form`` names the message that explains its format."""

    name: str
    words: Labels
    parse: Parser
    form: str
    fields: tuple[str, ...]
    required: bool = False
    vocabulary: Vocabulary | None = None
    nothing: frozenset[str] = values.NOTHING
    note: Labels = NO_WORDS
    aliases: tuple[str, ...] = ()
    longest: int | None = None  # signs of a cell, where it is not what the table or the form allows
    is_plain: Callable[[Sequence[str]], bool] | None = (
        None  # whether printable texts are kept as they stand
    )

    def spellings(self) -> set[str]:
        return {self.name, self.words.ru, self.words.en, *self.aliases}


def needed(column: Column) -> Column:
    """The same column, which must have a value in every row."""
    return replace(column, required=True)
