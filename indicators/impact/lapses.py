"""What differs merely because time went by: what has fallen due between two days, with the data of the
later one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.moments import day_of, revision_at
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changes import was_there


@dataclass(frozen=True)
class Lapse:
    """An answer of a whole year and the whole territory, by the clock of the earlier day and by that
    of the later one.
    """

    then: Answer
    now: Answer


def lapses(
    session: Session, programme: str, since: str, until: int | None = None
) -> Sequence[Lapse]:
    """The answers as of ``until`` that one of the two clocks judges otherwise; ``since`` is a moment
    as people name it. None where the programme was not there yet.
    """
    reader = ProgrammeReader(session, programme, until)
    # before its first revision nothing was late or early
    if not was_there(reader, revision_at(session, programme, since)):
        return []
    then, now = day_of(session, programme, since), reader.clock(None)
    pairs = zip(_answers(reader, then), _answers(reader, now), strict=True)
    return [Lapse(*pair) for pair in pairs if _verdict(pair[0]) != _verdict(pair[1])]


def _answers(reader: ProgrammeReader, clock: datetime.date) -> Sequence[Answer]:
    return list(Grid(reader, Question(reader.code, on=clock)).answers())


def _verdict(answer: Answer) -> tuple[Any, ...]:
    """What the clock decides; whether it is over matters where something was planned."""
    return answer.state, answer.status, answer.status is not None and answer.is_open
