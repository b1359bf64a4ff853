"""What measures and the fields of their records are called, by language: as forms, files and their
templates call them.
"""

from collections.abc import Iterable, Mapping

from data.imports.registry import kind_of
from data.refusals import LANGUAGES, Names
from indicators.measures import measures

ORGANISATION_NAMES: Mapping[str, Names] = {
    "organisation_district": {"ru": "Район организации", "en": "District of the organisation"},
    "organisation_activities": {
        "ru": "Виды деятельности организации",
        "en": "Activities of the organisation",
    },
    "organisation_first_supported": {
        "ru": "Организация поддержана впервые",
        "en": "Organisation supported for the first time",
    },
}
"""What is said by the organisations of records, of whatever measure."""


def measure_names() -> dict[str, Names]:
    """Every measure by its code."""
    return {code: records.names for code, records in measures().items()}


def field_names(measure: str, fields: Iterable[str]) -> dict[str, Names]:
    """Fields of a measure's records: attributes, amounts, keys; empty for one that no file has."""
    columns = {column.name: column.words for column in kind_of(measures()[measure].kind).columns}
    return {
        field: {language: getattr(columns[field], language) for language in LANGUAGES}
        if field in columns
        else ORGANISATION_NAMES.get(field, {})
        for field in fields
    }
