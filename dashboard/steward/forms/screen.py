"""``/steward/forms``: workbooks and documents with named places, which `/report` fills."""

from contextlib import closing
from http import HTTPStatus
from pathlib import PurePath

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.http.upload_limit import bounded
from dashboard.steward.imports.form import sent_file
from dashboard.steward.pages import author, changing, lines, page, reason, reason_text, redirect_to
from dashboard.steward.screen import Screen
from dashboard.text.language import _
from data.passports import programme_id
from data.refusals import LONGEST, Refusal
from indicators.forms.templates import PACKED_LIMIT
from indicators.forms.templates.keeping import add_template, withdraw_template
from indicators.forms.templates.own_forms import own_forms

SCREEN = Screen("/steward/forms", lambda: _("Forms"), 74, role="publisher")


@SCREEN.get()
def listing(refusal: Refusal | None = None) -> ResponseReturnValue:
    """The programme's own forms, and a place for another file."""
    facts = changing("publisher")
    return page(
        "forms.html",
        _("Forms of the programme's own"),
        status_of(refusal) if refusal else HTTPStatus.OK,
        lead=_("A workbook or document with named places; the page of official forms fills it."),
        refused=lines(refusal),
        forms=context.asker().ask(own_forms, facts.code),
        limit=PACKED_LIMIT >> 20,
        reason=reason_text(),
        withdrawing=request.form.get("code", ""),
    )


@SCREEN.post()
def add() -> ResponseReturnValue:
    """Keep a file, or another edition of one; one revision."""
    facts = changing("publisher")
    try:
        bounded()
        with closing(sent_file()) as file:
            name = PurePath(file.filename or "").name
            # a file beyond the limit is refused by the first byte too many, and never held whole
            content = file.stream.read(PACKED_LIMIT + 1)
        with database().transaction(
            "form", name[:LONGEST], author=author(), reason=reason()
        ) as change:
            add_template(change, programme_id(change.session, facts.code), name, content)
    except Refusal as refusal:
        return listing(refusal)
    return redirect_to(f"/steward/audit/{change.revision}")


@SCREEN.post("/withdraw")
def withdraw() -> ResponseReturnValue:
    """Offer a form no longer; one revision."""
    facts, code = changing("publisher"), request.form.get("code", "")
    try:
        with database().transaction(
            "form_withdrawn", code[:LONGEST], author=author(), reason=reason()
        ) as change:
            withdraw_template(change, programme_id(change.session, facts.code), code)
    except Refusal as refusal:
        return listing(refusal)
    return redirect_to(f"/steward/audit/{change.revision}")
