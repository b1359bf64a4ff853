"""What measures and the fields of their records are called, by language: as forms, files and their
templates call them.
"""

from collections.abc import Iterable

from data.imports.registry import kind_of
from data.refusals import LANGUAGES, Names
from indicators.measure import OF_ORGANISATIONS
from indicators.measures import measures

ORGANISATION: Names = {"ru": "Организация", "en": "Organisation"}


def measure_names() -> dict[str, Names]:
    """Every measure by its code."""
    return {code: records.names for code, records in measures().items()}


def field_names(measure: str, fields: Iterable[str]) -> dict[str, Names]:
    """Fields of a measure's records: attributes, amounts, keys; empty for one that no file has."""
    columns = {column.name: column.words for column in kind_of(measures()[measure].kind).columns}
    return {
        field: {language: getattr(columns[field], language) for language in LANGUAGES}
        if field in columns
        else organisation_names().get(field, {})
        for field in fields
    }


def organisation_names() -> dict[str, Names]:
    """What organisations say of themselves: «Организация: Район»."""
    kind = kind_of("organisations")
    return {
        name: {
            language: f"{ORGANISATION[language]}: {getattr(kind.column(field).words, language)}"
            for language in LANGUAGES
        }
        for name, field in OF_ORGANISATIONS.items()
    }
