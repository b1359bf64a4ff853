"""Columns of plain values: texts, words of a list, numbers, money, yes and no."""

from collections.abc import Callable

from data.importers.steps import values
from data.importers.steps.columns.column import NO_WORDS, Column, Words, needed
from data.importers.steps.context import Context
from data.importers.steps.problems import Bad
from data.vocabulary import Vocabulary

ILLUSTRATIVE = Words("«Да», если строка придумана для показа.", "“Yes” if the row was made up to show the dashboard.")


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
    """A number kept digit by digit."""
    return Column(
        name, Words(ru, en), lambda typed, _: values.plain(values.bounded(typed)), "number", (name,), note=note
    )


def printed(name: str, ru: str, en: str, note: Words = NO_WORDS) -> Column:
    """A number or the dash that a document prints; the cell itself is kept beside it."""

    def parse(typed: str, _context: Context) -> tuple[str | None, str]:
        cell = typed.strip()
        return None if cell in values.NOTHING else values.plain(values.bounded(cell)), cell

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


def origin(*, illustrative: bool = True) -> tuple[Column, ...]:
    """Where a row comes from."""
    made = flag("illustrative", "Условные данные", "Illustrative", ILLUSTRATIVE)
    said = (text("source", "Источник", "Source"), text("note", "Примечание", "Note"))
    return (made, *said) if illustrative else said


def _text(typed: str, _context: Context) -> str:
    stripped = typed.strip()
    if not stripped.isprintable() and any(character < " " and character not in "\n\r\t" for character in stripped):
        raise Bad("import_control_character")
    return stripped
