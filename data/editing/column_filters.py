"""What a list asks of single columns: a word of its list, a range, part of a text, or that
nothing is there.
"""

import calendar
import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Numeric, String, cast, type_coerce

from data.editing.stored_rows import NUL
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values import dates
from data.refusals import Problem, Refusal
from data.words.searching import says

NOTHING = "-"
"""What is typed to find rows in which a column is empty, as files have it."""
BETWEEN = ".."
TEXTS = frozenset({"text", "inn", "ogrn", "code", "codes"})
DAYS = frozenset({"day", "full_day"})
NUMBERS: Mapping[str, Callable[[Any], Any]] = {
    "whole": lambda field: field,
    "year": lambda field: field,
    "money": lambda field: type_coerce(field, BigInteger),
    # their digits are kept as a text
    "printed": lambda field: cast(type_coerce(field, String), Numeric),
    "weight": lambda field: cast(type_coerce(field, String), Numeric),
}
"""Forms of numbers, and how the fields of each are compared."""
WORDS = frozenset({"word", "flag", "organisation", "indicator", "part", "period", "snapshot"})

Condition = Callable[[Any], ColumnElement[bool]]
"""Whether a row fits, given the columns of the rows."""


def filterable(kind: Kind) -> list[Column]:
    """The columns by which a list of a kind is filtered; its districts have a choice of their own."""
    forms = {*TEXTS, *DAYS, *NUMBERS, *WORDS}
    return [column for column in kind.columns if column.form in forms]


def orderable(kind: Kind) -> list[Column]:
    """The columns by which a list of a kind is put in order: those whose fields say themselves what
    comes first.
    """
    forms = {*TEXTS, *DAYS, *NUMBERS, "word", "flag", "district"}
    return [column for column in kind.columns if column.form in forms]


def is_range(column: Column) -> bool:
    """Whether a range may be asked of a column."""
    return column.form in DAYS or column.form in NUMBERS


def conditions_of(kind: Kind, context: Context, filters: Mapping[str, str]) -> list[Condition]:
    """What the filters ask, by column.

    Refuses a text that is no value of its column, and a range that ends before it begins.
    """
    problems: list[Problem] = []
    conditions = [
        condition
        for column in filterable(kind)
        if (text := filters.get(column.name, "").replace(NUL, "").strip())
        for condition in _read(column, context, text, problems)
    ]
    if problems:
        raise Refusal(problems)
    return conditions


def _read(
    column: Column, context: Context, text: str, problems: list[Problem]
) -> Iterator[Condition]:
    try:
        yield _condition(column, context, text)
    except InvalidValue as bad:
        problems.append(Problem(bad.rule, bad.params, column=column.name))


def _condition(column: Column, context: Context, text: str) -> Condition:
    field = column.fields[0]
    if text == NOTHING:
        return lambda of: _is_empty(of[field])
    if column.form in DAYS:
        return _between_days(field, *_ends(text))
    if column.form in NUMBERS:
        return _between_numbers(column, context, *_ends(text))
    if column.form in TEXTS:
        return lambda of: says([of[field]], text)
    value = _value(column, context, text)
    return lambda of: of[field] == value


def _is_empty(field: ColumnElement[Any]) -> ColumnElement[bool]:
    return field.is_(False) if isinstance(field.type, Boolean) else field.is_(None)


def _value(column: Column, context: Context, text: str) -> Any:
    parsed = column.parse(text, context)
    return parsed[0] if isinstance(parsed, tuple) else parsed


# ---------------------------------------------------------------- ranges


def _ends(text: str) -> tuple[str, str]:
    """The two ends of a range, of which one may be open; one value begins and ends itself."""
    low, between, high = text.partition(BETWEEN)
    return low.strip(), high.strip() if between else low.strip()


def _between_numbers(column: Column, context: Context, low: str, high: str) -> Condition:
    compared = NUMBERS[column.form]
    first, last = (_number(column, context, end) for end in (low, high))
    _refuse_reversed(first, last)
    return lambda of: _between(compared(of[column.fields[0]]), first, last)


def _number(column: Column, context: Context, text: str) -> Any:
    value = _value(column, context, text) if text else None
    # exact digits come as a text
    return Decimal(value) if isinstance(value, str) else value


def _between_days(field: str, low: str, high: str) -> Condition:
    """From the first day of one year, month or day to the last of another."""
    first = datetime.date.fromisoformat(dates.day(low).date) if low else None
    last = _last_day(high) if high else None
    _refuse_reversed(first, last)
    return lambda of: _between(of[field], first, last)


def _last_day(text: str) -> datetime.date:
    known = dates.day(text)
    date = datetime.date.fromisoformat(known.date)
    if known.precision == "day":
        return date
    month = known.month or 12
    return date.replace(month=month, day=calendar.monthrange(date.year, month)[1])


def _refuse_reversed(first: Any, last: Any) -> None:
    if first is not None and last is not None and first > last:
        raise InvalidValue("edit_range_reversed")


def _between(field: Any, first: Any, last: Any) -> ColumnElement[bool]:
    """Both ends belong to the range; a row without a value is in none."""
    is_there: ColumnElement[bool] = field.is_not(None)
    if first is not None:
        is_there &= field >= first
    return is_there if last is None else is_there & (field <= last)
