"""Columns of days and periods."""

from typing import Any

from sqlalchemy import Date, Integer, String
from sqlalchemy.types import TypeEngine

from data.imports.columns.column import NO_WORDS, Column, Labels, Parsed, Value, needed, single
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values import dates, period_words

CALENDAR = (Integer(), Integer(), Integer(), Integer())
"""Year, half, quarter and month of a date."""
PRECISION = String(5)
KNOWN = Labels("Дата известна", "Date known to")
"""What the precision of a record's own date is called."""


def record_day() -> Column:
    """The date of a record, in the programme's years and in what the file covers."""

    def parse(text: str, context: Context) -> dates.Day:
        day = dates.day(text)
        _within(context, day.year)
        if not context.claim.has(day.year, day.month):
            raise InvalidValue("import_date_not_covered")
        return day

    types = (Date(), PRECISION, *CALENDAR)
    words, known = Labels("Дата", "Date"), {"precision": KNOWN}
    fields = dates.Day._fields
    return needed(Column("date", words, parse, "day", fields, types=types, field_words=known))


def calendar_day(
    name: str, prefix: str, ru: str, en: str, after: int = 0, known: Labels | None = None
) -> Column:
    """A further date of a record with calendar columns of its own, up to ``after`` years past the
    programme; ``known`` is what the audit calls its precision.
    """

    def parse(text: str, context: Context) -> tuple[Value, ...]:
        day = dates.day(text)
        _within(context, day.year, after=after, rule="import_course_outside")
        return (day.date, day.year, day.half, day.quarter, day.month, day.precision)

    fields = (
        name,
        *(f"{prefix}_{part}" for part in ("year", "half", "quarter", "month", "precision")),
    )
    types = (Date(), *CALENDAR, PRECISION)
    precision = {fields[-1]: known or Labels(f"{ru}: точность", f"{en}: known to")}
    return Column(name, Labels(ru, en), parse, "day", fields, types=types, field_words=precision)


def day(name: str, ru: str, en: str, note: Labels = NO_WORDS) -> Column:
    """A date known to the day, of any year."""

    def parse(text: str, _context: Context) -> str:
        result = dates.day(text)
        if result.precision != "day":
            raise InvalidValue("import_full_day")
        return result.date

    return single(name, Labels(ru, en), parse, "full_day", Date(), note)


def population_day() -> Column:
    """The day of a population, from a year before the programme to a year after it."""

    def parse(text: str, context: Context) -> str:
        result = dates.day(text)
        if result.precision != "day":
            raise InvalidValue("import_full_day")
        _within(context, result.year, before=1, after=1, rule="import_population_outside")
        return result.date

    return needed(single("on_date", Labels("На дату", "On date"), parse, "full_day", Date()))


def year() -> Column:
    """A year of the programme."""

    def parse(text: str, context: Context) -> int:
        result = dates.day(text)
        if result.precision != "year":
            raise InvalidValue("import_year")
        _within(context, result.year)
        return result.year

    return needed(single("year", Labels("Год", "Year"), parse, "year", Integer()))


def period(before: int, *fields: str) -> Column:
    """A period's label; ``before``: how many years before the programme are allowed, for a
    baseline.
    """

    def parse(text: str, context: Context) -> Parsed:
        result = period_words.label(text, context.only_year)
        _within(context, int(result[:4]), before=before, rule="import_baseline_outside")
        return (result, int(result[:4])) if "year" in fields else result

    words = Labels("Период", "Period")
    types: tuple[TypeEngine[Any], ...] = (String(10), *(Integer() for _ in fields))
    return needed(Column("period", words, parse, "period", ("period", *fields), types=types))


def _within(
    context: Context, year: int, *, before: int = 0, after: int = 0, rule: str = ""
) -> None:
    """Refuse a year outside the programme and what is allowed around it, of which ``rule`` says
    why.
    """
    earliest, latest = context.first_year - before, context.last_year + after
    if not earliest <= year <= latest:
        params = {"first": context.first_year, "last": context.last_year}
        wider = {"earliest": earliest, "latest": latest} if before or after else {}
        raise InvalidValue(rule if wider else "import_outside_years", **params, **wider)
