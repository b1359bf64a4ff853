"""What a row is known by, in words: its number, or the columns of its kind that stand in for one."""

import datetime
from collections.abc import Iterator, Mapping

from data.disaggregations import parts_of
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.values.codes import LANGUAGES

NUMBER = "number"
UNNUMBERED = {"ru": "без номера", "en": "without a number"}
"""Stands for the name of a row that is known by its content alone."""


def has_numbers(kind: Kind) -> bool:
    """Whether its files have a column for the source's own number."""
    return any(column.name == NUMBER for column in kind.columns)


def key(kind: Kind, number: str, context: Context) -> Mapping[str, str]:
    """The columns that a row is known by, with what they say: ``district Central, on date
    2015-01-01``.
    """
    return {language: ", ".join(_parts(kind, number, context, language)) for language in LANGUAGES}


def named(kind: Kind, number: str, context: Context) -> Mapping[str, str]:
    """A row as people know it: by its number, by a district's name, or by what the columns of its
    key say.
    """
    if kind.key:
        return key(kind, number, context)
    if kind.name == "districts":
        return context.places.name(number)
    return UNNUMBERED if number.startswith("#") else dict.fromkeys(LANGUAGES, number)


def _parts(kind: Kind, number: str, context: Context, language: str) -> Iterator[str]:
    fields, values = kind.key or (NUMBER,), number.split("|")
    if kind.cell is not None:  # what an edition does not say is left out of its number
        values += [""] * (len(fields) - len(values))
    if len(fields) != len(values):  # not made by an importer
        yield number
        return
    row = dict(zip(fields, values, strict=True))
    for field, value in row.items():
        column = next((column for column in kind.columns if field in column.fields), None)
        if column is not None:
            title = getattr(column.words, language)
            yield f"{title[0].lower()}{title[1:]} {_value(column, value, context, language) or '–'}"
        else:
            names = context.attribute_names(row.get("indicator", ""), language)
            yield from (
                f"{names.get(name, f'{field}:{name}')} {part}"
                for name, part in parts_of(value).items()
            )


def _value(column: Column, value: str, context: Context, language: str) -> str:
    if not value:
        return value
    if column.vocabulary:
        return column.vocabulary.name(value, language)
    if column.form == "district":
        return context.places.name(value)[language]
    if column.form == "indicator":
        return context.name_of(value)[language]
    if column.form == "part":
        return context.parts.name(value)[language]
    if language == "ru" and column.form == "full_day":
        return f"{datetime.date.fromisoformat(value):%d.%m.%Y}"
    return value
