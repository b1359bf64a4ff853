"""A kind of file: its columns over its table, and the few rules that need more than one cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from sqlalchemy import Table, inspect
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from data.imports.columns import Column, Labels, Parsed, Value
from data.imports.columns.batch import Batch
from data.imports.context.context import Context
from data.imports.problems import Problems
from data.tables.base import Record, Versioned


@dataclass(frozen=True)
class RowLink:
    """A field whose values, separated by ``;``, are rows of another table: ``owner`` there is the
    row's id.
    """

    field: str
    table: Table
    owner: str
    column: str


@dataclass(frozen=True)
class Kind:
    """All there is to say of one kind of file."""

    name: str
    table: type[Versioned]
    words: Labels
    columns: tuple[Column, ...]
    example: tuple[dict[str, str], ...]
    key: tuple[str, ...] = ()  # fields that make a row's number, where the source has none
    years: tuple[str, ...] = ()  # fields that begin with a year that the row touches
    codes: str | None = None  # the field that holds an indicator's code
    made: tuple[str, ...] = ()  # fields that ``arrange`` makes from the columns
    family: Callable[[str], Column | None] | None = (
        None  # columns found by their form: ``by:ATTRIBUTE``
    )
    link: RowLink | None = None
    arrange: Callable[[Batch, Context], None] | None = None  # rules over several columns of a row
    # Rules over several rows: of the sound ones, given first; those with faults may decide what
    # cannot be judged yet.
    whole_file: Callable[[Iterable[Batch], Sequence[Batch], Context, Problems], None] | None = None
    # fields that do not make a row's content another
    uncounted: frozenset[str] = frozenset({"printed"})

    @property
    def is_record(self) -> bool:
        """Whether its rows are dated records, for which a file says what it covers."""
        return issubclass(self.table, Record)

    @cached_property
    def sql(self) -> Table:
        return cast(Table, inspect(self.table).local_table)

    def blank(self, column: Column) -> Parsed:
        """What a cell without a value means: the table's default."""
        blanks = tuple(self._default(field) for field in column.fields)
        return blanks if len(blanks) > 1 else blanks[0]

    def blank_of(self, column: Column) -> Value:
        """The same in the first of the column's fields."""
        return self._default(column.fields[0])

    def _default(self, field: str) -> Value:
        default = self.sql.columns[field].default if field in self.sql.columns else None
        return default.arg if isinstance(default, ScalarElementColumnDefault) else None

    def limit(self, field: str) -> int | None:
        """How many characters the table's column holds."""
        column = self.sql.columns.get(field)
        return None if column is None else getattr(column.type, "length", None)
