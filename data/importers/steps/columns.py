"""Columns a file may have: each says its name, its words, its format and the table's columns it fills."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from data.importers.steps import periods, values
from data.importers.steps.context import Context, some
from data.importers.steps.problems import Bad
from data.vocabulary import Vocabulary

Value = str | int | bool | None
Parsed = Value | tuple[Value, ...]
Parser = Callable[[str, Context], Parsed]


class Words(NamedTuple):
    """A text in both languages."""

    ru: str
    en: str


NO_WORDS = Words("", "")


@dataclass(frozen=True)
class Column:
    """One column of a file. ``form`` names the message that explains its format."""

    name: str
    words: Words
    parse: Parser
    form: str
    fields: tuple[str, ...]
    required: bool = False
    vocabulary: Vocabulary | None = None
    nothing: frozenset[str] = values.NOTHING
    note: Words = NO_WORDS
    aliases: tuple[str, ...] = ()

    def spellings(self) -> set[str]:
        return {self.name, self.words.ru, self.words.en, *self.aliases}


def needed(column: Column) -> Column:
    """The same column, which must have a value in every row."""
    return replace(column, required=True)


# ---------------------------------------------------------------- plain values


def text(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    return Column(name, Words(ru, en), _text, "text", (name,), nothing=values.DASHES, note=note)


def number(ru: str = "Номер", en: str = "Number") -> Column:
    """The source's own id of the row."""
    note = Words(
        "Собственный номер записи в источнике, единственный в программе; без него строку опознают по всем столбцам.",
        "The source's own id of the record, unique in the programme; without it a row is known by all its columns.",
    )
    return text("number", ru, en, note)


def word(name: str, vocabulary: Vocabulary, ru: str, en: str) -> Column:
    def parse(typed: str, _context: Context) -> str:
        code = vocabulary.code_of(typed)
        if code is None:
            raise Bad("import_word", known=", ".join(vocabulary.codes))
        return code

    return Column(name, Words(ru, en), parse, "word", (name,), vocabulary=vocabulary)


