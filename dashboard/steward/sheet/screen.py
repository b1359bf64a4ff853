"""``/steward/sheet``: a page of records as a sheet that is typed into."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.records import organisations, values
from dashboard.steward.records.form import Options, options
from dashboard.steward.records.list_columns import ListColumns
from dashboard.steward.records.list_page import ROWS
from dashboard.steward.records.list_search import beside_of, choices_of, record_search
from dashboard.steward.records.screen import record_address
from dashboard.steward.saving import save_edit
from dashboard.steward.screen import Screen
from dashboard.steward.sheet import sheet_cells
from dashboard.steward.sheet.sheet_cells import SheetCell, SheetInput, cell_text, cells_of, new_rows
from dashboard.steward.years import closed
from dashboard.text.labels import kind_name
from dashboard.text.language import _, ngettext
from data import editing
from data.editing import RowsEdit, context_of, rows_by_id
from data.imports import kind_of
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.refusals import Refusal
from data.words.whole import whole
from indicators.answers.facts import Facts

SCREEN = Screen("/steward/sheet", None, 33)
BLANK = 10
"""Empty rows below those that stand."""


MORE = 50


@dataclass(frozen=True)
class SheetLine:
    """A row as it is drawn; one that does not stand yet leads nowhere."""

    name: str
    title: str
    address: str
    cells: Sequence[SheetCell]


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The rows of a page of the list, and empty ones below."""
    return _page(pages.programme(), SheetInput())


@SCREEN.post()
def take() -> ResponseReturnValue:
    """Check or save what was typed."""
    facts, kind = pages.changing(), kind_of(request.form.get("kind", ""))
    with database().read() as session:
        context = context_of(session, facts.code)
        sheet = sheet_cells.read(facts, context, kind, request.form)
        is_check = request.form.get("do") == "check"
        refusal = sheet_cells.check(facts, context, kind, sheet) if is_check else None
    return _checked(facts, sheet, refusal) if is_check else _save(facts, kind, sheet)


def _checked(facts: Facts, sheet: SheetInput, refusal: Refusal | None) -> ResponseReturnValue:
    """What saving would do: for a script as data, for a reader as the page."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "text/html":
        return _page(facts, sheet, status_of(refusal) if refusal else HTTPStatus.OK)
    cells = {name: {"wrong": sheet.wrong.get(name, []), "asks": False} for name in sheet.texts}
    return jsonify({"cells": cells, "lines": sheet.lines, "count": _count(sheet)})


def _save(facts: Facts, kind: Kind, sheet: SheetInput) -> ResponseReturnValue:
    """Everything that was changed, as one revision."""
    try:
        saved = save_edit(RowsEdit(kind, facts.code, sheet.inputs))
    except Refusal as refusal:
        sheet.blame(facts, kind, refusal)
        return _page(facts, sheet, status_of(refusal))
    if saved.revision is None:
        sheet.lines.append(_("Nothing has changed: this is what stood already."))
        return _page(facts, sheet)
    return pages.redirect_to(f"/steward/audit/{saved.revision}")


def _page(facts: Facts, sheet: SheetInput, status: int = HTTPStatus.OK) -> ResponseReturnValue:
    kind = kind_of(request.values.get("kind", ""))
    list_columns = ListColumns.of_address(kind, request.values)
    # no cell is large enough for an outline
    columns = [column for column in list_columns.numbered if column.form != "outline"]
    rows = _ids(facts, list_columns) if request.method == "GET" else _sent()
    return pages.page(
        "sheet.html",
        _("Sheet: {kind}").format(kind=kind_name(kind.name)),
        status,
        lead=_("Type, or paste a block from Excel. Empty rows below are new records."),
        refused=sheet.lines,
        kind=kind,
        rows=",".join(map(str, rows)),
        names=",".join(list_columns.names),
        columns=[(column.name, values.label(column), column.required) for column in columns],
        lists=_lists(facts, kind, columns),
        lines=_lines(facts, kind, columns, rows, sheet),
        more=pages.url(SCREEN.path, **request.args.to_dict() | {"new": MORE})
        if request.method == "GET"
        else "",
        count=_count(sheet) if sheet.rows else "",
        closed=closed.of_years(facts, ()),
        reason=request.form.get("reason", ""),
        wrong_reason=sheet.wrong.get("reason", []),
        back=pages.url(
            "/steward/records", kind=kind.name, **list_columns.choices, **choices_of(request.args)
        ),
    )


def _ids(facts: Facts, list_columns: ListColumns) -> list[int]:
    """The rows of the page of the list that the address names."""
    search = record_search(facts, list_columns, choices_of(request.args))
    with database().read() as session:
        record_list = editing.find(
            context_of(session, facts.code),
            list_columns.kind,
            search,
            offset=(pages.page_number() - 1) * ROWS,
            limit=ROWS,
            **beside_of(request.args),
        )
    return [row.id for row in record_list.rows if row.until is None]


def _sent() -> list[int]:
    """The rows that the form was drawn with."""
    texts = request.form.get("rows", "").split(",")[:ROWS]
    return [identity for text in texts if (identity := whole(text)) is not None]


def _lines(
    facts: Facts, kind: Kind, columns: Sequence[Column], rows: Sequence[int], sheet: SheetInput
) -> list[SheetLine]:
    with database().read() as session:
        context = context_of(session, facts.code)
        stored = rows_by_id(session, kind, context.programme_id, rows)
        texts = {
            row.id: editing.texts_of(kind, context, row.fields, language())
            for row in stored.values()
        }
    lines = [
        SheetLine(
            str(each),
            values.title(facts, kind, stored[each].number),
            record_address(kind, stored[each].number),
            list(cells_of(facts, columns, str(each), texts[each], sheet)),
        )
        for each in rows
        if each in stored
    ]
    return [
        *lines,
        *(
            SheetLine(name, _("new"), "", list(cells_of(facts, columns, name, {}, sheet)))
            for name in new_rows(request.form, request.args.get("new", BLANK, type=int))
        ),
    ]


def _lists(facts: Facts, kind: Kind, columns: Sequence[Column]) -> dict[str, Options]:
    """The values to choose from, by column, as cells say them, and what each is called."""
    return {
        column.name: [
            (cell_text(facts, column, value), label)
            for value, label in (
                organisations.offered(facts, kind)
                if column.form == "organisation"
                else options(facts, kind, column)
            )
        ]
        for column in columns
    }


def _count(sheet: SheetInput) -> str:
    """How many records are changed and how many cells are wrong."""
    parts = [ngettext("{number} record changed", "{number} records changed", len(sheet.rows))]
    if wrong := len(sheet.wrong) + len(sheet.lines):
        parts.append(ngettext("{number} to be mended", "{number} to be mended", wrong))
    return ", ".join(parts)
