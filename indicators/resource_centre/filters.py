"""Which requests are looked at, as conditions on the select of their measure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.periods import Days
from indicators.records.days import partly_in_days, within_days
from indicators.records.selection import in_district, selection

REQUESTS = "consultations"


@dataclass(frozen=True)
class CentreFilter:
    """Some years and a district; all, where nothing is said.

    A ``district`` of several codes with commas is all of them; ``days`` are counted as by the
    indicators.
    """

    years: tuple[int, int] | None = None
    district: str | None = None
    cut: str | None = None
    days: Days | None = None
    undated: bool = False
    """Instead of those in the days, those of which nobody can tell whether they lie there."""


def requests_of(reader: ProgrammeReader, filters: CentreFilter) -> Select[int]:
    """The ids of the chosen requests: the very select of the measure, narrowed."""
    return selection(reader.scope, REQUESTS, *conditions(reader, REQUESTS, filters))


def number_undated(
    session: Session, programme: str, filters: CentreFilter, as_of: int | None = None
) -> int:
    """How many requests are known to a month or year of which the chosen days are a part."""
    reader = ProgrammeReader(session, programme, as_of)
    chosen = requests_of(reader, replace(filters, undated=True))
    return session.scalar(chosen.with_only_columns(func.count())) or 0


def conditions(
    reader: ProgrammeReader, measure: str, filters: CentreFilter
) -> Iterator[ColumnElement[bool]]:
    """The conditions of a filter on the records of a measure."""
    if filters.years is not None:
        yield measures()[measure].calendar.year.between(*filters.years)
    if filters.days is not None:
        lie = partly_in_days if filters.undated else within_days
        yield lie(measures()[measure], filters.days)
    reader.gather(filters.district)
    yield from in_district(measure, reader.places, filters.district, filters.cut)
