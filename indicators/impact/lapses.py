"""What differs merely because time went by: what has fallen due between two days, with the data of the
later one.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.definitions import Target
from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.moments import day_of, revision_at
from indicators.answers.question import DISTRICT, Question
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changes import was_there
from indicators.periods import GRAINS, parse

YEARS = ("year",)


@dataclass(frozen=True)
class Lapse:
    """An answer by the clock of the earlier day and by that of the later one."""

    then: Answer
    now: Answer


def lapses(
    session: Session, programme: str, since: str, until: int | None = None
) -> Sequence[Lapse]:
    """The answers as of ``until`` that one of the two clocks judges otherwise: whole years of the
    whole territory, then whatever has a plan of its own by district or in parts of years. ``since``
    is a moment as people name it. None where the programme was not there yet.
    """
    reader = ProgrammeReader(session, programme, until)
    # before its first revision nothing was late or early
    if not was_there(reader, revision_at(session, programme, since)):
        return []
    then, now = day_of(session, programme, since), reader.clock(None)
    whole = _differing(reader, Question(programme), then, now)
    finer = (
        each for question in _finer(reader) for each in _differing(reader, question, then, now)
    )
    return [*whole, *(each for each in finer if _is_planned(each))]


def _finer(reader: ProgrammeReader) -> Iterator[Question]:
    """The indicators that have plans by district, and those with plans of each part of a year."""
    statement = select(Target.indicator, Target.district, Target.period).where(
        Target.programme_id == reader.programme_id, Target.of_whole(), Target.as_of(reader.as_of)
    )
    named: dict[tuple[str, ...], set[str]] = {}
    for code, district, period in reader.session.execute(statement):
        grain = parse(period).grain
        by: tuple[str, ...] = (grain,) if district is None else (DISTRICT, grain)
        if grain in GRAINS and by != YEARS and code in reader.catalogue.versions:
            named.setdefault(by, set()).add(code)
    for by, codes in sorted(named.items()):
        yield Question(reader.code, tuple(sorted(codes)), by=by)


def _differing(
    reader: ProgrammeReader, question: Question, then: datetime.date, now: datetime.date
) -> Iterator[Lapse]:
    answers = (list(Grid(reader, question.but(on=clock)).answers()) for clock in (then, now))
    for pair in zip(*answers, strict=True):
        if _verdict(pair[0]) != _verdict(pair[1]):
            yield Lapse(*pair)


def _is_planned(each: Lapse) -> bool:
    """What has no plan of its own says no more than its whole year."""
    return each.then.plan is not None or each.now.plan is not None


def _verdict(answer: Answer) -> tuple[Any, ...]:
    """What the clock decides; whether it is over matters where something was planned."""
    return answer.state, answer.status, answer.status is not None and answer.is_open
