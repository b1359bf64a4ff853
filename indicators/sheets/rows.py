"""Rows as programs read them: the same names and values in JSON, CSV and tables, for commands and
addresses alike.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from types import NoneType
from typing import Any

from sqlalchemy.orm import Session

from data.database.database import newest_revision
from data.tables.types import MONEY_SCALE
from indicators.answers.answer import FIELDS, Answer
from indicators.definition import Aggregate, Definition, Side
from indicators.definition.catalogue import Catalogue
from indicators.drill_down.pages import RecordRow
from indicators.exact import cut
from indicators.measures import measures
from indicators.sheets.row_stream import Roubles, Row, RowStream

DECIMALS = 10
"""Of a degree and of a share of coverage; a value has as many digits as it has."""
ROUND_NUMBER = Decimal("1e-4")
"""A degree with no more decimals than these looks like a threshold, and only a degree that is one
may.
"""
EXACT = Context(prec=5000, rounding=ROUND_HALF_EVEN)
LARGEST_WHOLE = 2**53
"""Whole numbers up to here are read exactly by every reader of JSON."""
KOPECK = Decimal(1).scaleb(-MONEY_SCALE)
DEGREES = ("degree_raw", "degree", "original_degree_raw")
INTERVAL_COLUMNS = ("low", "high", "interval", "level")
NO_INTERVAL = (None,) * len(INTERVAL_COLUMNS)
VALUE_COLUMNS = (*(name for name in FIELDS if name != "split"), *INTERVAL_COLUMNS)
RECORD_COLUMNS = ("measure", "number", "date", "precision", "districts", "organisation", "role")
RECORD_NOTES = ("illustrative", "source", "note")
READY = frozenset((NoneType, str, int, bool))
"""What is the same in JSON."""


@dataclass(frozen=True)
class RowSheet(RowStream):
    """Rows that are all at hand."""

    rows: Sequence[Row]

    def but(self, **extra: Any) -> "RowSheet":
        """The same rows with more beside them."""
        return replace(self, extra={**self.extra, **extra})


def newest_sheet(session: Session, columns: Sequence[str], rows: Iterable[Row]) -> RowSheet:
    """Rows of what has no earlier revision to be asked as of."""
    newest = newest_revision(session)
    return RowSheet(newest, newest, columns, list(rows))


def values_sheet(
    answers: Iterable[Answer],
    catalogue: Catalogue,
    revision: int,
    as_of: int | None,
    *,
    split: bool = False,
) -> RowSheet:
    """Answers as rows; ``split`` is a column only where something was split, and null for a total
    beside its parts.
    """
    rows = [
        value_row(answer, catalogue) | ({"split": answer.split} if split else {})
        for answer in answers
    ]
    return RowSheet(
        revision, as_of or revision, (*VALUE_COLUMNS, "split") if split else VALUE_COLUMNS, rows
    )


def record_columns(measures_met: Iterable[str]) -> list[str]:
    """The columns that only some measures show come after those of every record."""
    names = dict.fromkeys(name for measure in measures_met for name in measures()[measure].columns)
    return [
        *RECORD_COLUMNS,
        *(name for name in names if name not in RECORD_COLUMNS + RECORD_NOTES),
        *RECORD_NOTES,
    ]


def value_row(answer: Answer, catalogue: Catalogue) -> dict[str, Any]:
    """An answer under the names of its fields."""
    money = _money_of(answer, catalogue)
    row = {
        name: plain(getattr(answer, name), money=name in money)
        for name in FIELDS
        if name != "split"
    }
    row |= {name: _degree(getattr(answer, name)) for name in DEGREES}
    # of an average only: shown, it has met its plan
    if row["value"] == row["plan"] and answer.value != answer.plan:
        row["value"] = Roubles(number_text(answer.value or Decimal(0)))
    return row | dict(
        zip(INTERVAL_COLUMNS, map(plain, answer.interval or NO_INTERVAL), strict=True)
    )


def record_row(record: RecordRow) -> dict[str, Any]:
    """A record: what every kind has, with what its measure shows between."""
    # each name of `RECORD_COLUMNS` and `RECORD_NOTES` by hand: there may be ten million of them
    fields: dict[str, Any] = {
        "measure": record.measure,
        "number": record.number,
        "date": record.date.isoformat(),
        "precision": record.precision,
        "districts": list(record.districts),
        "organisation": record.organisation,
        "role": record.role,
    }
    for name, value in record.values.items():
        fields[name] = value if type(value) in READY else _cell_value(value)
    fields["illustrative"] = record.illustrative
    fields["source"] = record.source
    fields["note"] = record.note
    return fields


def plain(value: Any, *, money: bool = False) -> Any:
    """A value as JSON has it: money a string with its full scale, other numbers without needless
    zeros.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return (
            Roubles(format(value.quantize(KOPECK, context=EXACT), "f")) if money else number(value)
        )
    if isinstance(value, Fraction):
        return number(cut(value))
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple | frozenset) else value


def number(value: Decimal) -> int | Decimal:
    """A whole number as ``int``, any other with all its digits and no needless zeros."""
    if value == value.to_integral_value() and abs(value) <= LARGEST_WHOLE:
        return int(value)
    return Decimal(number_text(value))


def number_text(value: Decimal) -> str:
    """The digits of a number, without exponent or needless zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _degree(raw: Decimal | None) -> int | Decimal | None:
    """A degree to ten decimals; to more where ten would make it 1, or a threshold, which it is not."""
    if raw is None:
        return None
    for decimals in range(DECIMALS, max(DECIMALS, -int(raw.as_tuple().exponent))):
        rounded = raw.quantize(Decimal(1).scaleb(-decimals), context=EXACT)
        if rounded != rounded.quantize(ROUND_NUMBER, context=EXACT):
            return number(rounded)
    return number(raw)


def _cell_value(value: Any) -> Any:
    return plain(value, money=True)  # the only decimals of records are money


def _money_of(answer: Answer, catalogue: Catalogue) -> set[str]:
    """Which fields of an answer are roubles."""
    definition = _definition(answer, catalogue)
    if definition is None:
        return set()
    upper, lower = _sides_are_money(definition, catalogue)
    flags = {
        "value": definition.is_money,
        "plan": definition.is_money,
        "original_plan": definition.is_money,
        "numerator": upper,
        "denominator": lower,
    }
    return {name for name, money in flags.items() if money}


def _definition(answer: Answer, catalogue: Catalogue) -> Definition | None:
    versions = catalogue.versions.get(answer.indicator, [])
    return next(
        (each.definition for each in versions if each.version == answer.definition_version), None
    )


def _sides_are_money(definition: Definition, catalogue: Catalogue) -> tuple[bool, bool]:
    """A ratio's sides are what they name; what is divided by people or records is money above the
    line only.
    """
    if definition.kind == "ratio":
        return _side_is_money(definition.numerator, catalogue), _side_is_money(
            definition.denominator, catalogue
        )
    own = any(_side_is_money(aggregate, catalogue) for aggregate in definition.aggregates)
    return own, own and definition.change is not None


def _side_is_money(side: Side | None, catalogue: Catalogue) -> bool:
    if isinstance(side, Aggregate):
        return side.amount is not None and measures()[side.measure].is_money(side.amount)
    return side is not None and catalogue.newest(side.indicator).definition.is_money
