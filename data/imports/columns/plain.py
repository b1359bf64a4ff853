"""Columns of plain values: texts, words of a list, numbers, money, yes and no."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Boolean, Integer, String, Text

from data.imports.columns.column import NO_WORDS, Column, Labels, needed, single
from data.imports.columns.percents import without_sign
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values import values
from data.tables.types import ExactDecimal, Money
from data.words.matching import AROUND, LONGEST, name_text, number_text, visible
from data.words.vocabulary import Vocabulary

UNUSUAL = re.compile(r"[‐‑‒–—―−﹘﹣－]|[eеЕE]\+|\d[.,]\d+[eеЕE]", re.ASCII)
"""What a number may have that is not kept, or that is what a spreadsheet left of it."""
ILLUSTRATIVE = Labels(
    "«Да», если строка придумана для показа.", "“Yes” if the row was made up to show the dashboard."
)
PRINTED = Labels("Как напечатано", "As printed")
CODE_LENGTH = 20
"""Characters of a code of a list."""


def text(
    name: str, ru: str, en: str, note: Labels = NO_WORDS, characters: int | None = None
) -> Column:
    """A text of any length, or of so many ``characters``."""
    kept = Text() if characters is None else String(characters)
    column = single(name, Labels(ru, en), _text, "text", kept, note)
    return replace(column, nothing=values.DASHES)


def number(ru: str = "Номер", en: str = "Number") -> Column:
    """The source's own id of the row."""
    note = Labels(
        "Собственный номер записи в источнике, единственный в программе; без него строку опознают по всем столбцам.",
        "The source's own id of the record, unique in the programme; without it a row is known by all its columns.",
    )
    column = text("number", ru, en, note, characters=100)
    return replace(column, parse=_number, is_plain=_is_plain_number)


def label(name: str, ru: str, en: str) -> Column:
    """A name by which records are told apart and filtered: its spaces and invisible signs make no
    other of it.
    """
    return replace(
        text(name, ru, en),
        parse=_label,
        is_plain=_is_plain_name,
        longest=LONGEST,
        is_attribute=True,
    )


def word(
    name: str,
    vocabulary: Vocabulary,
    ru: str,
    en: str,
    default: str | None = None,
    note: Labels = NO_WORDS,
) -> Column:
    """A word of a list, kept as its code; an empty cell means the ``default``."""

    def parse(text: str, _context: Context) -> str:
        code = vocabulary.code_of(text)
        if code is None:
            raise InvalidValue("import_word", known=vocabulary.listed, hint=vocabulary.hint(text))
        return code

    column = single(name, Labels(ru, en), parse, "word", String(CODE_LENGTH), note)
    return replace(column, vocabulary=vocabulary, default=default, is_attribute=True)


def whole(name: str, ru: str, en: str, note: Labels = NO_WORDS) -> Column:
    column = single(
        name, Labels(ru, en), lambda text, _: values.whole(text), "whole", Integer(), note
    )
    return replace(column, is_amount=True)


def weight(name: str, ru: str, en: str, note: Labels = NO_WORDS) -> Column:
    """A number kept digit by digit, not below zero."""

    def parse(text: str, _context: Context) -> str:
        value = values.bounded(text)
        if value < 0:
            raise InvalidValue("import_negative")
        return values.plain(value)

    return single(name, Labels(ru, en), parse, "weight", ExactDecimal(), note)


def printed(name: str, ru: str, en: str, note: Labels = NO_WORDS) -> Column:
    """A number or the dash that a document prints; the cell itself is kept beside it, without a
    percent sign.
    """

    def parse(text: str, _context: Context) -> tuple[str | None, str]:
        cell = without_sign(visible(text).strip())
        return None if cell in values.NOTHING else values.plain(values.bounded(cell)), cell

    nothing = frozenset({""})
    column = Column(
        name,
        Labels(ru, en),
        parse,
        "printed",
        (name, "printed"),
        nothing=nothing,
        note=note,
        types=(ExactDecimal(), String(50)),
        field_words={"printed": PRINTED},
    )
    return needed(column)


def money(name: str, ru: str, en: str, note: Labels = NO_WORDS) -> Column:
    column = single(
        name, Labels(ru, en), lambda text, _: values.kopecks(text), "money", Money(), note
    )
    return replace(column, is_amount=True)


def flag(name: str, ru: str, en: str, note: Labels = NO_WORDS) -> Column:
    column = single(
        name, Labels(ru, en), lambda text, _: values.flag(text), "flag", Boolean(), note
    )
    return replace(column, default=False, is_attribute=True)


def checked(name: str, ru: str, en: str, parse: Callable[[str], str], form: str) -> Column:
    """A text with a rule of its own."""
    return single(name, Labels(ru, en), lambda text, _: parse(text), form, String())


def origin(*, illustrative: bool = True) -> tuple[Column, ...]:
    """Where a row comes from."""
    illustrative_flag = flag("illustrative", "Условные данные", "Illustrative", ILLUSTRATIVE)
    origins = (text("source", "Источник", "Source"), text("note", "Примечание", "Note"))
    return (illustrative_flag, *origins) if illustrative else origins


def _text(value: str, _context: Context) -> str:
    stripped = value.strip(AROUND)
    if not stripped.isprintable() and any(
        character < " " and character not in "\n\r\t" for character in stripped
    ):
        raise InvalidValue("import_control_character")
    return stripped


def _label(value: str, context: Context) -> str:
    return name_text(_text(value, context))


def _number(value: str, context: Context) -> str:
    values.refuse_lost_digits(value)
    return number_text(_text(value, context))


def _is_plain_name(texts: Sequence[str]) -> bool:
    """Whether printable names are already as they are kept."""
    # one look at all of them: across a line break no signs are composed
    joined = "\n".join(texts)
    return "  " not in joined and unicodedata.is_normalized("NFC", joined)


def _is_plain_number(texts: Sequence[str]) -> bool:
    return _is_plain_name(texts) and not UNUSUAL.search("\n".join(texts))
