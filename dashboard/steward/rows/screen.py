"""``/steward/rows``: many records changed alike, seen with what it would do before anybody does it."""

from http import HTTPStatus
from pathlib import Path

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.jobs.routes import begin, jobs
from dashboard.steward import pages
from dashboard.steward.audit.changes import foreseen_numbers
from dashboard.steward.records.list_columns import ListColumns
from dashboard.steward.records.list_search import choices_of, record_search
from dashboard.steward.rehearsal_file import last_rehearsal, rehearsal_of
from dashboard.steward.rows.change_table import change_table
from dashboard.steward.rows.rows_change import RowsChange, edit_of, file_of, stored_rows
from dashboard.steward.saving import save_edit
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data import editing
from data.editing import context_of
from data.editing.alike import MOST_AT_ONCE
from data.imports import kind_of
from data.refusals import Refusal
from indicators.answers.facts import Facts

SCREEN = Screen("/steward/rows", None, 32)
EVERY = "every"
"""Says that all rows of a search are meant, and not those that are named."""
FORESEEN = "foreseen"
"""Says that the change is meant whose numbers the reader has had worked out."""


@SCREEN.get()
def preview() -> ResponseReturnValue:
    """What the change would do; nothing is changed."""
    facts = pages.programme()
    last = last_rehearsal(_file()) if FORESEEN in request.args else None
    if last is not None:
        return _page(facts, RowsChange.of_key(last.key))
    return _page(facts, RowsChange.of_form(facts.code, _with_rows(facts, request.args)))


@SCREEN.post("/effect")
def effect() -> ResponseReturnValue:
    """Work out which numbers it would change; nothing is changed yet."""
    facts = pages.changing()
    change = RowsChange.of_form(facts.code, request.form)
    back = pages.url(SCREEN.path, **{FORESEEN: 1})
    name = kind_name(change.kind)
    return begin("rows_effect", name, change=change.key, account=pages.author(), back=back)


@SCREEN.post()
def save() -> ResponseReturnValue:
    """Change the rows, all or none, as one revision."""
    facts = pages.changing()
    change = RowsChange.of_form(facts.code, request.form)
    with database().read() as session:
        rows_context = context_of(session, facts.code)
        edit = edit_of(rows_context, change, stored_rows(rows_context, change))
    try:
        saved = save_edit(edit)
    except Refusal as refusal:
        return _page(facts, change, refusal)
    if saved.revision is None:
        return pages.redirect_to("/steward/records", kind=change.kind, unchanged=1)
    return pages.redirect_to(f"/steward/audit/{saved.revision}")


def _with_rows(facts: Facts, arguments: MultiDict[str, str]) -> MultiDict[str, str]:
    """The address with the rows that its search finds; one too many says that there are more than
    can be changed at once.
    """
    if EVERY not in arguments:
        return arguments
    kind = kind_of(arguments.get("kind", ""))
    search = record_search(facts, ListColumns.of_address(kind, arguments), choices_of(arguments))
    with database().read() as session:
        record_list = editing.find(
            context_of(session, facts.code), kind, search, limit=MOST_AT_ONCE + 1
        )
    named = MultiDict(arguments)
    named.setlist("row", [str(row.id) for row in record_list.rows])
    return named


def _page(facts: Facts, change: RowsChange, refusal: Refusal | None = None) -> ResponseReturnValue:
    known = rehearsal_of(_file(), change.key, context.asker().revision())
    rows = change_table(facts, change, refusal)
    return pages.page(
        "rows.html",
        _("Change records alike") if change.column else _("Withdraw records"),
        status_of(refusal) if refusal else HTTPStatus.OK,
        refused=rows.refused,
        change=change,
        ids=",".join(map(str, change.ids)),
        rows=rows,
        numbers=foreseen_numbers(facts, known.numbers) if known else None,
        closed=closed.of_touch(facts, rows.touch, "save", known.numbers if known else None),
        reason=request.form.get("reason", ""),
        back=pages.url("/steward/records", kind=change.kind),
    )


def _file() -> Path:
    """Where the last change that the reader has had worked out is kept."""
    return file_of(jobs().folder, pages.author())
