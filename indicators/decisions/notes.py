"""Notes on numbers as they stand at a revision."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.decisions import NumberNote
from data.tables.revisions import Revision
from indicators.answers.reader import ProgrammeReader
from indicators.periods import Period, parse


@dataclass(frozen=True)
class NumberNoteFacts:
    """What was noted of an ``indicator`` in a ``period``, of a ``district`` or – None – the whole;
    ``number`` is the row's own, ``at`` the moment (UTC) of its revision.
    """

    number: str
    indicator: str
    district: str | None
    period: str
    text: str
    illustrative: bool
    source: str | None
    note: str | None
    at: datetime.datetime

    @property
    def span(self) -> Period:
        return parse(self.period)

    def belongs_to(self, period: Period) -> bool:
        """Whether it ends within a period: of periods that follow one another in exactly one."""
        end = (self.span.final_year, self.span.last_month)
        return (period.year, period.first_month) <= end <= (period.final_year, period.last_month)

    def touches(self, years: tuple[int, int]) -> bool:
        """Whether a part of its period lies in some years."""
        return self.span.year <= years[1] and years[0] <= self.span.final_year


COLUMNS = tuple(name for name in NumberNoteFacts.__dataclass_fields__ if name != "at")


def number_notes(
    session: Session, programme: str, as_of: int | None = None
) -> tuple[NumberNoteFacts, ...]:
    """The notes of a programme: by indicator, the earliest period first, of one the whole first.

    Refuses an unknown programme or revision.
    """
    return tuple(sorted(_rows(ProgrammeReader(session, programme, as_of)), key=_order))


def _rows(reader: ProgrammeReader) -> Iterator[NumberNoteFacts]:
    columns = [getattr(NumberNote, name) for name in COLUMNS]
    statement = (
        select(*columns, Revision.at)
        .join(Revision, Revision.number == NumberNote.since)
        .where(NumberNote.programme_id == reader.programme_id, NumberNote.as_of(reader.as_of))
    )
    for row in reader.session.execute(statement).mappings():
        yield NumberNoteFacts(**row)


def _order(each: NumberNoteFacts) -> tuple[str, datetime.date, str, str]:
    return each.indicator, each.span.end, each.district or "", each.number
