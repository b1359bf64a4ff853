"""When a revision was made: never before the one that it follows, whatever the machine's clock does
meanwhile.
"""

import datetime
import os

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.clock import now
from data.refusals import refuse
from data.tables.revisions import Revision

SETTING = "ITOG_CLOCK"
RIGHT = "right"
"""What the operator sets it to where the clock is right and earlier moments are not."""
FARTHEST_BACK = datetime.timedelta(days=1)
"""What a clock may be set back by: a step of its own, an hour of a wrong zone, half a day of one."""


def next_moment(session: Session) -> datetime.datetime:
    """The moment of the next revision, UTC; refuses a clock that lags far behind the newest one.

    What is due as of a revision is judged by its moment, and a moment cannot be mended later: it is
    sealed.
    """
    at = now()
    newest = session.scalar(select(Revision.at).order_by(Revision.number.desc()).limit(1))
    if newest is None or newest <= at or os.environ.get(SETTING) == RIGHT:
        return at
    if newest - at > FARTHEST_BACK:
        raise refuse("database_clock_behind", now=at, newest=newest)
    return newest
