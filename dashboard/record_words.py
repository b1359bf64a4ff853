"""Names of records' fields and their values, in the reader's language."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dashboard import formats, words
from dashboard.context import language
from dashboard.language import _
from indicators.facts import Facts
from indicators.measures import measures
from indicators.places import NONE
from indicators.record_pages import RecordRow


def field_name(name: str) -> str:
    """The heading of a record's field; attributes and amounts have the same names."""
    return _names().get(name, name)


def _names() -> dict[str, str]:
    return {
        "request": _("Request"),
        "topic": _("Topic"),
        "channel": _("Channel"),
        "requester": _("Who asked"),
        "people": _("People"),
        "days": _("Days to answer"),
        "type": _("Type"),
        "title": _("Title"),
        "place": _("Place"),
        "participants": _("Participants"),
        "contest": _("Contest"),
        "decision": _("Decision"),
        "requested": _("Asked for, roubles"),
        "awarded": _("Awarded, roubles"),
        "own_money": _("Own money, roubles"),
        "spent": _("Spent, roubles"),
        "outcome": _("Outcome"),
        "votes": _("Votes"),
        "act_number": _("Number of the act"),
        "medium": _("Medium"),
        "outlet": _("Outlet"),
        "reach": _("Audience"),
        "form": _("Form of support"),
        "amount": _("Amount, roubles"),
        "until_date": _("Until"),
        "authority": _("Given by"),
        "violation": _("Violation"),
        "organisation": _("Organisation"),
    }


def attribute_value(measure: str, attribute: str, value: str) -> str:
    """The word for a value of an attribute; ``none`` is what a record does not say."""
    if value == NONE:
        return _("not stated")
    described = measures()[measure].attributes.get(attribute)
    if described is not None and described.words is not None:
        return described.words.name(value, language())
    return {"true": _("yes"), "false": _("no")}.get(value, value)


def shown_value(measure: str, name: str, value: Any) -> str:
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
    """The fields to show, and whether they are numbers: the organisation first, where any record has one."""
    found = {"organisation": False} if any(row.organisation for row in rows) else {}
    for measure in dict.fromkeys(row.measure for row in rows):
        found.update({name: is_number(measure, name) for name in measures()[measure].shown})
    return found


def field(row: RecordRow, name: str) -> str:
    """What a record says in a field."""
    if name == "organisation":
        return _organisation(row)
    return shown_value(row.measure, name, row.shown.get(name))


def _organisation(row: RecordRow) -> str:
    """Its name; of a merged one the other's, and in brackets the name that the record was made under."""
    if row.merged is None or row.organisation is None:
        return row.organisation or ""
    return _("{organisation} (in the record: {merged})").format(organisation=row.organisation, merged=row.merged)


def districts(facts: Facts, row: RecordRow) -> str:
    """The names of a record's districts, or that it has none."""
    return ", ".join(words.place_name(facts, code) for code in row.districts) or words.place_name(facts, NONE)
