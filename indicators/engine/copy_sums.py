"""Month sums out of the columnar copy."""

from dataclasses import replace

from sqlalchemy import true

from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.records.copies import record_copy
from indicators.records.selection import asks_organisations


def copy_table(sums: RecordSums) -> tuple[SumTable, int] | None:
    """The sums of records that have one district, and as of which revision; None without a copy."""
    copy = record_copy(sums.scope, sums.aggregate.measure)
    if copy is None:
        return None
    # `true()`: no index is to be chosen, and the database not to be asked for one
    then = replace(sums, scope=copy.then, conditions=(true(),))
    rows = copy.answer(then.totals)
    keys = copy.answer(then.counted_keys) if sums.is_keyed else []
    if rows is None or keys is None:
        return None
    return SumTable.of_rows(rows, keys), copy.then.revision or 0


def copied(sums: RecordSums) -> RecordSums:
    """The same sums, read from the copy where it has all that is asked for."""
    # a copy is of the records alone
    if asks_organisations(sums.aggregate, sums.attribute):
        return sums
    copy = record_copy(sums.scope, sums.aggregate.measure)
    if copy is None or copy.is_behind:
        return sums
    return replace(sums, scope=copy.then, copy=copy)