def whole(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    return Column(name, Words(ru, en), lambda typed, _: values.whole(typed), "whole", (name,), note=note)


def exact(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    """A number of any scale, kept digit by digit."""
    return Column(
        name, Words(ru, en), lambda typed, _: values.plain(values.decimal(typed)), "number", (name,), note=note
    )


def printed(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    """A number or the dash that a document prints; the cell itself is kept beside it."""

    def parse(typed: str, _context: Context) -> tuple[str | None, str]:
        cell = typed.strip()
        return None if cell in values.NOTHING else values.plain(values.decimal(cell)), cell

    nothing = frozenset({""})
    column = Column(name, Words(ru, en), parse, "printed", (name, "printed"), nothing=nothing, note=note)
    return needed(column)


def money(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    return Column(name, Words(ru, en), lambda typed, _: values.kopecks(typed), "money", (name,), note=note)


def flag(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    return Column(name, Words(ru, en), lambda typed, _: values.flag(typed), "flag", (name,), note=note)


def checked(name: str, ru: str, en: str, parse: Callable[[str], str], form: str) -> Column:
    """A text with a rule of its own."""
    return Column(name, Words(ru, en), lambda typed, _: parse(typed), form, (name,))


# ---------------------------------------------------------------- days and periods


def record_day() -> Column:
    """The date of a record, in the programme's years and in what the file covers."""

    def parse(typed: str, context: Context) -> values.Day:
        day = values.day(typed)
        _within(context, day.year, 0, 0)
        if not context.claim.has(day.year, day.month):
            raise Bad("import_date_not_covered")
        return day

    return needed(Column("date", Words("Дата", "Date"), parse, "day", values.Day._fields))


def calendar_day(name: str, prefix: str, ru: str, en: str, after: int = 0) -> Column:
    """A further date of a record with calendar columns of its own, up to ``after`` years past the programme."""

    def parse(typed: str, context: Context) -> tuple[Value, ...]:
        day = values.day(typed)
        _within(context, day.year, 0, after)
        return (day.date, day.year, day.half, day.quarter, day.month)

    fields = (name, *(f"{prefix}_{part}" for part in ("year", "half", "quarter", "month")))
    return Column(name, Words(ru, en), parse, "day", fields)


def day(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    """A date known to the day, of any year."""

    def parse(typed: str, _context: Context) -> str:
        found = values.day(typed)
        if found.precision != "day":
            raise Bad("import_full_day")
        return found.date

    return Column(name, Words(ru, en), parse, "full_day", (name,), note=note)


def population_day() -> Column:
    """The day of a population, from a year before the programme to a year after it."""

    def parse(typed: str, context: Context) -> str:
        found = values.day(typed)
        if found.precision != "day":
            raise Bad("import_full_day")
        _within(context, found.year, 1, 1)
        return found.date

    return needed(Column("on_date", Words("На дату", "On date"), parse, "full_day", ("on_date",)))


def year() -> Column:
    """A year of the programme."""

    def parse(typed: str, context: Context) -> int:
        found = values.day(typed)
        if found.precision != "year":
            raise Bad("import_year")
        _within(context, found.year, 0, 0)
        return found.year

    return needed(Column("year", Words("Год", "Year"), parse, "year", ("year",)))


def period(before: int, *fields: str) -> Column:
    """A period's label; ``before``: how many years before the programme are allowed, for a baseline."""

    def parse(typed: str, context: Context) -> Parsed:
        found = periods.label(typed)
        _within(context, int(found[:4]), before, 0)
        return (found, int(found[:4])) if "year" in fields else found

    return needed(Column("period", Words("Период", "Period"), parse, "period", ("period", *fields)))


def _within(context: Context, year: int, before: int, after: int) -> None:
    first, last = context.first_year - before, context.last_year + after
    if not first <= year <= last:
        raise Bad("import_outside_years", programme=context.code, first=first, last=last)


# ---------------------------------------------------------------- what the database knows


def district() -> Column:
    """A place of the main tree; without one the record counts for the whole."""
    return Column("district", Words("Район", "District"), _district, "district", ("district",))


def districts() -> Column:
    """The districts that share a record."""

    def parse(typed: str, context: Context) -> str:
        return ";".join(sorted({_district(code, context) for code in typed.split(";") if code.strip()}))

    return Column("districts", Words("Районы", "Districts"), parse, "districts", ("districts",))


def organisation() -> Column:
    words = Words("Организация", "Organisation")
    return Column(
        "organisation", words, lambda typed, context: context.organisations.identity(typed), "organisation",
        ("organisation_id",),
    )  # fmt: skip


def indicator() -> Column:
    def parse(typed: str, context: Context) -> str:
        return _known(typed, context.indicators, "import_indicator_unknown")

    return needed(Column("indicator", Words("Показатель", "Indicator"), parse, "indicator", ("indicator",)))


def part() -> Column:
    def parse(typed: str, context: Context) -> str:
        return _known(typed, context.parts, "import_part_unknown")

    return Column("part", Words("Задача", "Part"), parse, "part", ("part",))


def origin(*, illustrative: bool = True) -> tuple[Column, ...]:
    """Where a row comes from."""
    made = flag("illustrative", "Условные данные", "Illustrative", ILLUSTRATIVE)
    said = (text("source", "Источник", "Source"), text("note", "Примечание", "Note"))
    return (made, *said) if illustrative else said


ILLUSTRATIVE = Words("«Да», если строка придумана для показа.", "“Yes” if the row was made up to show the dashboard.")


def _district(typed: str, context: Context) -> str:
    code = context.places.code_of(typed)
    reported = context.claim.districts
    if reported is not None and code in context.places.leaves and code not in reported:
        raise Bad("import_district_not_reported", reported=some(sorted(reported)))
    return code


def _known(typed: str, codes: Iterable[str], rule: str) -> str:
    code = typed.strip()
    if code not in codes:
        raise Bad(rule, known=some(sorted(codes)))
    return code


def _text(typed: str, _context: Context) -> str:
    stripped = typed.strip()
    if not stripped.isprintable() and any(character < " " and character not in "\n\r\t" for character in stripped):
        raise Bad("import_control_character")
    return stripped
