"""Indexes of a kind's table, by which people go through its rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Index, Table, text

ORGANISATION = "organisation_id"
LIVING, GONE = "until IS NULL", "until IS NOT NULL"


def index_lists(table: Table, newest_by: str | None) -> None:
    """Indexes in the order in which people go through a kind's rows: those that live, those that
    went, and these by number. Living rows by number have theirs as the one of each.
    """
    columns = table.columns
    key = (columns.number, columns.id)
    _index_part(table, "gone_number", GONE, *key)
    if newest_by:
        newest = (columns[newest_by].desc(), *key)
        _index_part(table, "listed", LIVING, *newest)
        _index_part(table, "gone", GONE, *newest)


def _index_part(table: Table, name: str, condition: str, *order: ColumnElement[Any]) -> None:
    """An index of a part of the rows, unless another kind over the same table has made it."""
    name, which = f"ix_{table.name}_{name}", text(condition)
    if name not in {index.name for index in table.indexes}:
        columns = (table.columns.programme_id, *order)
        Index(name, *columns, sqlite_where=which, postgresql_where=which)


def index_by_organisation(table: Table) -> Index:
    """An index of records that name an organisation, in the order of days: an organisation's own
    page reads its records alone.
    """
    return index_of(table, "organisation", (ORGANISATION, "date", "id"))


def index_of(table: Table, name: str, fields: Sequence[str]) -> Index:
    """An index over some fields; one that begins with the organisation leaves out the rows that
    name none.
    """
    columns = (table.columns[field] for field in fields)
    named = text(f"{ORGANISATION} IS NOT NULL") if fields[0] == ORGANISATION else None
    name = f"ix_{table.name}_{name}"
    return Index(name, *columns, sqlite_where=named, postgresql_where=named)
