"""Which applications are looked at, as conditions on the select of their measure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.orm import Session

from data.confidentiality import is_closed
from data.imports import kind_of
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.measures.grant_awards import AWARDED
from indicators.periods import Days
from indicators.records.days import partly_in_days, within_days
from indicators.records.selection import in_district, selection

KIND = kind_of("grants")
MEASURE = "grant_applications"
WON: ColumnElement[bool] = KIND.attribute("decision") == AWARDED


@dataclass(frozen=True)
class GrantFilter:
    """Applications made in some years, of one contest, of one district; all, where nothing is said.

    A ``district`` of several codes with commas is all of them; ``days`` are counted as by the
    indicators.
    """

    years: tuple[int, int] | None = None
    contest: str | None = None
    district: str | None = None
    cut: str | None = None
    days: Days | None = None
    undated: bool = False
    """Instead of those in the days, those of which nobody can tell whether they lie there."""


def applications_of(reader: ProgrammeReader, filters: GrantFilter) -> Select[int]:
    """The ids of the chosen applications: the very select of the measure, narrowed.

    What became of them – awards, reports – is of these same rows, whenever it was decided: a
    contest's way loses nobody who was decided upon in another year.
    """
    return selection(reader.scope, MEASURE, *_conditions(reader, filters))


def number_undated(
    session: Session, programme: str, filters: GrantFilter, as_of: int | None = None
) -> int:
    """How many applications are known to a month or year of which the chosen days are a part."""
    reader = ProgrammeReader(session, programme, as_of)
    chosen = applications_of(reader, replace(filters, undated=True))
    return session.scalar(chosen.with_only_columns(func.count())) or 0


def _conditions(reader: ProgrammeReader, filters: GrantFilter) -> Iterator[ColumnElement[bool]]:
    if filters.years is not None:
        yield KIND.attribute("year").between(*filters.years)
    if filters.days is not None:
        lie = partly_in_days if filters.undated else within_days
        yield lie(measures()[MEASURE], filters.days)
    if filters.contest is not None:
        yield KIND.attribute("contest") == filters.contest
    reader.gather(filters.district)
    yield from in_district(MEASURE, reader.places, filters.district, filters.cut)


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
