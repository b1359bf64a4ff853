"""A column: its name, its words, its format and the table's columns it fills."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.types import TypeEngine

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
    """One column of a file. ``form`` names the message that explains its format, ``types`` are those of
    its ``fields``.
    """

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
    types: tuple[TypeEngine[Any], ...] = ()
    default: Value = None  # what an empty cell means, in a table made of the columns
    field_words: Mapping[str, Labels] = field(default_factory=dict)  # of fields called otherwise
    is_amount: bool = False  # whether it may be summed
    is_attribute: bool = False  # whether records may be filtered and divided by it
    required_since: date | None = None  # of rows dated from this day on it must have a value
    is_retired: bool = False  # whether rows keep it and nobody is offered it any more

    def spellings(self) -> set[str]:
        return {self.name, self.words.ru, self.words.en, *self.aliases}


def single(
    name: str,
    words: Labels,
    parse: Parser,
    form: str,
    kept: TypeEngine[Any],
    note: Labels = NO_WORDS,
) -> Column:
    """A column that fills the one field of its own name, which is ``kept`` as this type."""
    return Column(name, words, parse, form, (name,), note=note, types=(kept,))


def needed(column: Column) -> Column:
    """The same column, which must have a value in every row."""
    return replace(column, required=True)
