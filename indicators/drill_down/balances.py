"""The records behind a balance: those of each district's last month that states an amount."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from indicators.definition import Aggregate
from indicators.engine.rollup import SLOTS
from indicators.measures import Records, measures
from indicators.records.selection import Scope, selection


def in_last_months(
    scope: Scope, aggregate: Aggregate, inside: ColumnElement[bool]
) -> ColumnElement[bool]:
    """The condition that a record ``inside`` a period is of its district's last month there.

    The months are read at once and named: so the condition holds of a copy of the records too.
    """
    records = measures()[aggregate.measure]
    when = records.calendar
    alike: dict[int, list[str | None]] = defaultdict(list)
    for district, slot in _last_slots(scope, aggregate, inside):
        alike[slot].append(district)
    of_slots = (
        and_(
            when.year == slot // SLOTS,
            func.coalesce(when.month, SLOTS) == slot % SLOTS + 1,
            _in_districts(records, districts),
        )
        for slot, districts in alike.items()
    )
    return or_(false(), *(and_(inside, each) for each in of_slots))


def _last_slots(scope: Scope, aggregate: Aggregate, inside: ColumnElement[bool]) -> Any:
    """Each district with its last month, counted on through the years; that of a year is its end."""
    records = measures()[aggregate.measure]
    when = records.calendar
    slot = when.year * SLOTS + func.coalesce(when.month, SLOTS) - 1
    stating = records.amounts[str(aggregate.amount)].is_not(None)
    chosen = selection(scope, aggregate.measure, inside, stating)
    district = records.table.district
    rows = chosen.with_only_columns(district.label("district"), slot.label("slot")).subquery().c
    return scope.session.execute(select(rows.district, func.max(rows.slot)).group_by(rows.district))


def _in_districts(records: Records, districts: list[str | None]) -> ColumnElement[bool]:
    column = records.table.district
    named = column.in_([district for district in districts if district is not None])
    return or_(named, column.is_(None)) if None in districts else named
