"""Columns that hold nothing below or above what their declaration says."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from data.imports.columns import Column, Labels, Parsed, Parser
from data.imports.context.context import Context
from data.imports.declarations.schema import ColumnDeclaration
from data.imports.problems import InvalidValue
from data.imports.rules.row_rules import last_day

KOPECKS = 100


def has_range(declared: ColumnDeclaration) -> bool:
    """Whether a column has an end of its range, or both, whatever the date of a row."""
    ends = (declared.range.min, declared.range.max)
    return declared.range.since is None and ends != (None, None)


def ends_of(declared: ColumnDeclaration) -> tuple[Any, Any]:
    """The least and the greatest of every row as rules compare them: numbers in roubles, days as
    texts.
    """
    if not has_range(declared):
        return None, None
    return end_of(declared.range.min), end_of(declared.range.max)


def kept_ends_of(declared: ColumnDeclaration) -> tuple[Any, Any]:
    """The same as the table keeps them: money in kopecks."""
    least, greatest = ends_of(declared)
    if declared.type != "money":
        return least, greatest
    return tuple(None if each is None else each * KOPECKS for each in (least, greatest))  # type: ignore[return-value]


def in_range(column: Column, declared: ColumnDeclaration) -> Column:
    """The same column, whose cells are refused outside of the declared range."""
    least, greatest = kept_ends_of(declared)
    limits = end_text(declared.range.min), end_text(declared.range.max)
    parse = _bounded(column.parse, (least, greatest), limits)
    return replace(column, parse=parse, note=_with_range(column.note, *limits))


def _bounded(parse: Parser, ends: tuple[Any, Any], limits: tuple[str, str]) -> Parser:
    least, greatest = ends

    def parse_bounded(text: str, context: Context) -> Parsed:
        value = parse(text, context)
        low = value[0] if isinstance(value, tuple) else value
        # a day known to its month is refused only where no day of it would do
        high = last_day(low, value[-1]) if isinstance(value, tuple) else low
        if least is not None and high < least:
            raise InvalidValue("import_below_range", limit=limits[0])
        if greatest is not None and low > greatest:
            raise InvalidValue("import_above_range", limit=limits[1])
        return value

    return parse_bounded


def _with_range(note: Labels, least: str, greatest: str) -> Labels:
    ru = [least and f"Не меньше {least}.", greatest and f"Не больше {greatest}."]
    en = [least and f"No less than {least}.", greatest and f"No more than {greatest}."]
    return Labels(
        *(" ".join(filter(None, [text, *more])) for text, more in zip(note, (ru, en), strict=True))
    )


def end_text(end: Any) -> str:
    """The same as people read it."""
    return "" if end is None else str(end)


def end_of(end: Any) -> Any:
    """An end of a range as rules compare it."""
    if end is None:
        return None
    return Fraction(end) if isinstance(end, int | Decimal) else end.isoformat()
