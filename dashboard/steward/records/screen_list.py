"""``/steward/records``: find a record, page by page."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from dashboard.http import urls
from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.records import list_file, organisations, values
from dashboard.steward.records.list_columns import (
    ListColumns,
    column_choice,
    heads,
    hidden_filters,
    number_head,
)
from dashboard.steward.records.list_page import ROWS, list_page
from dashboard.steward.records.list_search import (
    BESIDE,
    WITHDRAWN,
    beside_of,
    choices_of,
    record_search,
)
from dashboard.steward.records.screen import record_address
from dashboard.steward.screen import Screen
from dashboard.text.labels import kind_name, place_name
from dashboard.text.language import _
from data import editing
from data.clock import today
from data.comments.reading import open_at_records
from data.editing import StoredRow, context_of
from data.editing.kept_lists import KeptListFacts, kept_lists
from data.imports import kind_of, kinds_in_order
from data.imports.columns.kind import Kind
from data.passports import programme_id
from data.refusals import Refusal
from indicators.answers.facts import Facts
from indicators.records.places import NONE

SCREEN = Screen("/steward/records", lambda: _("All records"), 30)


@SCREEN.get()
def listing() -> ResponseReturnValue:
    """The records of a kind, as found."""
    facts, ordered = pages.programme(), kinds_in_order()
    kind = kind_of(request.args.get("kind") or ordered[0].name)
    list_columns = ListColumns.of_address(kind, request.args)
    choices, at = choices_of(request.args), pages.page_number()
    record_list, rows, refusal = _search(facts, list_columns, choices, at)
    address = partial(pages.url, SCREEN.path, kind=kind.name, **choices)
    page_url = partial(address, **list_columns.choices)
    return pages.page(
        "records.html",
        _("All records"),
        status_of(refusal) if refusal else HTTPStatus.OK,
        refused=pages.lines(refusal),
        kind=kind,
        kinds=[(each.name, kind_name(each.name)) for each in ordered],
        choices=choices,
        around=list_page(
            facts, kind, record_list, at, page_url, is_ordered=bool(list_columns.order)
        ),
        choosable=choices["state"] != WITHDRAWN,
        rows=_rows(facts, list_columns, rows),
        districts=[(code, place_name(facts, code)) for code in (*facts.places.main, NONE)],
        **_columns(facts, list_columns, lambda of: address(**of.choices)),
        **_addresses(facts, list_columns, choices, at),
    )


def _columns(
    facts: Facts, list_columns: ListColumns, address: Callable[[ListColumns], str]
) -> dict[str, Any]:
    """The heads of the table, and the choice of its columns."""
    return {
        "order": list_columns.order,
        "number": number_head(list_columns, address),
        "heads": heads(facts, list_columns, address),
        "hidden": hidden_filters(facts, list_columns, address),
        "columns": column_choice(list_columns, address),
    }


def _addresses(
    facts: Facts, list_columns: ListColumns, choices: Mapping[str, str], at: int
) -> dict[str, Any]:
    """Where the list leads: to its file, its sheet, lists kept under a name, itself as at first."""
    kind, of_columns = list_columns.kind.name, list_columns.choices
    return {
        "file": pages.url(f"{SCREEN.path}.csv", kind=kind, **choices, **of_columns),
        "sheet": _sheet(list_columns, choices, at),
        "kept": _kept(facts, list_columns.kind),
        "keeping": urls.with_choices("", {**choices, **of_columns}).lstrip("?"),
        "chosen": {**choices, **of_columns, "column": ""},
        "plain": pages.url(SCREEN.path, kind=kind, **choices) if any(of_columns.values()) else "",
    }


def _rows(
    facts: Facts,
    list_columns: ListColumns,
    rows: Sequence[tuple[StoredRow, Mapping[str, str]]],
) -> list[tuple[int, str, str, list[str], int]]:
    """Of each row its id, its name, the address of its page, what its columns say, and how many
    comments are open at it.
    """
    kind = list_columns.kind
    names = organisations.names_in_rows(facts, kind, (texts for _row, texts in rows))
    with database().read() as session:
        numbers = [row.number for row, _texts in rows]
        programme = programme_id(session, facts.code)
        comments = open_at_records(session, programme, kind.name, numbers)
    return [
        (
            row.id,
            values.title(facts, kind, row.number),
            record_address(kind, row.number),
            values.said_all(facts, list_columns.columns, texts, names),
            comments.get(row.number, 0),
        )
        for row, texts in rows
    ]


def _kept(facts: Facts, kind: Kind) -> list[tuple[KeptListFacts, str]]:
    """The lists that the reader comes back to, each with its address."""
    with database().read() as session:
        programme = programme_id(session, facts.code)
        lists = kept_lists(session, programme, kind.name, pages.author())
    plain = pages.url(SCREEN.path, kind=kind.name)
    return [(each, f"{plain}&{each.choices}" if each.choices else plain) for each in lists]


@SCREEN.get(".csv")
def file() -> ResponseReturnValue:
    """All records that the search finds, with the columns of the list."""
    facts, kind = pages.programme(), kind_of(request.args.get("kind", ""))
    list_columns = ListColumns.of_address(kind, request.args)
    text = list_file.text(facts, list_columns, choices_of(request.args))
    name = f"itog-{kind.name}-{today():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
    return Response(text, mimetype="text/csv", headers=headers)


def _sheet(list_columns: ListColumns, choices: Mapping[str, str], at: int) -> str:
    """The address of the same page as a sheet; outlines are no text of a cell, and what was
    withdrawn is brought back one by one.
    """
    if choices["state"] == WITHDRAWN:
        return ""
    fields = {**choices, **list_columns.choices, "page": at if at > 1 else ""}
    fields |= {name: request.args.get(name, "") for name in BESIDE}
    return pages.url("/steward/sheet", kind=list_columns.kind.name, **fields)


def _search(
    facts: Facts, list_columns: ListColumns, choices: Mapping[str, str], at: int
) -> tuple[editing.RecordList, list[tuple[StoredRow, dict[str, str]]], Refusal | None]:
    """One page of the records with their fields as texts; none where a choice is refused."""
    kind = list_columns.kind
    with database().read() as session:
        context = context_of(session, facts.code)
        try:
            search = record_search(facts, list_columns, choices)
            record_list = editing.find(
                context, kind, search, offset=(at - 1) * ROWS, limit=ROWS, **beside_of(request.args)
            )
        except Refusal as refusal:
            return editing.RecordList([], 0), [], refusal
        rows = record_list.rows
        texts = [editing.texts_of(kind, context, row.fields, language()) for row in rows]
    return record_list, list(zip(rows, texts, strict=True)), None
