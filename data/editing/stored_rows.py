"""Rows as they stand: by the number that people know, by their own id, with what other tables add."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from data.imports.among import among, unindexed
from data.imports.columns.kind import Kind
from data.imports.values.values import LARGEST_WHOLE
from data.refusals import NotFound, Problem
from data.tables.revisions import Revision

NUL = "\0"  # what PostgreSQL cannot even be asked about


@dataclass(frozen=True)
class StoredRow:
    """One row of the database; ``chain`` is the identity of all its versions, ``fields`` what it
    holds.
    """

    id: int
    chain: int
    number: str
    fingerprint: str
    since: int
    until: int | None
    fields: Mapping[str, Any]


def newest_row(session: Session, kind: Kind, programme: int, number: str) -> StoredRow:
    """The row with a number that lives, or the last that did; refuses a number that never was."""
    identity = _newest_id(session, kind, programme, number) if NUL not in number else None
    if identity is None:
        raise NotFound(Problem("edit_unknown", {"kind": kind.words._asdict(), "number": number}))
    row = rows_by_id(session, kind, programme, [identity])[identity]
    return row if row.until is None else last_of(session, kind, programme, row.chain)


def _newest_id(session: Session, kind: Kind, programme: int, number: str) -> int | None:
    columns = kind.sql.columns
    # one state at a time: each has its own index of numbers, and no index has both
    for state in (columns.until.is_(None), columns.until.is_not(None)):
        mine = (columns.programme_id == programme, columns.number == number, state)
        newest = select(columns.id).where(*mine).order_by(columns.id.desc()).limit(1)
        identity: int | None = session.scalar(newest)
        if identity is not None:
            return identity
    return None


def last_of(session: Session, kind: Kind, programme: int, chain: int) -> StoredRow:
    """The newest row of a chain, which lives unless it was withdrawn."""
    return of_chain(session, kind, programme, chain)[-1]


def of_chain(session: Session, kind: Kind, programme: int, chain: int) -> list[StoredRow]:
    """Every version of a row, oldest first."""
    columns = kind.sql.columns
    mine = columns.programme_id == programme
    first = session.scalars(select(columns.id).where(mine, columns.id == chain)).all()
    later = session.scalars(select(columns.id).where(mine, columns.chain == chain)).all()
    return [*rows_by_id(session, kind, programme, [*first, *later]).values()]


def rows_by_id(
    session: Session, kind: Kind, programme: int, ids: Iterable[int]
) -> dict[int, StoredRow]:
    """Rows by their own ids, in the order of the ids; what is not the programme's is left out."""
    columns = kind.sql.columns
    possible = [identity for identity in ids if 0 < identity <= LARGEST_WHOLE]
    statement = (
        select(kind.sql)
        .where(among(session, columns.id, possible), unindexed(columns.programme_id) == programme)
        .order_by(columns.id)
    )
    rows = session.execute(statement).mappings().all()
    linked = _linked(session, kind, [row["id"] for row in rows])
    return {row["id"]: _stored_row(row, linked.get(row["id"], {})) for row in rows}


def revision_row(session: Session, revision: int) -> Revision:
    """Who made a revision, when and why."""
    return session.scalars(select(Revision).where(Revision.number == revision)).one()


def _stored_row(row: RowMapping, linked: Mapping[str, str]) -> StoredRow:
    return StoredRow(
        id=row["id"],
        chain=row["chain"] or row["id"],
        number=row["number"],
        fingerprint=row["fingerprint"],
        since=row["since"],
        until=row["until"],
        fields={**row, **linked},
    )


def _linked(session: Session, kind: Kind, ids: list[int]) -> dict[int, dict[str, str]]:
    """The field of several values that another table holds."""
    if kind.link is None:
        return {}
    owner, linked = kind.link.record_id, kind.link.district
    districts: dict[int, list[str]] = {}
    for identity, code in session.execute(
        select(owner, linked).where(among(session, owner, ids)).order_by(linked)
    ):
        districts.setdefault(identity, []).append(code)
    return {identity: {kind.link.field: ";".join(codes)} for identity, codes in districts.items()}
