"""The revisions in which a programme existed: what may be asked *as of*."""

import datetime
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.passports import programme_id
from data.tables.programmes import Passport
from data.tables.revisions import Revision


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
    # before its passport nothing can be asked of a programme
    came = select(func.min(Passport.since)).where(
        Passport.programme_id == programme_id(session, programme)
    )
    columns = (Revision.number, Revision.at, Revision.action, Revision.summary)
    statement = select(*columns).where(Revision.number >= came.scalar_subquery())
    rows = session.execute(statement.order_by(Revision.number.desc()).limit(limit))
    return tuple(RevisionFacts(*row) for row in rows)
