"""Columns that nobody fills in any more: rows keep what they say there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from data.imports.among import living_by_number
from data.imports.columns import Column, Labels, Value
from data.imports.columns.batch import Batch
from data.imports.context.context import Context
from data.tables.base import Base
from data.tables.types import MONEY_SCALE

NOTE = Labels("Больше не заполняется.", "No longer filled in.")


def retired(column: Column) -> Column:
    """The same column, which files and forms are not offered."""
    note = (" ".join(filter(None, pair)) for pair in zip(column.note, NOTE, strict=True))
    return replace(column, note=Labels(*note), is_retired=True)


def _as_read(value: Any) -> Value:
    """What a table keeps, as a cell would have been read: money in kopecks, days as texts."""
    if isinstance(value, Decimal):
        return int(value.scaleb(MONEY_SCALE))
    return value.isoformat() if isinstance(value, date) else cast(Value, value)


@dataclass(frozen=True)
class RetiredColumns:
    """Retired columns of the kind that is kept in ``table``."""

    table: str
    columns: Sequence[Column]

    def __call__(self, batch: Batch, context: Context) -> None:
        """Let rows that a file corrects keep what they say in retired columns that it lacks."""
        fields = [
            field
            for column in self.columns
            if column.name not in batch.texts
            for field in column.fields
        ]
        numbers = batch.column("number")
        known = [str(number) for number in numbers if number] if fields else []
        if not known:
            return
        table = Base.metadata.tables[self.table]
        rows = living_by_number(
            context.session, table, context.programme_id, known, "number", *fields
        )
        living = {number: values for number, *values in rows}
        for place, field in enumerate(fields):
            batch.values[field] = [
                _as_read(living[str(number)][place]) if str(number) in living else value
                for number, value in zip(numbers, batch.column(field), strict=True)
            ]
