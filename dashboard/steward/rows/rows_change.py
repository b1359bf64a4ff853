"""A change of many rows alike, as an address names it: which rows, and what becomes of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from werkzeug.datastructures import MultiDict

from dashboard.steward.records.values import title
from data.editing import RowsEdit, StoredRow, rows_by_id
from data.editing.alike import MOST_AT_ONCE, with_value
from data.imports import kind_of
from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.refusals import Problem, Refusal, refuse
from data.words.offers import check_choice
from data.words.whole import whole
from indicators.answers.facts import Facts

WITHDRAW, SET = "withdraw", "set"
FOLDER = "rows"


@dataclass(frozen=True)
class RowsChange:
    """``ids`` are rows of a kind; ``column`` is made to say ``text`` in each, or they are withdrawn
    where there is no column.
    """

    kind: str
    programme: str
    ids: tuple[int, ...]
    column: str = ""
    text: str = ""

    @classmethod
    def of_form(cls, programme: str, form: MultiDict[str, str]) -> "RowsChange":
        """Refuses no rows and too many, rows that are no numbers, and a column that there is not."""
        kind, ids = kind_of(form.get("kind", "")), _ids(form)
        if not ids:
            raise refuse("edit_rows_none")
        if len(ids) > MOST_AT_ONCE:
            raise refuse("edit_rows_many", most=MOST_AT_ONCE)
        if form.get("do") != SET:
            return cls(kind.name, programme, ids)
        column = form.get("set", "")
        known = {each.name: each.words._asdict() for each in kind.offered_columns}
        check_choice("set", column, known)
        return cls(kind.name, programme, ids, column, form.get("value", "").strip())

    @classmethod
    def of_key(cls, key: str) -> "RowsChange":
        """The change that has this key."""
        kind, programme, ids, column, text = json.loads(key)
        return cls(kind, programme, tuple(ids), column, text)

    @property
    def rows_of(self) -> Kind:
        return kind_of(self.kind)

    @property
    def key(self) -> str:
        """What tells it from every other change."""
        return json.dumps([self.kind, self.programme, self.ids, self.column, self.text])


def file_of(folder: Path, account: str) -> Path:
    """Where the change that an account has thought of last is kept, with its numbers."""
    name = blake2b(account.encode(), digest_size=16).hexdigest()
    return folder / FOLDER / f"{name}.json"


def _ids(form: MultiDict[str, str]) -> tuple[int, ...]:
    texts = (part for text in form.getlist("row") for part in text.split(",") if part)
    # a number that no row can have is one that the programme has not
    return tuple(dict.fromkeys(whole(text) or 0 for text in texts))


def stored_rows(context: Context, change: RowsChange) -> list[StoredRow]:
    """The rows as they stand, in the order of their numbers; refuses one that the programme has not."""
    rows = rows_by_id(context.session, change.rows_of, context.programme_id, change.ids)
    missing = next((each for each in change.ids if each not in rows), None)
    if missing is not None:
        raise Refusal(Problem("edit_row_unknown", {"id": missing}))
    return sorted(rows.values(), key=lambda row: row.number)


def edit_of(context: Context, change: RowsChange, rows: Sequence[StoredRow]) -> RowsEdit:
    """The change as the rows' own forms would send it."""
    kind = change.rows_of
    if not change.column:
        return RowsEdit(kind, change.programme, withdrawn=[row.id for row in rows])
    with_text = with_value(context, kind, rows, change.column, change.text)
    return RowsEdit(kind, change.programme, with_text)


def named_problems(
    facts: Facts, kind: Kind, rows: Sequence[StoredRow], refusal: Refusal
) -> list[tuple[str, Problem]]:
    """The problems of a refusal, each with the record that it is about."""
    return [
        (title(facts, kind, rows[problem.row - 1].number), replace(problem, row=None))
        if problem.row
        else ("", problem)
        for problem in refusal.problems
    ]
