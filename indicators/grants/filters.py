"""Which applications are looked at, as conditions on the select of their measure."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.orm import Session

from data.confidentiality import is_closed
from data.imports import kind_of
from indicators.answers.list_filter import ListFilter, of_days_and_places
from indicators.answers.reader import ProgrammeReader
from indicators.measures.grant_awards import AWARDED
from indicators.records.selection import selection

KIND = kind_of("grants")
MEASURE = "grant_applications"
WON: ColumnElement[bool] = KIND.attribute("decision") == AWARDED


@dataclass(frozen=True, kw_only=True)
class GrantFilter(ListFilter):
    """Applications, by when they were made; also of one contest."""

    contest: str | None = None


def applications_of(reader: ProgrammeReader, filters: GrantFilter) -> Select[int]:
    """The ids of the chosen applications: the very select of the measure, narrowed.

    What became of them – awards, reports – is of these same rows, whenever it was decided: a
    contest's way loses nobody who was decided upon in another year.
    """
    return selection(reader.scope, MEASURE, *_conditions(reader, filters))


def _conditions(reader: ProgrammeReader, filters: GrantFilter) -> Iterator[ColumnElement[bool]]:
    if filters.years is not None:
        yield KIND.attribute("year").between(*filters.years)
    if filters.contest is not None:
        yield KIND.attribute("contest") == filters.contest
    yield from of_days_and_places(reader, MEASURE, filters)


def contests(session: Session, programme: str, as_of: int | None = None) -> tuple[str, ...]:
    """The names of the contests, the newest first; none where the applications are not for whoever
    asks.
    """
    if is_closed(session, programme, KIND.name):
        return ()
    reader = ProgrammeReader(session, programme, as_of)
    contest, day = KIND.attribute("contest"), func.max(KIND.attribute("date"))
    statement = applications_of(reader, GrantFilter()).with_only_columns(contest)
    named = statement.where(contest.is_not(None)).group_by(contest).order_by(day.desc(), contest)
    return tuple(session.scalars(named))
