"""The reported values behind an observed number: every stage as it came, with its source."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.definitions import Observation
from data.tables.revisions import Revision
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.records.places import WHOLE


@dataclass(frozen=True)
class ReportedValue:
    """One reported value; ``printed`` is the cell as the source prints it, ``by`` its
    disaggregation; ``at`` is the moment, UTC, in which it was loaded.
    """

    district: str | None
    period: str
    by: str
    value: Decimal | None
    printed: str | None
    stage: str
    illustrative: bool
    lower_bound: bool
    source: str | None
    note: str | None
    at: datetime.datetime
    respondents: int | None = None


def reported(session: Session, question: Question) -> tuple[ReportedValue, ...]:
    """What was reported about one indicator in the asked years, in a district and its parts or
    everywhere.
    """
    reader = ProgrammeReader(session, question.programme, question.as_of)
    window = reader.window(question.years)
    statement = select(Observation, Revision.at).join(
        Revision, Revision.number == Observation.since
    )
    statement = statement.where(
        Observation.programme_id == reader.programme_id,
        Observation.as_of(reader.as_of),
        Observation.indicator.in_(reader.indicators(question.indicators)),
        Observation.year.between(window.first_year, window.last_year),
    )
    rows = session.execute(
        statement.order_by(Observation.year, Observation.period, Observation.number)
    )
    return tuple(_of_place(reader, question, ((row[0], row[1]) for row in rows)))


def _of_place(
    reader: ProgrammeReader,
    question: Question,
    rows: Iterator[tuple[Observation, datetime.datetime]],
) -> Iterator[ReportedValue]:
    key = reader.places.key_of(question.district)
    # a value put together from its districts has their values behind it
    within = {key, *reader.places.children_of(key)}
    for row, at in rows:
        if key == WHOLE or row.district in within:
            yield _reported(row, at)


def _reported(row: Observation, at: datetime.datetime) -> ReportedValue:
    return ReportedValue(
        row.district,
        row.period,
        row.by,
        row.value,
        row.printed,
        row.stage,
        row.illustrative,
        row.lower_bound,
        row.source,
        row.note,
        at,
        row.respondents,
    )
