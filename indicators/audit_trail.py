"""The audit trail as it is read: every revision with its seal, and what people did besides."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.refusals import NotFound, Problem
from data.tables.audit import Seal
from data.tables.cells import Cell
from data.tables.definitions import DefinitionVersion, Target
from data.tables.programmes import Passport, Programme
from data.tables.revisions import ImportRun, Revision


@dataclass(frozen=True)
class RevisionRecord:
    """One committed change: who, when, why, how many rows of which tables came and went, and its
    seal. ``at`` is UTC.

    ``programmes`` are those whose numbers it may have changed.
    """

    number: int
    at: datetime.datetime
    author: str
    action: str
    summary: str
    reason: str
    rows: Mapping[str, Any]
    seal: str
    imports: tuple[int, ...]
    programmes: tuple[str, ...]


def revision_record(session: Session, number: int) -> RevisionRecord:
    """One revision; refuses one that there is not."""
    statement = (
        select(Revision, Seal)
        .outerjoin(Seal, Seal.revision == Revision.number)
        .where(Revision.number == number)
    )
    pair = session.execute(statement).one_or_none()
    if pair is None:
        raise NotFound(
            Problem("unknown_revision", {"revision": number, "newest": newest_revision(session)})
        )
    row: Revision = pair[0]
    seal: Seal | None = pair[1]
    runs = session.scalars(
        select(ImportRun.id).where(ImportRun.revision == number).order_by(ImportRun.id)
    )
    return RevisionRecord(
        number=number,
        at=row.at,
        author=row.author,
        action=row.action,
        summary=row.summary,
        reason=row.reason,
        rows=seal.rows if seal is not None else {},
        seal=seal.hash if seal is not None else "",
        imports=tuple(runs),
        programmes=_changed(session, number),
    )


def _changed(session: Session, number: int) -> tuple[str, ...]:
    """The programmes of which something answers are made of came or went, in order of arrival."""
    touched = union(
        *(_touched(kind, number) for kind in (Cell, Target, DefinitionVersion, Passport))
    )
    statement = select(Programme.code).where(Programme.id.in_(touched)).order_by(Programme.id)
    return tuple(session.scalars(statement))


def _touched(kind: Any, number: int) -> Any:
    return select(kind.programme_id).where((kind.since == number) | (kind.until == number))
