"""One hash a revision over its changed rows and the hash before: nothing can be altered later
without being seen.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
    func,
    select,
    text,
    type_coerce,
)
from sqlalchemy.orm import Session

from data.tables import classes
from data.tables.audit import Seal
from data.tables.base import EDITED, EffectiveRow, Record, RecordDistrict
from data.tables.cells import Cell
from data.tables.revisions import ImportRun, Revision

AT_ONCE = 5_000
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

    def added(self, revision: RevisionNumber) -> Iterator[Select[Any]]:
        """What selects the rows that a revision added, without when they went."""
        # at the end of the row, where they can be left out: old seals hashed rows without them
        later = LATER.get(self.table.name, ())
        # without when it went: that is a later revision's word, and sealed there by the id
        kept = [
            column
            for column in self.table.columns
            if column is not self.went and column.name not in later
        ]
        kept += [self.table.columns[name] for name in later]
        statement = select(*map(_plain, kept)).where(self.came == revision)
        # rows of imports are found by their import: of `since` only the others have an index
        if not self.edited_apart:
            yield statement.order_by(self.table.c.id)
            return
        runs = select(ImportRun.id).where(ImportRun.revision == revision)
        # only the first of a chain: an undo copies `import_id` into rows of a later revision
        brought = statement.where(self.table.c.import_id.in_(runs), self.table.c.chain.is_(None))
        # as the index has them: nothing is sorted
        yield brought.order_by(self.table.c.import_id, self.table.c.id)
        yield statement.where(text(f"({EDITED})")).order_by(self.table.c.id)

    def closed(self, revision: RevisionNumber) -> Select[Any]:
        """What selects the ids of the rows that a revision closed."""
        return select(self.table.c.id).where(self.went == revision).order_by(self.table.c.id)


@cache
def followed() -> tuple[SealedTable, ...]:
    """Every table of lasting rows but the cells, which the doctor computes anew; and the imports."""
    computed = Cell.__tablename__
    lasting = [
        table
        for table in classes()
        if issubclass(table, EffectiveRow) and table.__tablename__ != computed
    ]
    runs: Any = ImportRun.__table__
    # an import is altered once, by its undoing: that is its «went»
    return (*map(_lasting, lasting), SealedTable(runs, runs.c.revision, runs.c.undone_in))


def _lasting(kind: Any) -> SealedTable:
    table = kind.__table__
    return SealedTable(table, table.c.since, table.c.until, issubclass(kind, Record))


def seal(session: Session, revision: int) -> Seal:
    """Add the seal of a revision that is complete."""
    material = made_of(session, revision)
    session.add(material)
    session.flush()
    return material


def made_of(session: Session, revision: int) -> Seal:
    """The seal that a revision must have, from what the tables say now and the seal before it."""
    digest = hashlib.sha256()
    # by number, not the newest: the doctor makes every seal once more
    before = session.scalar(select(Seal.hash).where(Seal.revision == revision - 1))
    described = session.execute(
        select(*Revision.__table__.columns).where(Revision.number == revision)
    ).one()
    # `str()` of each, as drivers differ in the types of moments
    digest.update(f"{before}{[str(word) for word in described]!r}\n".encode())
    rows: dict[str, list[int]] = {}
    for table, statements in _rows():
        counted = [
            _hash_rows(session, digest, table, statement, revision) for statement in statements
        ]
        if any(counted):
            rows[table] = [sum(counted[:-1]), counted[-1]]
    # link rows have no revision: they belong to the row of the record that they came with
    for name, statement in _districts():
        # not counted: a row of the link is part of its record's content
        _hash_rows(session, digest, name, statement, revision)
    return Seal(revision=revision, hash=digest.hexdigest(), rows=rows)


@cache
def _rows() -> tuple[tuple[str, tuple[Select[Any], ...]], ...]:
    """By table: what selects the rows that a revision added, and last the ids of those that it
    closed.
    """
    return tuple(
        (each.table.name, (*each.added(REVISION), each.closed(REVISION))) for each in followed()
    )


@cache
def _districts() -> tuple[tuple[str, Select[Any]], ...]:
    """By table of districts that share a record: what selects those of the records that a revision
    added.
    """
    shared = [table for table in classes() if issubclass(table, RecordDistrict)]
    return tuple((table.__tablename__, _shared(table)) for table in shared)


def _shared(table: type[RecordDistrict]) -> Any:
    added = [
        statement.with_only_columns(table.record.id).order_by(None)
        for statement in _lasting(table.record).added(REVISION)
    ]
    owners: ColumnElement[bool] = table.record_id.in_(added[0].union(*added[1:]))
    return (
        select(table.record_id, table.district)
        .where(owners)
        .order_by(table.record_id, table.district)
    )


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


def _hash_rows(
    session: Session, digest: Any, name: str, statement: Select[Any], revision: int
) -> int:
    """Feed rows to the hash, some at a time; how many there were."""
    taken, later = 0, len(LATER.get(name, ()))
    result = session.connection().execute(
        statement, {"revision": revision}, execution_options={"yield_per": AT_ONCE}
    )
    # some at a time: a revision may bring a million rows
    for rows in result.partitions():
        digest.update("".join(f"{name}{_sealed_values(row, later)!r}\n" for row in rows).encode())
        taken += len(rows)
    return taken


def _sealed_values(row: Sequence[Any], later: int) -> tuple[Any, ...]:
    """A row without its last columns where these came later and say nothing."""
    return (
        # `closed` selects the id alone, which has no such columns
        tuple(row[:-later]) if later and len(row) > later and not any(row[-later:]) else tuple(row)
    )


def seal_the_past(session: Session) -> None:
    """Seal every revision of a database that comes from before there were seals."""
    # oldest first, as each seal needs the one before
    for number in session.scalars(select(Revision.number).order_by(Revision.number)).all():
        seal(session, number)


def first_sealed(session: Session) -> int:
    """The first revision that has a seal."""
    return session.scalar(select(func.min(Seal.revision))) or 1
