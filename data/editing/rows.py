"""Rows as people type them, one by one, turned into the importers' columns of values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.imports.columns import Column
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.parsing import ColumnParser, fill, parsed
from data.imports.context.context import Context
from data.imports.problems import Problems


@dataclass(frozen=True)
class RowInput:
    """A row as typed, by column name; ``began`` is the id of the row that it corrects, nothing for
    a new one.

    ``again``: that row was withdrawn, and comes back. ``sure``: a value that is right though it is
    doubtful.
    """

    texts: Mapping[str, str]
    began: int | None = None
    again: bool = False
    sure: str | None = None


@dataclass(frozen=True)
class RowsEdit:
    """What is saved of a kind's rows: some as typed, and the ids of those that are withdrawn."""

    kind: Kind
    programme: str
    rows: Sequence[RowInput] = ()
    withdrawn: Sequence[int] = ()


def batch_of(kind: Kind, context: Context, rows: Sequence[RowInput], problems: Problems) -> Batch:
    """The values of the rows, numbered from 1; what cannot be read is noted."""
    columns = _columns(kind, rows)
    memories = [ColumnParser(kind, column, context) for column in columns]
    read = [_read(kind, memories, number, row, problems) for number, row in enumerate(rows, 1)]
    return Batch(
        [number for batch in read for number in batch.rows],
        {field: [batch.values[field][0] for batch in read] for field in read[0].values},
        {name: [batch.texts[name][0] for batch in read] for name in read[0].texts},
        problems,
    )


def _columns(kind: Kind, rows: Sequence[RowInput]) -> list[Column]:
    """The kind's columns, and those of its family that some row names."""
    named = dict.fromkeys(name for row in rows for name in row.texts)
    own = {column.name for column in kind.columns}
    others = [kind.family(name) for name in named if name not in own] if kind.family else []
    return [*kind.columns, *(column for column in others if column is not None)]


def _read(
    kind: Kind, memories: Sequence[ColumnParser], number: int, row: RowInput, problems: Problems
) -> Batch:
    """One row by itself: «as above» means nothing where each row is a record of its own."""
    for memory in memories:
        memory.above = None
    texts = {
        memory.column.name: [_plain(row.texts.get(memory.column.name, ""))] for memory in memories
    }
    batch = Batch([number], {}, texts, problems)
    parsed(batch, memories)
    fill(batch, kind, [memory.column for memory in memories])
    return batch


def _plain(text: str) -> str:
    """A text without the line ends that a browser makes of the plain ones."""
    return text.replace("\r\n", "\n")
