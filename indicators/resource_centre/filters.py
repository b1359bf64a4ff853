"""Which requests are looked at, as conditions on the select of their measure."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select

from indicators.answers.list_filter import ListFilter, of_days_and_places
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.records.selection import selection

REQUESTS = "consultations"


def requests_of(reader: ProgrammeReader, filters: ListFilter) -> Select[int]:
    """The ids of the chosen requests: the very select of the measure, narrowed."""
    return selection(reader.scope, REQUESTS, *conditions(reader, REQUESTS, filters))


def conditions(
    reader: ProgrammeReader, measure: str, filters: ListFilter
) -> Iterator[ColumnElement[bool]]:
    """The conditions of a filter on the records of a measure."""
    if filters.years is not None:
        yield measures()[measure].calendar.year.between(*filters.years)
    yield from of_days_and_places(reader, measure, filters)
