"""Rows as lines of JSON, alike whichever database they come from."""

import base64
import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table

from data.tables import metadata

Convert = Callable[[Any], Any]

DERIVED = frozenset({"kept_sums", "organisation_tally", "text_block", "text_indexed"})
"""Tables that are made anew from the others."""
PASSING = frozenset({"account_session", "sign_in_count", "api_answer"})
"""Who is signed in and who has tried to, and what programs were answered of late: a restored database
begins with nobody.
"""

WRITE: Mapping[type, Convert] = {
    datetime.date: datetime.date.isoformat,
    datetime.datetime: datetime.datetime.isoformat,
    bytes: lambda content: base64.b64encode(content).decode("ascii"),
}
READ: Mapping[type, Convert] = {
    datetime.date: datetime.date.fromisoformat,
    datetime.datetime: datetime.datetime.fromisoformat,
    bytes: base64.b64decode,
}


def kept_tables(connection: Connection) -> list[Table]:
    """The tables of a database that a backup has, as the database itself describes them, each after
    those that it refers to.
    """
    names = [name for name in metadata().tables if name not in DERIVED | PASSING]
    described = MetaData()
    described.reflect(connection, only=lambda name, _metadata: name in names, resolve_fks=False)
    order = [table.name for table in metadata().sorted_tables]
    return sorted(
        map(_without_null_documents, described.tables.values()),
        key=lambda table: order.index(table.name),
    )


def _without_null_documents(table: Table) -> Table:
    """Where a column of documents has nothing it has NULL, and not the document ``null``."""
    for column in table.columns:
        if isinstance(column.type, JSON):
            column.type = JSON(none_as_null=True)
    return table


def writer(table: Table) -> Callable[[Sequence[Any]], bytes]:
    """What makes a line of a row."""
    conversions = _conversions(table, WRITE)

    def line(row: Sequence[Any]) -> bytes:
        values = [
            value if convert is None or value is None else convert(value)
            for value, convert in zip(row, conversions, strict=True)
        ]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    return line


def reader(table: Table, columns: Sequence[str]) -> Callable[[bytes], dict[str, Any]]:
    """What makes a row of a line with the values of ``columns``."""
    conversions = dict(zip(table.columns.keys(), _conversions(table, READ), strict=True))
    named = [(name, conversions[name]) for name in columns]

    def row(line: bytes) -> dict[str, Any]:
        return {
            name: value if convert is None or value is None else convert(value)
            for (name, convert), value in zip(named, json.loads(line), strict=True)
        }

    return row


def _conversions(table: Table, known: Mapping[type, Convert]) -> list[Convert | None]:
    """A conversion for each column; nothing for what JSON has itself."""
    return [
        None if isinstance(column.type, JSON) else known.get(column.type.python_type)
        for column in table.columns
    ]
