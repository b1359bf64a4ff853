"""Which requests are looked at, as conditions on the select of their measure."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select

from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.records.selection import in_district, selection

REQUESTS = "consultations"


@dataclass(frozen=True)
class CentreFilter:
    """Some years and a district; all, where nothing is said."""

    years: tuple[int, int] | None = None
    district: str | None = None
    cut: str | None = None


def requests_of(reader: ProgrammeReader, filters: CentreFilter) -> Select[int]:
    """The ids of the chosen requests: the very select of the measure, narrowed."""
    return selection(reader.scope, REQUESTS, *conditions(reader, REQUESTS, filters))


def conditions(
    reader: ProgrammeReader, measure: str, filters: CentreFilter
) -> Iterator[ColumnElement[bool]]:
    """The conditions of a filter on the records of a measure."""
    if filters.years is not None:
        yield measures()[measure].calendar.year.between(*filters.years)
    yield from in_district(measure, reader.places, filters.district, filters.cut)
