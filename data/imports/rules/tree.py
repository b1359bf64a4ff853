"""A condition that was read, as a tree: what a row says, what is written, and what is done with both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from data.words.vocabulary import Vocabulary

AMOUNT, DAY, WORD, TEXT, TRUTH, OTHER = "amount", "day", "word", "text", "truth", "other"
"""What a part of a condition is; of what is ``OTHER`` it can only be said whether it is empty."""


@dataclass(frozen=True)
class ColumnMeaning:
    """What a column of a row says: of which sort it is, in which field, as which word of a list.

    Money is kept in kopecks and spoken of in roubles; a day may be known to its month or year, as
    the field ``precision`` says.
    """

    sort: str
    field: str
    words: Vocabulary | None = None
    is_money: bool = False
    precision: str | None = None
    range: tuple[Fraction | str | None, Fraction | str | None] = (None, None)


@dataclass(frozen=True)
class RowLiteral:
    """A number, a day or a word as it is written."""

    value: Fraction | str
    sort: str
    at: int


@dataclass(frozen=True)
class RowColumn:
    """What the row says in a column."""

    column: str
    meaning: ColumnMeaning
    at: int

    @property
    def sort(self) -> str:
        return self.meaning.sort


@dataclass(frozen=True)
class RowOperation:
    """A function or an operation with what it is applied to."""

    function: str
    operands: tuple["ConditionNode", ...]
    sort: str
    at: int


ConditionNode = RowLiteral | RowColumn | RowOperation
Columns = Mapping[str, ColumnMeaning]


@dataclass(frozen=True)
class Condition:
    """A condition that was read; ``columns`` are those that it looks at, in the order of the text."""

    text: str
    tree: ConditionNode
    columns: tuple[str, ...] = field(default=())
