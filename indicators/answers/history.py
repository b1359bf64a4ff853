"""The revisions in which a programme existed: what may be asked *as of*."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Select, extract, func, or_, select
from sqlalchemy.orm import Session

from data.audit.row_changes import of_programmes
from data.confidentiality import counting
from data.passports import programme_id
from data.tables.programmes import Passport
from data.tables.revisions import Revision

LOOKED_AT = 200
"""Revisions of a database of many programmes among which those of one are looked for."""


@dataclass(frozen=True)
class RevisionFacts:
    """One committed change; ``at`` is UTC."""

    number: int
    at: datetime.datetime
    action: str
    summary: str


def revisions(
    session: Session, programme: str, limit: int | None = None
) -> tuple[RevisionFacts, ...]:
    """The newest revisions since the programme came, or all of them; newest first."""
    statement = _since(came_in(session, programme)).limit(limit)
    return tuple(RevisionFacts(*row) for row in session.execute(statement))


def offered_revisions(
    session: Session, programme: str, newest: int, named: int | None = None
) -> tuple[RevisionFacts, ...]:
    """So many of the newest to choose from, the last of each month before, and the named one; newest
    first.
    """
    since = _since(came_in(session, programme))
    last = since.with_only_columns(Revision.number).limit(newest)
    at_ends = (
        since.with_only_columns(func.max(Revision.number))
        .group_by(extract("year", Revision.at), extract("month", Revision.at))
        .order_by(None)
    )
    offered = or_(
        Revision.number.in_(last),
        Revision.number.in_(at_ends),
        Revision.number == named,
    )
    return tuple(RevisionFacts(*row) for row in session.execute(since.where(offered)))


def own_revisions(
    session: Session, programme: str, limit: int, until: int | None = None
) -> tuple[RevisionFacts, ...]:
    """Those that changed rows of the programme, among its newest ``LOOKED_AT``; newest first."""
    statement = _since(came_in(session, programme))
    if until is not None:
        statement = statement.where(Revision.number <= until)
    newest = [row[0] for row in session.execute(statement.limit(LOOKED_AT))]
    # that something was done is told, of whatever records it was
    with counting(session):
        own = statement.where(Revision.number.in_(newest), of_programmes(session, (programme,)))
        return tuple(RevisionFacts(*row) for row in session.execute(own.limit(limit)))


def came_in(session: Session, programme: str) -> int:
    """The revision with which a programme came: before its passport nothing can be asked of it."""
    came = select(func.min(Passport.since)).where(
        Passport.programme_id == programme_id(session, programme)
    )
    return session.scalar(came) or 0


def _since(number: int) -> Select[int, datetime.datetime, str, str]:
    columns = (Revision.number, Revision.at, Revision.action, Revision.summary)
    statement = select(*columns).where(Revision.number >= number)
    return statement.order_by(Revision.number.desc())
