"""What a change of many rows alike would do to each of them, in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.http.context import database, language
from dashboard.http.refusals import in_browser
from dashboard.steward.records import organisations, values
from dashboard.steward.records.screen import record_address
from dashboard.steward.rows.rows_change import (
    RowsChange,
    edit_of,
    named_problems,
    stored_rows,
)
from data import editing
from data.database.database import TouchedRange
from data.editing import StoredRow, context_of
from data.imports.columns import Column
from data.imports.loading.touched import TouchedScope
from data.refusals import Refusal
from indicators.answers.facts import Facts

LISTED = 50


@dataclass(frozen=True)
class ChangeRow:
    """A record with what its columns say; ``old`` is what is to change."""

    name: str
    address: str
    texts: Sequence[str]
    old: str = ""


@dataclass(frozen=True)
class ChangeTable:
    """The first rows of a change and how many more there are; ``column`` is what changes is called,
    ``new`` what it will say. ``refused`` are sentences about what cannot be saved, ``touch`` the years
    that are touched.
    """

    heads: Sequence[str]
    rows: Sequence[ChangeRow]
    total: int
    refused: Sequence[str]
    touch: TouchedRange
    column: str = ""
    new: str = ""

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def change_table(facts: Facts, change: RowsChange, refusal: Refusal | None) -> ChangeTable:
    """What would become of the rows; ``refusal`` is why they were not saved."""
    with database().read() as session:
        context = context_of(session, facts.code)
        rows = stored_rows(context, change)
        if refusal is None:
            edit = edit_of(context, change, rows)
            try:
                editing.checked(context, change.rows_of, edit.rows, edit.withdrawn)
            except Refusal as wrong:
                refusal = wrong
        kind = change.rows_of
        texts = [editing.texts_of(kind, context, row.fields, language()) for row in rows[:LISTED]]
    columns = _columns(change)
    column = kind.column(change.column) if change.column else None
    return ChangeTable(
        [values.label(each) for each in columns],
        _rows(facts, change, rows, texts),
        len(rows),
        _sentences(facts, change, rows, refusal),
        _touch(change, rows, context.programme_id),
        values.label(column) if column else "",
        _new_value(facts, column, change.text) if column else "",
    )


def _new_value(facts: Facts, column: Column, text: str) -> str:
    """What will stand in the column, by its name where it is a code or is spelled otherwise."""
    code = column.vocabulary.code_of(text) if column.vocabulary else None
    return values.display_value(facts, column, code or text)


def _touch(change: RowsChange, rows: Sequence[StoredRow], programme: int) -> TouchedRange:
    """The years that the rows touch as they stand."""
    touched = TouchedScope(change.rows_of)
    touched.note({field: [row.fields[field] for row in rows] for field in change.rows_of.years})
    return touched.touch(programme)


def _columns(change: RowsChange) -> list[Column]:
    """The columns that tell the rows apart; what changes has two of its own."""
    columns = values.leading_columns(change.rows_of)
    return [column for column in columns if column.name != change.column]


def _rows(
    facts: Facts,
    change: RowsChange,
    rows: Sequence[StoredRow],
    texts: Sequence[Mapping[str, str]],
) -> list[ChangeRow]:
    kind, columns = change.rows_of, _columns(change)
    names = organisations.names_in_rows(facts, kind, texts)
    column = kind.column(change.column) if change.column else None
    return [
        ChangeRow(
            values.title(facts, kind, row.number),
            record_address(kind, row.number),
            values.said_all(facts, columns, each, names),
            values.display_value(facts, column, each[column.name]) if column else "",
        )
        for row, each in zip(rows, texts, strict=False)
    ]


def _sentences(
    facts: Facts, change: RowsChange, rows: Sequence[StoredRow], refusal: Refusal | None
) -> list[str]:
    """What is wrong, each with the record that it is about."""
    if refusal is None:
        return []
    named = named_problems(facts, change.rows_of, rows, refusal)
    return [
        f"{name}: {text}" if name else text
        for name, problem in named
        for text in (in_browser(problem).sentence(language()),)
    ]
