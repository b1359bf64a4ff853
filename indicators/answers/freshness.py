"""How fresh an indicator is: when a number of it last changed."""

import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from data.clock import local_day
from data.confidentiality import counting
from data.passports import programme_id
from data.tables.cells import Cell
from data.tables.revisions import Revision


def changed_on(
    session: Session, programme: str, as_of: int | None = None
) -> dict[str, datetime.date]:
    """By indicator: the local day of the newest revision, up to ``as_of``, in which a cell of it came or
    went.
    """
    # as of then a cell that went later stood: what was closed after is not known yet
    went = Cell.until if as_of is None else case((Cell.until <= as_of, Cell.until))
    statement = select(Cell.indicator, func.max(Cell.since), func.max(went)).where(
        Cell.programme_id == programme_id(session, programme)
    )
    known = statement if as_of is None else statement.where(Cell.since <= as_of)
    with counting(session):
        newest = {
            code: max(came, gone or 0)
            for code, came, gone in session.execute(known.group_by(Cell.indicator))
        }
    days = select(Revision.number, Revision.at).where(Revision.number.in_(set(newest.values())))
    at = dict(session.execute(days).all())
    return {code: local_day(at[revision]) for code, revision in newest.items()}
