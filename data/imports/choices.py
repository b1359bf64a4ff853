"""What the cells of a column may be chosen from, where that is few enough to list."""

from data.imports.columns import Column
from data.imports.columns.attributes import attribute_of
from data.imports.context.context import Context
from data.imports.receipt import say

LISTED = frozenset({"flag", "district", "districts", "indicator", "part", "organisation"})
MOST = 500
"""Entries of a list; whoever has more looks for them elsewhere."""


def has_list(column: Column) -> bool:
    """Whether what a cell of the column may hold is one of a list, however long that is."""
    return bool(column.vocabulary) or column.form in LISTED


def choices(column: Column, language: str, context: Context | None = None) -> list[str]:
    """The words that a cell of the column may hold; those that a programme alone knows with its
    context.
    """
    if column.form == "flag":
        return [say("template_yes", language), say("template_no", language)]
    if column.vocabulary:
        return [column.vocabulary.name(code, language) for code in column.vocabulary.codes]
    if context is None:
        return []
    if attribute := attribute_of(column, context):
        return attribute.words(language)
    options = _of_the_programme(column, language, context)
    return options if len(options) <= MOST else []


def _of_the_programme(column: Column, language: str, context: Context) -> list[str]:
    if column.form in {"district", "districts"}:
        return context.places.choices(language)
    if column.form == "indicator":
        return sorted(context.indicators.codes)
    if column.form == "part":
        return list(context.parts.codes)
    if column.form == "organisation":
        return sorted(context.organisations.numbers.values())
    return []
