"""Which records a list has, as far as all lists ask the same: of which years, days and districts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.periods import Days
from indicators.records.days import partly_in_days, within_days
from indicators.records.selection import in_district


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """Some years or days, and a district; all, where nothing is said.

    A ``district`` of several codes with commas is all of them; ``days`` are counted as by the
    indicators.
    """

    years: tuple[int, int] | None = None
    district: str | None = None
    cut: str | None = None
    days: Days | None = None
    undated: bool = False
    """Instead of those in the days, those of which nobody can tell whether they lie there."""


Filter = TypeVar("Filter", bound=ListFilter)
Choose = Callable[[ProgrammeReader, Filter], Select[int]]
"""A list's own select: the ids of what a filter chooses."""


def of_days_and_places(
    reader: ProgrammeReader, measure: str, filters: ListFilter
) -> Iterator[ColumnElement[bool]]:
    """The conditions of the days and the district on the records of a measure; each list has its own
    way to the years.
    """
    if filters.days is not None:
        lie = partly_in_days if filters.undated else within_days
        yield lie(measures()[measure], filters.days)
    reader.gather(filters.district)
    yield from in_district(measure, reader.places, filters.district, filters.cut)


def number_undated(
    session: Session,
    programme: str,
    choose: Choose[Filter],
    filters: Filter,
    as_of: int | None = None,
) -> int:
    """How many of a list's records are known to a month or year of which its days are a part."""
    reader = ProgrammeReader(session, programme, as_of)
    chosen = choose(reader, replace(filters, undated=True))
    return session.scalar(chosen.with_only_columns(func.count())) or 0
