"""What a row is known by, in words: its number, or the columns of its kind that stand in for one."""

import datetime
from collections.abc import Iterator, Mapping

from data.importers.steps.columns import Column
from data.importers.steps.kind import Kind

NUMBER = "number"
LANGUAGES = ("ru", "en")


def has_numbers(kind: Kind) -> bool:
    """Whether its files have a column for the source's own number."""
    return any(column.name == NUMBER for column in kind.columns)


def key(kind: Kind, number: str) -> Mapping[str, str]:
    """The columns that a row is known by, with what they say: ``district central, on date 2015-01-01``."""
    return {language: ", ".join(_said(kind, number, language)) for language in LANGUAGES}


def named(kind: Kind, number: str) -> str | Mapping[str, str]:
    """A row as people know it: by its number or code, or by what the columns of its key say."""
    return key(kind, number) if kind.key else number


def _said(kind: Kind, number: str, language: str) -> Iterator[str]:
    fields, values = kind.key or (NUMBER,), number.split("|")
    if len(fields) != len(values):  # not made by an importer
        yield number
        return
    for field, value in zip(fields, values, strict=True):
        column = next((column for column in kind.columns if field in column.fields), None)
        if column is not None:
            title = getattr(column.words, language)
            yield f"{title[0].lower()}{title[1:]} {_value(column, value, language) or '–'}"
        else:
            yield from (f"{field}:{part.replace('=', ' ', 1)}" for part in value.split(";") if part)


def _value(column: Column, value: str, language: str) -> str:
    if column.vocabulary:
        return column.vocabulary.name(value, language)
    if value and language == "ru" and column.form == "full_day":
        return f"{datetime.date.fromisoformat(value):%d.%m.%Y}"
    return value
