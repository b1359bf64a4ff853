"""Many rows changed alike: withdrawn together, or one of their columns made to say one thing."""

from collections.abc import Sequence

from data.editing.rows import RowInput
from data.editing.stored_rows import StoredRow
from data.editing.texts import texts_to_repeat
from data.imports.columns.kind import Kind
from data.imports.context.context import Context

MOST_AT_ONCE = 1_000
"""Rows that are changed alike by one press."""


def with_value(
    context: Context, kind: Kind, rows: Sequence[StoredRow], column: str, text: str
) -> list[RowInput]:
    """The rows as somebody would type them who makes one column of each say the same."""
    return [
        RowInput({**texts_to_repeat(kind, context, row.fields), column: text}, row.id)
        for row in rows
    ]
