"""Reasons for deviations: what was written of the years in which an indicator's actual is not its
plan.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.definitions import DeviationReason
from data.tables.revisions import Revision
from indicators.answers.reader import ProgrammeReader


@dataclass(frozen=True)
class ReasonFacts:
    """Why the actual of an indicator's year deviates from its plan; ``author`` wrote it ``at`` a
    moment (UTC), in the revision ``since``.
    """

    indicator: str
    year: int
    text: str
    illustrative: bool
    source: str | None
    note: str | None
    author: str
    at: datetime.datetime
    since: int


ReasonAt = tuple[str, int]  # (indicator, year)


def reasons(
    session: Session, programme: str, year: int | None = None, as_of: int | None = None
) -> Mapping[ReasonAt, ReasonFacts]:
    """The reasons of a programme by indicator and year, of one year or of all, as of a revision.

    Refuses an unknown programme or revision.
    """
    reader, row = ProgrammeReader(session, programme, as_of), DeviationReason
    statement = (
        select(
            row.indicator,
            row.year,
            row.explanation,
            row.illustrative,
            row.source,
            row.note,
            Revision.author,
            Revision.at,
            row.since,
        )
        .join(Revision, Revision.number == row.since)
        .where(row.programme_id == reader.programme_id, row.as_of(as_of))
        .order_by(row.indicator, row.year)
    )
    if year is not None:
        statement = statement.where(row.year == year)
    facts = (ReasonFacts(*each) for each in session.execute(statement))
    return {(each.indicator, each.year): each for each in facts}
