"""The tables over whose rows seals are computed, and what a seal says of a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    Table,
    TypeDecorator,
    bindparam,
    cast,
    select,
    text,
    type_coerce,
)

from data.kind_memory import once_for_kinds
from data.tables import classes
from data.tables.base import EDITED, LATER_FIELDS, Base, EffectiveRow, Record
from data.tables.cells import Cell
from data.tables.revisions import ImportRun

REVISION: BindParameter[int] = bindparam("revision", type_=Integer)
"""Given when a statement is executed: the statements themselves are made once."""

LATER = {
    "activity": ("indicator",),
    "grant_application": (
        "decided_precision",
        "reported_precision",
        "direction",
        "report_due_on",
    ),
    "observation": ("respondents",),
    "passport": ("status_rules",),
    "support": ("entered_on", "ended_on", "violation_details"),
    "target": ("by", "act_title", "change_reason", "explanation", "cell"),
}
"""Columns that a table got after there were seals: a row that says nothing in them is sealed as it
always was.
"""

RevisionNumber = int | BindParameter[int]


@dataclass(frozen=True)
class SealedTable:
    """A table whose rows come with one revision and go with another."""

    table: Table
    came: Column[int]
    went: Column[int]
    edited_apart: bool = (
        False  # rows of an import are found by it, the others by an index of their own
    )

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        """What is sealed of a row, in order: all but when it went, which is sealed there by the
        row's id.
        """
        later = LATER.get(self.table.name) or added_columns(self.table.name)
        # at the end of the row, where they can be left out: old seals hashed rows without them
        kept = [
            column
            for column in self.table.columns
            if column is not self.went and column.name not in later
        ]
        return (*kept, *(self.table.columns[name] for name in later))

    def added(
        self, revision: RevisionNumber, imports: Sequence[int] | None = None
    ) -> Iterator[Select[Any]]:
        """What selects the rows that a revision added, without when they went; ``imports`` are those
        of the revision: who knows them gets the first rows of one without its others being sorted.
        """
        statement = select(*map(_plain, self.columns)).where(self.came == revision)
        # rows of imports are found by their import: of `since` only the others have an index
        if not self.edited_apart:
            yield statement.order_by(self.table.c.id)
            return
        runs = (
            select(ImportRun.id).where(ImportRun.revision == revision)
            if imports is None
            else imports
        )
        # only the first of a chain: an undo copies `import_id` into rows of a later revision
        brought = statement.where(self.table.c.import_id.in_(runs), self.table.c.chain.is_(None))
        # as the index has them: nothing is sorted
        yield brought.order_by(self.table.c.import_id, self.table.c.id)
        yield statement.where(text(f"({EDITED})")).order_by(self.table.c.id)

    def closed(self, revision: RevisionNumber) -> Select[Any]:
        """What selects the ids of the rows that a revision closed."""
        return select(self.table.c.id).where(self.went == revision).order_by(self.table.c.id)


@once_for_kinds
def followed() -> tuple[SealedTable, ...]:
    """Every table of lasting rows but the cells, which the doctor computes anew; and the imports."""
    computed = Cell.__tablename__
    kinds = [
        table
        for table in classes()
        if issubclass(table, EffectiveRow) and table.__tablename__ != computed
    ]
    runs: Any = ImportRun.__table__
    # an import is altered once, by its undoing: that is its «went»
    return (*map(lasting, kinds), SealedTable(runs, runs.c.revision, runs.c.undone_in))


def added_columns(table: str) -> Sequence[str]:
    """The columns that later versions of a declared kind have added, in the order of these."""
    added: Sequence[str] = Base.metadata.tables[table].info.get(LATER_FIELDS, ())
    return added


def lasting(kind: Any) -> SealedTable:
    """The table of a class of lasting rows."""
    table = kind.__table__
    return SealedTable(table, table.c.since, table.c.until, issubclass(kind, Record))


def _plain(column: Column[Any]) -> ColumnElement[Any]:
    """A column as whole numbers and texts alone, which every database and driver gives alike, and
    cheaply.
    """
    if isinstance(column.type, Date | JSON):
        # drivers give a date as an object or as text, JSON as a dict of another order
        return cast(column, String)
    if isinstance(column.type, Boolean):
        # SQLite has 1, PostgreSQL true
        return cast(column, Integer)
    return (
        # money as its kopecks: what the database holds, not what Python makes of it
        type_coerce(column, column.type.impl_instance)
        if isinstance(column.type, TypeDecorator)
        else column
    )


def lines(name: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows of a table as they are hashed: one a line, of what ``_plain`` selects."""
    # most tables have no late columns, and no row of theirs is looked at
    if late := len(LATER.get(name, ())):
        rows = (_without_late(row, late) for row in rows)
    elif late := len(added_columns(name)):
        rows = (_without_added(row, late) for row in rows)
    return "".join([f"{name}{tuple(row)!r}\n" for row in rows]).encode()


def _without_late(row: Sequence[Any], late: int) -> Sequence[Any]:
    """A row without its last columns where these came later and say nothing."""
    # `closed` selects the id alone, which has no such columns
    return row[:-late] if len(row) > late and not any(row[-late:]) else row


def _without_added(row: Sequence[Any], added: int) -> Sequence[Any]:
    """A row without its last empty cells: each version of a kind may have added columns."""
    kept, least = len(row), len(row) - added
    while kept > max(least, 1) and row[kept - 1] is None:
        kept -= 1
    return row[:kept]
