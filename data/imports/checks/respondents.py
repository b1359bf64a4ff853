"""How many answers a reported share is of: only of a share, and of one at least."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from data.imports.columns.batch import Batch
from data.imports.context.context import Context

COLUMN = "respondents"


def check_respondents(batch: Batch, context: Context) -> None:
    """Refuse a number of answers that no interval could be made of."""
    numbers = batch.column(COLUMN)
    # most files have no such column
    if not any(number is not None for number in numbers):
        return
    fields = (batch.column(name) for name in ("indicator", "year", "value", COLUMN))
    for index, row in enumerate(zip(*fields, strict=True)):
        if row[-1] is not None and batch.is_sound(index, "indicator", "period", "value", COLUMN):
            for column, rule, params in _faults(context, *row):
                batch.refuse(index, column, rule, **params)


def _faults(
    context: Context, indicator: Any, year: Any, value: Any, respondents: Any
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    code, name = str(indicator), context.name_of(str(indicator))
    whole = context.whole_of(code, int(year))
    if not respondents:
        yield COLUMN, "import_respondents_nobody", {}
    elif whole is None:
        yield COLUMN, "import_respondents_no_share", {"name": name, "unit": context.unit(code)}
    # a printed dash is no share, and may have been asked of many
    elif value is not None and not 0 <= Decimal(str(value)) <= whole:
        yield "value", "import_respondents_beyond", {"name": name, "whole": whole}
