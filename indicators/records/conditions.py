"""What a filter asks of one field, as a condition of SQL."""

import calendar
import datetime
import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, or_, type_coerce

from data.tables.types import MONEY_SCALE, Money
from indicators.definition.conditions import FilterCondition
from indicators.measure import FIRST_SUPPORTED, Column, DayColumn
from indicators.measures import Records
from indicators.records.first_support import says_of_first_support
from indicators.records.identity import OrganisationScope
from indicators.records.organisations import field_of, has_none, is_of_one


def fulfils(
    scope: OrganisationScope, records: Records, name: str, accepted: Any
) -> ColumnElement[bool]:
    """The condition that a field of a record is accepted: a list has values, where ``None`` is not
    filled in.
    """
    if name in records.of_organisations:
        return _by_organisation(scope, records, name, accepted)
    column: ColumnElement[Any] = field_of(scope, records, name)
    if not isinstance(accepted, FilterCondition):
        return _one_of(column, accepted)
    parts = tuple(_parts(records, name, column, accepted))
    if not parts:
        return column.is_(None) if accepted.empty else column.is_not(None)
    # a comparison with what is not filled in is neither true nor false: it is not accepted
    filled = and_(*parts)
    return or_(filled, column.is_(None)) if accepted.empty else filled


def _by_organisation(
    scope: OrganisationScope, records: Records, name: str, accepted: Any
) -> ColumnElement[bool]:
    """The same of what organisations say, of which values are accepted, or that there is none."""
    condition = accepted if isinstance(accepted, FilterCondition) else None
    values = [each for each in (condition.values if condition else accepted) if each is not None]
    takes_none = condition.empty if condition else None in accepted or None
    if name == FIRST_SUPPORTED:
        # alone «empty: false» is whatever is filled in
        either = condition and not values and not takes_none
        chosen = [True, False] if either else values
        return says_of_first_support(scope, records, chosen, takes_none=bool(takes_none))
    if condition and not values:
        says = is_of_one(scope, records, name, lambda column: column.is_not(None))
        return has_none(scope, records, name) if takes_none else says
    matched = is_of_one(scope, records, name, lambda column: column.in_(values))
    return or_(matched, has_none(scope, records, name)) if takes_none else matched


def _parts(
    records: Records, name: str, column: Any, accepted: FilterCondition
) -> Iterator[ColumnElement[bool]]:
    if accepted.values:
        yield _one_of(column, accepted.values)
    if accepted.min is not None or accepted.max is not None:
        yield from _within(records.amounts[name], accepted.min, accepted.max)
    if accepted.since is not None:
        # of a date known to the month or the year the first day lies in the column
        yield records.days[name].column >= accepted.since
    if accepted.until is not None:
        yield _until(records.days[name], accepted.until)


def _one_of(attribute: Any, values: tuple[Any, ...]) -> ColumnElement[bool]:
    # `IN (NULL)` is never true in SQL: what is not filled in needs its own condition
    values_present = [value for value in values if value is not None]
    matched: ColumnElement[bool] = attribute.in_(values_present)
    return or_(matched, attribute.is_(None)) if None in values else matched


def _within(
    amount: Column, low: Decimal | None, high: Decimal | None
) -> Iterator[ColumnElement[bool]]:
    """Bounds as whole numbers, kopecks of money: neither database compares decimals alike."""
    whole = type_coerce(amount, BigInteger)
    scale = MONEY_SCALE if isinstance(amount.type, Money) else 0
    if low is not None:
        yield whole >= math.ceil(low.scaleb(scale))
    if high is not None:
        yield whole <= math.floor(high.scaleb(scale))


def _until(day: DayColumn, until: datetime.date) -> ColumnElement[bool]:
    """The whole of what is known of a date lies no later: of a month its last day, of a year 31
    December.
    """
    if day.precision is None:
        return day.column <= until
    last = {"day": until, "month": _last_month(until), "year": _last_year(until)}
    return or_(
        *(and_(day.precision == known, day.column <= first) for known, first in last.items())
    )


def _last_month(until: datetime.date) -> datetime.date:
    """The first day of the last month that is over by then."""
    first = until.replace(day=1)
    is_over = until.day == calendar.monthrange(until.year, until.month)[1]
    return first if is_over else (first - datetime.timedelta(days=1)).replace(day=1)


def _last_year(until: datetime.date) -> datetime.date:
    is_over = (until.month, until.day) == (12, 31)
    return datetime.date(until.year if is_over else until.year - 1, 1, 1)
