"""From one day to another: which records lie there, and of which nobody can tell."""

import datetime

from sqlalchemy import ColumnElement, and_, not_, or_

from indicators.measures import Records
from indicators.periods import Days

MONTHS = 12
Bounds = tuple[int, int]


def within_days(records: Records, days: Days) -> ColumnElement[bool]:
    """The condition that a record is dated in the days: of a date known to the month or the year all
    of that month or year lies there.
    """
    when = records.calendar
    months, years = _bounds(days, whole=True)
    return or_(
        dated_in_days(records, days),
        and_(_known_to_month(records), _month(records).between(*months)),
        and_(when.month.is_(None), when.year.between(*years)),
    )


def dated_in_days(records: Records, days: Days) -> ColumnElement[bool]:
    """The condition that the very day of a record is known and is one of these."""
    return and_(_known_to_day(records), records.calendar.day.between(*days))


def without_day(records: Records) -> ColumnElement[bool]:
    """The condition that of the date of a record no more is known than the month or the year."""
    return or_(_known_to_month(records), records.calendar.month.is_(None))


def partly_in_days(records: Records, days: Days) -> ColumnElement[bool]:
    """The condition that a record is known to a month or year of which the days are a part alone."""
    when = records.calendar
    months, years = _bounds(days, whole=False)
    touched = or_(
        and_(_known_to_month(records), _month(records).between(*months)),
        and_(when.month.is_(None), when.year.between(*years)),
    )
    return and_(touched, not_(within_days(records, days)))


def _bounds(days: Days, *, whole: bool) -> tuple[Bounds, Bounds]:
    """The first and the last month, counted on through the years, and year: those that the days
    touch, or those that lie there as a ``whole``.
    """
    first, last = days
    day = datetime.timedelta(days=whole)
    # a month that began the day before is not whole; nor is one that goes on the day after
    before, after = first - day, last + day
    moved = int(whole)
    months = _number(before) + moved, _number(after) - moved
    return months, (before.year + moved, after.year - moved)


def _number(day: datetime.date) -> int:
    return day.year * MONTHS + day.month - 1


def _month(records: Records) -> ColumnElement[int]:
    when = records.calendar
    number: ColumnElement[int] = when.year * MONTHS + when.month - 1
    return number


def _known_to_month(records: Records) -> ColumnElement[bool]:
    when = records.calendar
    return and_(when.month.is_not(None), when.precision == "month")


def _known_to_day(records: Records) -> ColumnElement[bool]:
    """Rows of before the precision was kept have a month where they have a day."""
    precision = records.calendar.precision
    known = or_(precision.is_(None), precision == "day")
    return and_(records.calendar.month.is_not(None), known)
