"""One hash a revision over its changed rows and the hash before: nothing can be altered later
without being seen.
"""

import hashlib
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from data.database.sealed_rows import SealedRows
from data.database.sealed_tables import REVISION, followed, lasting, lines
from data.tables import classes
from data.tables.audit import Seal
from data.tables.base import RecordDistrict
from data.tables.revisions import Revision

AT_ONCE = 5_000
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
    for table, (added, *others) in _rows():
        counted = [_hash_added(session, digest, table, added, revision, imported)]
        counted += [_hash_rows(session, digest, table, each, revision) for each in others]
        if any(counted):
            rows[table] = [sum(counted[:-1]), counted[-1]]
    # link rows have no revision: they belong to the row of the record that they came with
    for name, statement in _districts():
        # not counted: a row of the link is part of its record's content
        _hash_added(session, digest, name, statement, revision, imported)
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
) -> int:
    """Feed the rows that a revision added to the hash: those of imports as they were inserted, if
    the table holds them and no others.
    """
    number = imported.counts[name]
    counted = statement.with_only_columns(func.count()).order_by(None)
    if not number or session.scalar(counted, {"revision": revision}) != number:
        return _hash_rows(session, digest, name, statement, revision)
    for block in imported.blocks(name):
        digest.update(block)
    return number


def _hash_rows(
    session: Session, digest: Any, name: str, statement: Select[Any], revision: int
) -> int:
    """Feed rows to the hash, some at a time; how many there were."""
    taken = 0
    result = session.connection().execute(
        statement, {"revision": revision}, execution_options={"yield_per": AT_ONCE}
    )
    # some at a time: a revision may bring a million rows
    for rows in result.partitions():
        digest.update(lines(name, rows))
        taken += len(rows)
    return taken


def seal_the_past(session: Session) -> None:
    """Seal every revision of a database that comes from before there were seals."""
    # oldest first, as each seal needs the one before
    for number in session.scalars(select(Revision.number).order_by(Revision.number)).all():
        seal(session, number)


def first_sealed(session: Session) -> int:
    """The first revision that has a seal."""
    return session.scalar(select(func.min(Seal.revision))) or 1
