"""``/steward/sent/record``: one record typed into a form, which is sent as a file of one row."""

import csv
import tempfile
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.refusals import status_of
from dashboard.steward.pages import changing, page, programme, redirect_to
from dashboard.steward.records.form import fields, values_from_form, wrong_of
from dashboard.steward.screen import Screen
from dashboard.steward.sending.screen import choices
from dashboard.steward.sending.sending import own_kinds, reporter, send
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data.imports import kind_of
from data.imports.columns.kind import Kind
from data.refusals import Refusal

SCREEN = Screen("/steward/sent/record", None, 16, role="reporter")
NOTHING = "none"
"""What one record covers: of how many it is nobody can say."""


@SCREEN.get()
def show(refused: Refusal | None = None) -> ResponseReturnValue:
    """The form of a record of one of the reporter's kinds."""
    facts, kinds = programme(), own_kinds(reporter())
    first = kinds[0][0] if kinds else ""
    kind = kind_of(request.values.get("kind") or first)
    wrong, others = wrong_of(refused, [column.name for column in kind.columns])
    texts = values_from_form(kind, request.form) if request.form else {}
    return page(
        "sent_record.html",
        _("Send a record: {kind}").format(kind=kind_name(kind.name)),
        status_of(refused) if refused else HTTPStatus.OK,
        kind=kind.name,
        kinds=kinds,
        fields=fields(facts, kind, texts, wrong),
        note=request.form.get("note", ""),
        refused=others,
    )


@SCREEN.post()
def send_record() -> ResponseReturnValue:
    """Check the record and let it wait."""
    facts = changing("reporter")
    kind = kind_of(request.form.get("kind", ""))
    try:
        with tempfile.TemporaryDirectory() as folder:
            send(facts.code, _file(kind, Path(folder)), replace(choices(), covers=NOTHING))
    except Refusal as refusal:
        return show(refusal)
    return redirect_to("/steward/sent")


def _file(kind: Kind, folder: Path) -> Path:
    """What was typed, as a file of one row."""
    values = {name: text for name, text in values_from_form(kind, request.form).items() if text}
    path = folder / f"{kind_name(kind.name)}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([values, values.values()])
    return path
