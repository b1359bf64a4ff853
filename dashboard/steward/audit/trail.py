"""The audit trail in words: what was done, in which table, which field from what to what."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.http import context
from dashboard.steward.audit import labels as audit_labels
from dashboard.steward.audit import names
from dashboard.steward.records import values
from dashboard.text import formats
from dashboard.text.actions import action_name as action_name
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data.audit.differences import RowDifference
from data.audit.trail import REVISION, AuditEntry
from data.imports import kinds_by_table
from data.imports.columns.kind import Kind
from data.words.vocabulary import Vocabulary

LONGEST = 300


@dataclass(frozen=True)
class ChangeLine:
    """A row that a revision made other: which, and each field before and after."""

    table: str
    name: str
    programme: str
    deed: str
    fields: tuple[tuple[str, str, str], ...]


def address(entry: AuditEntry) -> str:
    """The page of a revision; events have none."""
    return f"/steward/audit/{entry.number}" if entry.kind == REVISION else ""


def detail_words(entry: AuditEntry) -> str:
    """What else is known of an event, in a line."""
    details = {
        name: value
        for name, value in (entry.detail or {}).items()
        if value not in (None, "", False, [])
    }
    return "; ".join(
        f"{audit_labels.details().get(name, name)}: {_detail(name, value)}"
        for name, value in details.items()
    )


def summary_words(entry: AuditEntry) -> str:
    """What was changed, in a line; codes by their names."""
    return (names.summary if entry.kind == REVISION else names.subject)(entry.action, entry.words)


def _detail(name: str, value: Any) -> str:
    if name == "role":
        return names.role(str(value))
    if name in ("programme", "programmes"):
        return ", ".join(map(names.programme, [value] if isinstance(value, str) else value))
    return _plain(value)


def line(difference: RowDifference) -> ChangeLine:
    """A changed row in words."""
    kind = kinds_by_table().get(difference.table)
    fields = tuple(_fields(difference, kind))
    name = names.row(difference.programme, difference.table, difference.name)
    programme = names.programme(difference.programme)
    return ChangeLine(table_name(difference.table), name, programme, _deed(difference), fields)


def table_name(table: str) -> str:
    """What people call the rows of a table."""
    kind = kinds_by_table().get(table)
    return kind_name(kind.name) if kind else audit_labels.tables().get(table, table)


def _deed(difference: RowDifference) -> str:
    if difference.before is None:
        return _("added")
    return _("removed") if difference.after is None else _("changed")


def _fields(difference: RowDifference, kind: Kind | None) -> Iterator[tuple[str, str, str]]:
    before, after = difference.before or {}, difference.after or {}
    labels = values.labels(kind) if kind else {}
    computed = {"number"} if kind and kind.key else set()  # of the other fields, which are all said
    for name in [each for each in before or after if each not in computed]:
        old, new = before.get(name), after.get(name)
        if (before and after) or _plain(old) or _plain(new):
            label = labels.get(name) or audit_labels.columns().get(name, name)
            code = difference.programme
            if name == "by":
                indicator = (before or after).get("indicator")
                yield label, names.part(code, indicator, old), names.part(code, indicator, new)
            else:
                yield label, _value(code, kind, name, old), _value(code, kind, name, new)


def _words_of(kind: Kind | None, name: str) -> Vocabulary | None:
    columns = kind.columns if kind else ()
    return next(
        (column.vocabulary for column in columns if name in (column.name, *column.fields)), None
    )


def _value(programme: str, kind: Kind | None, name: str, value: Any) -> str:
    if name.endswith("precision"):
        return audit_labels.precisions().get(value, "")
    if name == "state" and kind is None:
        return audit_labels.states().get(value, "")
    words = _words_of(kind, name)
    if words is not None and isinstance(value, str) and value in words:
        return words.name(value, context.language())
    return names.field(programme, name, value) or _plain(value)


def _plain(value: Any) -> str:
    """A value as a reader writes it, not longer than a line or two; nothing for what is not said."""
    if value is None or value is False:
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, datetime.date):
        return formats.short_date(value)
    if isinstance(value, Decimal):
        decimals = -int(value.normalize().as_tuple().exponent)
        return formats.number(value, max(2, decimals) if value % 1 else 0)
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, Mapping):
        words = audit_labels.texts()
        return "; ".join(
            f"{words.get(name, name)}: {_plain(part)}" for name, part in value.items()
        )[:LONGEST]
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
