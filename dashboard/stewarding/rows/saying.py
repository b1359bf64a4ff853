"""A row's columns and values in the reader's language."""

from collections.abc import Mapping

from dashboard.context import language
from dashboard.language import _
from dashboard.words import place_name
from data.importers.steps.columns import Column
from data.importers.steps.kind import Kind
from indicators.facts import Facts

ASIDE = frozenset({"number", "illustrative", "source", "note", "outline"})
SHOWN = 6
HASH = 8


def kind_name(kind: Kind) -> str:
    return str(getattr(kind.words, language()))


def label(column: Column) -> str:
    """A column's name; the tables of the importers are in lower case after a dot, forms are not."""
    return str(getattr(column.words, language()))


def labels(kind: Kind) -> dict[str, str]:
    return {column.name: label(column) for column in kind.columns}


def title_of(number: str) -> str:
    """What people call a row: its number, or what it is known by."""
    if number.startswith("#"):
        return _("without a number ({hash})").format(hash=number[1 : HASH + 1])
    return " · ".join(part for part in number.split("|") if part)


def said(facts: Facts, column: Column, text: str) -> str:
    """A value as typed, in the reader's words where it is a code."""
    if not text:
        return ""
    if column.vocabulary is not None:
        return column.vocabulary.name(text, language())
    if column.form in ("district", "districts"):
        return ", ".join(place_name(facts, code) for code in text.split(";") if code)
    if column.form == "indicator" and text in facts.catalogue.versions:
        return facts.catalogue.newest(text).definition.name.in_language(language())
    return text


def shown_columns(kind: Kind) -> list[Column]:
    """The columns that tell rows apart in a list."""
    return [column for column in kind.columns if column.name not in ASIDE][:SHOWN]


def said_all(facts: Facts, kind: Kind, texts: Mapping[str, str]) -> list[str]:
    return [said(facts, column, texts.get(column.name, "")) for column in shown_columns(kind)]
