"""The order of the records behind a number, by date, and the place where a page of them goes on."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_

from data.refusals import LONGEST, refuse
from data.words.whole import whole
from indicators.answers.reader import ProgrammeReader
from indicators.measures import Records, measures
from indicators.periods import Days

WRITTEN = re.compile(r"(\w{1,100})\.(\d{4}-\d\d-\d\d)\.([01])\.(\d{1,12})")
YEAR = "year"


@dataclass(frozen=True)
class RecordPlace:
    """Where a record stands: of which measure, when, whether more than its year is known, its id."""

    measure: str
    day: datetime.date
    is_dated: bool
    id: int

    def __str__(self) -> str:
        return f"{self.measure}.{self.day.isoformat()}.{int(self.is_dated)}.{self.id}"


def record_place(text: str) -> RecordPlace:
    """The place that an address says; refuses what is none."""
    match = WRITTEN.fullmatch(text)
    identity = whole(match[4]) if match else None
    try:
        day = datetime.date.fromisoformat(match[2]) if match else None
    except ValueError:
        day = None
    if match is None or day is None or identity is None or match[1] not in measures():
        raise refuse("place_wrong", value=text[:LONGEST])
    return RecordPlace(match[1], day, match[3] == "1", identity)


def lies_by_day(reader: ProgrammeReader, described: Records) -> bool:
    """Whether an index has the records in this order: of those that stand, by their own date."""
    own = not described.yearly and described.calendar.day.key == "date"
    return own and reader.scope.revision is None


def by_date(described: Records, *, by_day: bool, descending: bool = False) -> Iterator[Any]:
    """By day, or in the same order beginning with year and month, as the index of all rows does; a
    first page needs not all be sorted. ``descending``, the very order from its end.
    """
    when, identity = described.calendar, described.table.id
    # PostgreSQL puts NULLs last by itself: what is known to the year only stands before its months,
    # and its day is the year's first
    if descending:
        month = when.month.desc().nulls_last()
        first = (when.day.desc(), month) if by_day else (when.year.desc(), month, when.day.desc())
        yield from (*first, identity.desc())
        return
    month = when.month.nulls_first()
    yield from (when.day, month) if by_day else (when.year, month, when.day)
    yield identity


def inside(described: Records, days: Days) -> ColumnElement[bool]:
    """Dated on the days: no other condition, but the way to where an index has them."""
    return described.calendar.day.between(*days)


def behind(
    described: Records, place: RecordPlace, *, descending: bool = False
) -> ColumnElement[bool]:
    """Standing after a place, or in the ``descending`` list, whose end is the other one."""
    when, identity = described.calendar, described.table.id
    is_dated, at = case((when.month.is_(None), 0), else_=1), int(place.is_dated)
    same_day = or_(
        is_dated < at if descending else is_dated > at,
        and_(is_dated == at, identity < place.id if descending else identity > place.id),
    )
    # the day by itself too, as an index knows no «or»
    if descending:
        return and_(when.day <= place.day, or_(when.day < place.day, same_day))
    return and_(when.day >= place.day, or_(when.day > place.day, same_day))
