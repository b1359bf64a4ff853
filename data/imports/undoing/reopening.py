"""Rows that an undo closes, and rows that it brings back as the next of their chains."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, func, insert, literal, null, select, update

from data.database.database import Change
from data.imports.among import among, unindexed
from data.imports.columns.kind import Kind


def chain_of(kind: Kind) -> ColumnElement[int]:
    """The identity of a row's chain: the id of its first row."""
    return func.coalesce(kind.sql.columns.chain, kind.sql.columns.id)


def close_rows(change: Change, kind: Kind, *which: ColumnElement[bool]) -> int:
    """Close these rows; returns how many there were."""
    closing = update(kind.sql).where(*which).values(until=change.revision)
    result = change.session.execute(closing)
    assert isinstance(result, CursorResult)  # noqa: S101 - what an update gives
    return result.rowcount


def reopen_rows(change: Change, kind: Kind, ids: Sequence[int]) -> None:
    """Add these rows again, as new rows of their chains."""
    table, columns = kind.sql, kind.sql.columns
    new: dict[str, Any] = {
        "since": literal(change.revision),
        "until": null(),
        # the next of its chain: a row is never opened again, as earlier revisions are asked for
        "chain": chain_of(kind),
    }
    names = [column.name for column in columns if column.name != "id"]
    # copied inside the database: a million rows need not pass through Python
    copied = select(*(new.get(name, columns[name]) for name in names)).where(
        among(change.session, columns.id, ids)
    )
    change.session.execute(insert(table).from_select(names, copied))
    if kind.link:
        _link_again(change, kind, ids)


def _link_again(change: Change, kind: Kind, ids: Sequence[int]) -> None:
    link, session = kind.link, change.session
    assert link is not None  # noqa: S101 - asked by the caller
    columns = kind.sql.columns
    chains = select(columns.id, chain_of(kind)).where(among(session, columns.id, ids))
    # the ids of new rows are not known: they are found by their chains
    firsts: dict[int, int] = dict(session.execute(chains).all())
    came = select(columns.chain, columns.id).where(
        unindexed(columns.since) == change.revision, unindexed(columns.until).is_(None)
    )
    of_chains = among(session, columns.chain, list(firsts.values()))
    new = dict(session.execute(came.where(of_chains)).all())
    districts = select(link.record_id, link.district).where(among(session, link.record_id, ids))
    rows = [
        dict(zip(link.names, (new[firsts[old]], code), strict=True))
        for old, code in session.execute(districts)
    ]
    if rows:
        session.execute(insert(link.table), rows)
