"""A stored row as somebody would type it: read again, it says the same."""

import datetime
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.values import values
from data.kinds.budgets import ROUBLES

DAYS = {"ru": ("%d.%m.%Y", "%m.%Y", "%Y"), "en": ("%Y-%m-%d", "%Y-%m", "%Y")}
YES = {"ru": "да", "en": "yes"}
POINT = {"ru": ",", "en": "."}

AGAIN = "ru"
"""In which language rows are typed again by nobody: what is read back is the same in any."""

Fields = Mapping[str, Any]


def texts_of(kind: Kind, context: Context, fields: Fields, language: str) -> dict[str, str]:
    """What the columns of a row would hold, by name; a column without a value is empty."""
    texts = {column.name: _text(column, context, fields, language) for column in kind.columns}
    return texts | _of_family(kind, fields)


def texts_to_repeat(kind: Kind, context: Context, fields: Fields) -> dict[str, str]:
    """The same for whoever saves a row as it stood, or but for one column."""
    return texts_of(kind, context, fields, AGAIN)


def _of_family(kind: Kind, fields: Fields) -> dict[str, str]:
    """The columns ``by:ATTRIBUTE`` of an observation."""
    if kind.family is None:
        return {}
    parts = (part.partition("=") for part in (fields["by"] or "").split(";") if part)
    return {f"by:{name}": value for name, _, value in parts}


def _text(column: Column, context: Context, fields: Fields, language: str) -> str:
    value = fields.get(column.fields[0])
    if column.form == "printed":
        return _printed(value, fields["printed"], language)
    if value is None or value is False:
        return ""
    special = SPECIAL.get(column.form)
    return special(column, context, fields, language) if special else str(value)


def _printed(value: Decimal | None, printed: str | None, language: str) -> str:
    if printed:
        return printed
    return "-" if value is None else _number(value, language)


def _day(column: Column, _context: Context, fields: Fields, language: str) -> str:
    """A date as well as it is known."""
    date: datetime.date = fields[column.fields[0]]
    day, month, year = DAYS[language]
    if column.form == "full_day":
        return date.strftime(day)
    prefix = next(field for field in column.fields if field.endswith("month")).removesuffix("month")
    known = fields.get(f"{prefix}precision") or ("day" if fields[f"{prefix}month"] else "year")
    return date.strftime({"day": day, "month": month, "year": year}[known])


def _number(value: Decimal, language: str) -> str:
    return values.plain(value).replace(".", POINT[language])


def _money(column: Column, _context: Context, fields: Fields, language: str) -> str:
    roubles = f"{fields[column.fields[0]]:,.2f}".removesuffix(".00")
    return roubles.replace(",", " ").replace(".", POINT[language])


def _sum(column: Column, _context: Context, fields: Fields, language: str) -> str:
    """A budget's sum in the unit of its row."""
    return _number(fields[column.fields[0]] / ROUBLES[fields["printed_unit"]], language)


def _organisation(column: Column, context: Context, fields: Fields, _language: str) -> str:
    identity = fields[column.fields[0]]
    return context.organisations.numbers.get(identity, str(identity))


def _outline(column: Column, _context: Context, fields: Fields, _language: str) -> str:
    return json.dumps(
        {"type": "MultiPolygon", "coordinates": [[ring] for ring in fields[column.fields[0]]]}
    )


SPECIAL: Mapping[str, Callable[[Column, Context, Fields, str], str]] = {
    "day": _day,
    "full_day": _day,
    "money": _money,
    "sum": _sum,
    "number": lambda column, _context, fields, language: _number(
        fields[column.fields[0]], language
    ),
    "weight": lambda column, _context, fields, language: _number(
        fields[column.fields[0]], language
    ),
    "flag": lambda _column, _context, _fields, language: YES[language],
    "organisation": _organisation,
    "outline": _outline,
}
