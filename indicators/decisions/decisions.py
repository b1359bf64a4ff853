"""Decisions of meetings as they stand at a revision."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.refusals import Names
from data.tables.decisions import DECISION_STATES, Decision
from data.tables.revisions import Revision
from indicators.answers.reader import ProgrammeReader

OPEN, DROPPED = "open", "dropped"
OVERDUE = "overdue"
STATE_NAMES: Mapping[str, Names] = {
    **DECISION_STATES.names,
    OVERDUE: {"ru": "Просрочено", "en": "Overdue"},
}
"""What may be asked for; ``overdue`` is what is open and past its day, and is stored nowhere."""


@dataclass(frozen=True)
class DecisionFacts:
    """What was decided on ``held_on``; ``number`` is the row's own, ``author`` wrote it ``at`` a
    moment (UTC), in the revision ``since``.

    ``snapshot`` is what the meeting looked at; without one, the last revision of its day.
    """

    number: str
    held_on: datetime.date
    snapshot: int | None
    text: str
    indicator: str | None
    district: str | None
    period: str | None
    part: str | None
    owner: str
    due_on: datetime.date
    state: str
    outcome: str | None
    illustrative: bool
    source: str | None
    note: str | None
    author: str
    at: datetime.datetime
    since: int

    def state_on(self, day: datetime.date) -> str:
        """``open``, ``done``, ``dropped``, or ``overdue``: open the day after it was due."""
        return OVERDUE if self.state == OPEN and self.due_on < day else self.state

    def period_in(self, first_year: int, last_year: int) -> str:
        """The period it is about: without one the year of the meeting, or the nearest year of the
        programme.
        """
        return self.period or str(min(max(self.held_on.year, first_year), last_year))


COLUMNS = tuple(name for name in DecisionFacts.__dataclass_fields__ if name not in ("author", "at"))


def decisions(
    session: Session, programme: str, as_of: int | None = None
) -> tuple[DecisionFacts, ...]:
    """The decisions of a programme: those of the last meeting first, each meeting's by their days.

    Refuses an unknown programme or revision.
    """
    reader = ProgrammeReader(session, programme, as_of)
    columns = [getattr(Decision, name) for name in COLUMNS]
    statement = (
        select(*columns, Revision.author, Revision.at)
        .join(Revision, Revision.number == Decision.since)
        .where(Decision.programme_id == reader.programme_id, Decision.as_of(as_of))
        .order_by(Decision.held_on.desc(), Decision.due_on, Decision.number)
    )
    return tuple(DecisionFacts(**row) for row in session.execute(statement).mappings())
