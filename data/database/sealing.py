"""One hash a revision over its changed rows and the hash before: nothing can be altered later
without being seen.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from data.database.sealed_rows import SealedRows
from data.database.sealed_tables import REVISION, followed, lasting, lines
from data.kind_memory import once_for_kinds
from data.tables import classes
from data.tables.audit import Seal
from data.tables.base import RecordDistrict
from data.tables.revisions import Revision

AT_ONCE = 5_000
NO_ROWS = (0, 0)
NOTHING = SealedRows()


def seal(session: Session, revision: int, imported: SealedRows = NOTHING) -> Seal:
    """Add the seal of a revision that is complete; ``imported``: what it says of rows of imports."""
    material = made_of(session, revision, imported)
    session.add(material)
    session.flush()
    return material


def made_of(session: Session, revision: int, imported: SealedRows = NOTHING) -> Seal:
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
    sealed = _sealed()
    numbers = iter(session.execute(sealed.counts, {"revision": revision}).one())
    for table, (added, *others) in sealed.rows:
        counted = [next(numbers)]
        _hash_added(session, digest, table, added, revision, imported, counted[0])
        for each in others:
            counted.append(next(numbers))
            if counted[-1]:
                _hash_rows(session, digest, table, each, revision)
        if any(counted):
            rows[table] = [sum(counted[:-1]), counted[-1]]
    # link rows have no revision: they belong to the row of the record that they came with
    for name, owner, statement in sealed.districts:
        if rows.get(owner, NO_ROWS)[0]:
            # not counted: a row of the link is part of its record's content
            number = session.scalar(_count(statement), {"revision": revision})
            _hash_added(session, digest, name, statement, revision, imported, number)
    return Seal(revision=revision, hash=digest.hexdigest(), rows=rows)


@dataclass(frozen=True)
class RevisionRows:
    """What selects the rows that a revision touched, of one and the same set of kinds."""

    rows: tuple[tuple[str, tuple[Select[Any], ...]], ...]
    counts: Select[Any]
    districts: tuple[tuple[str, str, Select[Any]], ...]


@once_for_kinds
def _sealed() -> RevisionRows:
    rows = _rows()
    return RevisionRows(rows, _counts(rows), _districts())


def _rows() -> tuple[tuple[str, tuple[Select[Any], ...]], ...]:
    """By table: what selects the rows that a revision added, and last the ids of those that it
    closed.
    """
    return tuple(
        (each.table.name, (*each.added(REVISION), each.closed(REVISION))) for each in followed()
    )


def _counts(rows: tuple[tuple[str, tuple[Select[Any], ...]], ...]) -> Select[Any]:
    """How many rows each statement selects, in their order: most select none, and to ask
    each of them takes longer than all that a small revision has changed.
    """
    every = (statement for _, statements in rows for statement in statements)
    return select(*(_count(statement).scalar_subquery() for statement in every))


def _count(statement: Select[Any]) -> Select[Any]:
    return statement.with_only_columns(func.count()).order_by(None)


def _districts() -> tuple[tuple[str, str, Select[Any]], ...]:
    """By table of districts that share a record, with that of the records: what selects those of the
    records that a revision added.
    """
    shared = [table for table in classes() if issubclass(table, RecordDistrict)]
    return tuple(
        (table.__tablename__, lasting(table.record).table.name, _shared(table)) for table in shared
    )


def _shared(table: type[RecordDistrict]) -> Any:
    added = [
        statement.with_only_columns(table.record.id).order_by(None)
        for statement in lasting(table.record).added(REVISION)
    ]
    owners: ColumnElement[bool] = table.record_id.in_(added[0].union(*added[1:]))
    return (
        select(table.record_id, table.district)
        .where(owners)
        .order_by(table.record_id, table.district)
    )


def _hash_added(
    session: Session,
    digest: Any,
    name: str,
    statement: Select[Any],
    revision: int,
    imported: SealedRows,
    number: int,
) -> None:
    """Feed the ``number`` of rows that a revision added to the hash: those of imports as they were
    inserted, if the table holds them and no others.
    """
    if number and imported.counts[name] == number:
        for block in imported.blocks(name):
            digest.update(block)
    elif number:
        _hash_rows(session, digest, name, statement, revision)


def _hash_rows(
    session: Session, digest: Any, name: str, statement: Select[Any], revision: int
) -> None:
    """Feed rows to the hash, some at a time."""
    result = session.connection().execute(
        statement, {"revision": revision}, execution_options={"yield_per": AT_ONCE}
    )
    # some at a time: a revision may bring a million rows
    for rows in result.partitions():
        digest.update(lines(name, rows))


def seal_the_past(session: Session) -> None:
    """Seal every revision of a database that comes from before there were seals."""
    # oldest first, as each seal needs the one before
    for number in session.scalars(select(Revision.number).order_by(Revision.number)).all():
        seal(session, number)


def first_sealed(session: Session) -> int:
    """The first revision that has a seal."""
    return session.scalar(select(func.min(Seal.revision))) or 1
