"""Names of records' fields and their values, in the reader's language."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboard.http.context import language
from dashboard.text import formats, labels
from dashboard.text.language import _
from data import imports
from data.imports.columns.kind import Kind
from indicators.answers.facts import Facts
from indicators.drill_down.pages import RecordRow
from indicators.measure_names import ORGANISATION_NAMES
from indicators.measures import measures
from indicators.records.places import NONE

PART = "part"
ORGANISATION_DISTRICT = "organisation_district"


def field_name(name: str, measure: str | None = None) -> str:
    """The heading of a record's field, as forms, files and their templates call it; of ``measure``,
    if it is known.

    Kinds of records may call a field of one name differently: without a measure such a field has
    its common name.
    """
    own = (
        [imports.kind_of(measures()[measure].kind)]
        if measure is not None
        else imports.kinds_by_table().values()
    )
    if name in ORGANISATION_NAMES:
        return labels.in_language(ORGANISATION_NAMES[name])
    own_labels = {_field_label(kind, name) for kind in own} - {None}
    return str(own_labels.pop()) if len(own_labels) == 1 else _common_names().get(name, name)


def _field_label(kind: Kind, name: str) -> str | None:
    """What a kind of record calls a field, in the reader's language."""
    words = kind.field_words.get(name)
    return None if words is None else str(getattr(words, language()))


def _common_names() -> dict[str, str]:
    """Of fields that several kinds call differently."""
    return {
        "date": _("Date"),
        "outcome": _("Outcome"),
        "people": _("People"),
        "type": _("Type"),
        "title": _("Title"),
    }


def attribute_value(measure: str, attribute: str, value: str) -> str:
    """The word for a value of an attribute; ``none`` is what a record does not say."""
    if value == NONE:
        return _("not stated")
    described = measures()[measure].attributes.get(attribute)
    if described is not None and described.words is not None:
        return described.words.name(value, language())
    return {"true": _("yes"), "false": _("no")}.get(value, value)


def part_name(facts: Facts, code: str) -> str:
    """A part of the programme by its name; what names none is the programme's own."""
    if code == NONE:
        return _("Programme in all")
    return next((labels.in_language(part.names) for part in facts.parts if part.code == code), code)


def value_in_programme(facts: Facts, measure: str, attribute: str, value: str) -> str:
    """The word for a value of an attribute, where a programme may have a name for it."""
    if attribute == PART:
        return part_name(facts, value)
    if attribute == ORGANISATION_DISTRICT and value in facts.places.by_code:
        return labels.in_language(facts.places.by_code[value].names)
    return attribute_value(measure, attribute, value)


def value_text(measure: str, name: str, value: Any) -> str:
    """A field of a record as a reader writes it; an empty field stays empty."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return formats.number(value, 2 if value % 1 else 0)
    if isinstance(value, datetime.date):
        return formats.short_date(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return formats.number(value)
    return attribute_value(measure, name, str(value))


def is_plain(value: Any) -> bool:
    """Whether a field is a number or a day, which a spreadsheet keeps as such."""
    return isinstance(value, Decimal | int | datetime.date) and not isinstance(value, bool)


def is_number(measure: str, name: str) -> bool:
    """Whether a field stands to the right in a table."""
    return name in measures()[measure].amounts


def role_name(role: str) -> str:
    """A record's part in a ratio."""
    return {
        "numerator": _("numerator"),
        "denominator": _("denominator"),
        "both": _("numerator and denominator"),
        "counted": _("counted"),
    }[role]


def fields(rows: Sequence[RecordRow]) -> dict[str, bool]:
    """The fields to show, and whether they are numbers: the organisation first, where any record
    has one.
    """
    names = {"organisation": False} if any(row.organisation for row in rows) else {}
    for measure in dict.fromkeys(row.measure for row in rows):
        names.update({name: is_number(measure, name) for name in measures()[measure].columns})
    return names


def headings(rows: Sequence[RecordRow]) -> list[str]:
    """What the fields to show are called: as their one measure does, or in common where there are
    several.
    """
    several = {row.measure for row in rows}
    measure = several.pop() if len(several) == 1 else None
    return [field_name(name, measure) for name in fields(rows)]


def field(facts: Facts, row: RecordRow, name: str) -> str:
    """What a record says in a field."""
    if name == "organisation":
        return _organisation(row)
    if name == PART and (part := row.values.get(name)):
        return part_name(facts, part)
    return value_text(row.measure, name, row.values.get(name))


def number(facts: Facts, row: RecordRow) -> str:
    """What a record is called: its number, or the words of the fields that stand for one."""
    key, parts = imports.kind_of(measures()[row.measure].kind).key, row.number.split("|")
    # a number of before a key grew has its first parts alone
    if len(parts) != len(key):
        return row.number
    named = zip(key, parts, strict=True)
    words = [field(facts, row, name) if name in row.values else part for name, part in named]
    return " · ".join(word for word in words if word)


def _organisation(row: RecordRow) -> str:
    """Its name; of a merged one the other's, and in brackets the name that the record was made
    under.
    """
    if row.merged is None or row.organisation is None:
        return row.organisation or ""
    return _("{organisation} (in the record: {merged})").format(
        organisation=row.organisation, merged=row.merged
    )


def districts(facts: Facts, row: RecordRow) -> str:
    """The names of a record's districts, or that it has none; a row of a year is of the whole."""
    if measures()[row.measure].yearly:
        return labels.place_name(facts, None)
    return ", ".join(labels.place_name(facts, code) for code in row.districts) or labels.place_name(
        facts, NONE
    )
