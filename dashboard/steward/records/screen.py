"""``/steward/records/…``: add a record, correct it, withdraw it; see its history and where it was
counted.
"""

from http import HTTPStatus
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import urls
from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.comments.comment_lines import known_addressees, lines_at_record
from dashboard.steward.records import form, inclusion, organisations, values
from dashboard.steward.saving import save_edit
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data import editing
from data.editing import RowInput, RowsEdit, StoredRow, context_of
from data.editing.stored_rows import of_chain
from data.imports import kind_of
from data.imports.columns.kind import Kind
from data.refusals import Conflict, Refusal
from data.topics import Topic
from indicators.answers.facts import Facts
from indicators.drill_down.inclusion import Counting, counting_of
from indicators.drill_down.organisation_inclusion import organisation_counted

SCREEN = Screen("/steward/records", None, 31)


@SCREEN.get("/<kind>/new")
def blank(kind: str) -> ResponseReturnValue:
    """An empty form, or one begun with what an address says of its fields."""
    named = kind_of(kind)
    return _new(named, form.values_from_form(named, request.args))


@SCREEN.post("/<kind>/new")
def add(kind: str) -> ResponseReturnValue:
    """Add what was typed."""
    facts, named = pages.changing(), kind_of(kind)
    texts = form.values_from_form(named, request.form)
    try:
        saved = _save(facts, named, RowInput(texts, sure=request.form.get("sure")))
    except Refusal as refusal:
        return _new(named, texts, refusal)
    return _receipt(saved, named, saved.numbers[0] if saved.numbers else "")


@SCREEN.get("/<kind>")
def record_by_number(kind: str) -> ResponseReturnValue:
    """The same page of a record whose number would lead elsewhere in a path."""
    return _record(kind_of(kind), request.args.get("number", ""))


@SCREEN.post("/<kind>")
def change_by_number(kind: str) -> ResponseReturnValue:
    """The same of its form."""
    return change(kind, request.args.get("number", ""))


@SCREEN.get("/<kind>/<path:number>")
def record(kind: str, number: str) -> ResponseReturnValue:
    """One record: its form, its history, where it was counted."""
    return _record(kind_of(kind), number)


@SCREEN.post("/<kind>/<path:number>")
def change(kind: str, number: str) -> ResponseReturnValue:
    """Correct or withdraw the row with which the form began, or bring it back."""
    facts, named = pages.changing(), kind_of(kind)
    texts = form.values_from_form(named, request.form)
    began, action = request.form.get("began", 0, type=int), request.form.get("do")
    try:
        if action == "withdraw":
            texts = {}
            saved = _save(facts, named, withdrawn=began)
        else:
            row = RowInput(texts, began, again=action == "restore", sure=request.form.get("sure"))
            saved = _save(facts, named, row)
    except Refusal as refusal:
        return _record(named, number, texts, refusal)
    return _receipt(saved, named, number)


def record_address(kind: Kind, number: str) -> str:
    """The address of a record's page."""
    return pages.url(urls.record(kind.name, number))


def _save(
    facts: Facts, kind: Kind, *rows: RowInput, withdrawn: int | None = None
) -> editing.SaveResult:
    gone = () if withdrawn is None else (withdrawn,)
    return save_edit(RowsEdit(kind, facts.code, rows, gone))


def _receipt(saved: editing.SaveResult, kind: Kind, number: str) -> ResponseReturnValue:
    if saved.revision is not None:
        return pages.redirect_to(f"/steward/audit/{saved.revision}")
    if number:
        return pages.redirect_to(urls.record(kind.name, number), unchanged=1)
    return pages.redirect_to("/steward/records", kind=kind.name, unchanged=1)


def _new(kind: Kind, texts: dict[str, str], refusal: Refusal | None = None) -> ResponseReturnValue:
    facts = pages.programme()
    wrong, others = form.wrong_of(refusal, texts)
    fields = form.fields(facts, kind, texts, wrong)
    form.ask(fields, refusal, request.form.get("sure"))
    return pages.page(
        "record.html",
        _("New: {kind}").format(kind=kind_name(kind.name)),
        status_of(refusal) if refusal else HTTPStatus.OK,
        refused=others,
        kind=kind,
        row=None,
        inclusion=None,
        living=True,
        closed=closed.of_row(facts, kind, None, texts),
        fields=fields,
        wrong_reason=wrong.get(form.SIDEWAYS, []),
        reason=request.form.get("reason", ""),
        organisations=organisations.offered(facts, kind),
        back=pages.url("/steward/records", kind=kind.name),
        here=pages.url(f"/steward/records/{kind.name}/new"),
    )


def _record(
    kind: Kind, number: str, inputs: dict[str, str] | None = None, refusal: Refusal | None = None
) -> ResponseReturnValue:
    facts = pages.programme()
    with database().read() as session:
        context = context_of(session, facts.code)
        row = editing.newest_row(session, kind, context.programme_id, number)
        texts = editing.texts_of(kind, context, row.fields, language())
        history = editing.versions(context, kind, row.chain, language())
        chain = of_chain(session, kind, context.programme_id, row.chain)
    counting = _counting(facts, kind, row)
    wrong, others = form.wrong_of(refusal, texts)
    fields = form.fields(facts, kind, inputs or texts, wrong)
    form.ask(fields, refusal, request.form.get("sure"))
    _name_organisations(facts, kind, fields)
    if isinstance(refusal, Conflict) and inputs:
        form.compare(fields, texts)
    return pages.page(
        "record.html",
        f"{kind_name(kind.name)}: {values.title(facts, kind, row.number)}",
        status_of(refusal) if refusal else HTTPStatus.OK,
        lead=_("Nothing has changed: this is what stood already.")
        if request.args.get("unchanged")
        else "",
        refused=others,
        kind=kind,
        row=row,
        closed=closed.of_row(facts, kind, row.fields, inputs or {}),
        fields=fields,
        wrong_reason=wrong.get(form.SIDEWAYS, []),
        reason=request.form.get("reason", ""),
        organisations=organisations.offered(facts, kind),
        history=[(version, _changes(facts, kind, version.changed)) for version in history],
        inclusion=inclusion.inclusion_text(facts, counting) if counting else None,
        living=row.until is None,
        topic=Topic(kind.name, row.number),
        comments=lines_at_record(facts, kind.name, (each.number for each in chain)),
        addressees=known_addressees(facts),
        back=pages.url("/steward/records", kind=kind.name),
        here=record_address(kind, row.number),
    )


def _name_organisations(facts: Facts, kind: Kind, fields: list[form.FormField]) -> None:
    """Put the names of organisations beside their numbers."""
    row = {field.name: field.value for field in fields}
    names = organisations.names_in_rows(facts, kind, [row])
    for field in fields:
        field.meaning = names.get(field.value, "") if field.control == "organisation" else ""


def _counting(facts: Facts, kind: Kind, row: StoredRow) -> Counting | None:
    """A record is counted itself, an organisation by its records; the other kinds are what numbers
    are measured by.
    """
    with database().read() as session:
        if kind.name == "organisations":
            return organisation_counted(session, facts.code, row.chain)
        return counting_of(session, facts.code, kind.name, row.id) if kind.is_record else None


def _changes(facts: Facts, kind: Kind, changed: Any) -> list[tuple[str, str, str]]:
    named, columns = values.labels(kind), {column.name: column for column in kind.columns}

    def label_of(name: str, text: str) -> str:
        return values.display_value(facts, columns[name], text) if name in columns else text

    return [
        (named.get(name, name), label_of(name, old), label_of(name, new))
        for name, (old, new) in changed.items()
    ]
