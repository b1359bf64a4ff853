"""``/steward/audit``: who did what, when and why; each revision's page is the receipt of what it
changed.
"""

import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from dashboard.accounts.reader import account, may
from dashboard.http import context
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.sign_in.guard import require
from dashboard.steward.audit import file as audit_file
from dashboard.steward.audit import names, number_changes
from dashboard.steward.audit import trail as trail_text
from dashboard.steward.audit.changes import changed_numbers
from dashboard.steward.audit.page import AuditPage, read_page
from dashboard.steward.audit.search import words_of as names_in
from dashboard.steward.pages import (
    author,
    lines,
    page,
    programme,
    redirect_to,
    url,
)
from dashboard.steward.saving import save_edit
from dashboard.steward.screen import Screen
from dashboard.steward.years import closed
from dashboard.text.actions import action_name
from dashboard.text.language import _
from data.audit import events, trail
from data.audit.differences import differences
from data.audit.search import NumberSought, Sought
from data.audit.trail import AuditScope
from data.clock import now
from data.editing.alike import MOST_AT_ONCE
from data.editing.undoing import BY_HAND, undo_of
from data.refusals import Forbidden, Problem, Refusal, refuse
from indicators.audit_trail import RevisionRecord, revision_record
from indicators.definition import LONGEST_CODE
from indicators.periods import parse
from indicators.records.places import NONE

SCREEN = Screen("/steward/audit", lambda: _("Audit"), 90)
NUMBER = ("indicator", "district", "cut", "period")
PARAMETERS = ("words", "author", "action", "of", "since", "until", *NUMBER)
"""What an address may ask for; the last ones name one number, whose changes alone are listed."""


@SCREEN.get()
def listed() -> ResponseReturnValue:
    """Everything that the reader may see, newest first."""
    choices = {name: request.args.get(name, "").strip() for name in PARAMETERS}
    refused, sight = None, _sight()
    audit_page = AuditPage()
    number = None
    try:
        sought = _sought(choices)
        number = sought.number and number_changes.of(sought.number)
        with database().read() as session:
            audit_page = read_page(session, sight, sought)
    except Refusal as refusal:
        refused = refusal
    with database().read() as session:
        known = trail.actions(session, sight)
    chosen = {name: text for name, text in choices.items() if text}
    return page(
        "audit.html",
        _("Audit"),
        HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK,
        lead=_("Nothing here is ever altered or removed; “itog doctor” proves it."),
        refused=lines(refused),
        entries=audit_page.entries,
        choices=choices,
        number=number,
        number_fields={name: choices[name] for name in NUMBER if number and choices[name]},
        every=url(
            SCREEN.path, **{name: text for name, text in chosen.items() if name not in NUMBER}
        ),
        actions=sorted(((code, action_name(code)) for code in known), key=lambda each: each[1]),
        say=trail_text,
        newest=url(SCREEN.path, **chosen) if audit_page.is_beyond else None,
        newer=url(SCREEN.path, **chosen, before=audit_page.newer) if audit_page.newer else None,
        older=url(SCREEN.path, **chosen, after=audit_page.older) if audit_page.older else None,
        file=url(f"{SCREEN.path}/csv", **chosen),
    )


@SCREEN.post("/csv")
def export() -> ResponseReturnValue:
    """The same as a file of the reader's choice, whole; that it was taken is written down first."""
    choices = {name: request.args.get(name, "").strip() for name in PARAMETERS}
    sought, sight = _sought(choices), _sight()
    chosen = {name: text for name, text in choices.items() if text}
    with database().writing("audit") as session:
        events.note(session, author(), "audit_exported", ", ".join(chosen.values()) or "–")
    name = f"itog-audit-{now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
    file = stream_with_context(audit_file.lines_of(database(), sight, sought))
    return Response(file, mimetype="text/csv", headers=headers)


@SCREEN.get("/<int:number>")
def revision(number: int, refusal: Refusal | None = None) -> ResponseReturnValue:
    """One revision: who, when, why, the numbers that it made other, and each row from what to what."""
    record = context.asker().ask(revision_record, number)
    with database().read() as session:
        _refuse_others(session, record)
        rows = differences(session, number)
    return page(
        "revision.html",
        _("Revision {number}").format(number=number),
        status_of(refusal) if refusal else HTTPStatus.OK,
        refused=lines(refusal),
        undoable=record.action in BY_HAND and rows.total <= MOST_AT_ONCE,
        reason=request.form.get("reason", ""),
        closed=closed.of_years(programme(), ()),
        revision=record,
        summary=names.summary(record.action, record.summary),
        numbers=[changed_numbers(programme, number - 1, number) for programme in record.programmes],
        rows=[
            trail_text.line(each)
            for each in rows.first
            if not each.programme or may("steward", each.programme)
        ],
        rows_total=rows.total,
        rows_shown=len(rows.first),
        say=trail_text,
    )


@SCREEN.post("/<int:number>/undo")
def undo(number: int) -> ResponseReturnValue:
    """Take a save back, as another one."""
    with database().read() as session:
        edit = undo_of(session, number)
    require("steward", edit.programme)
    try:
        saved = save_edit(edit)
    except Refusal as refusal:
        return revision(number, refusal)
    return redirect_to(f"{SCREEN.path}/{saved.revision or number}")


def _sight() -> AuditScope:
    """What the reader may see: a steward the programmes that are theirs, an administrator
    everything.
    """
    reader = account()
    everything = may("administrator")
    return AuditScope(
        author(), None if everything or reader is None else reader.programmes, people=everything
    )


def _refuse_others(session: Any, record: RevisionRecord) -> None:
    """A revision of other programmes alone is not for this reader."""
    own = _sight().programmes
    if own is None or record.author == author() or trail.touches(session, record.number, own):
        return
    raise Forbidden(
        Problem("programme_not_yours", {"programme": ", ".join(record.programmes) or "–"})
    )


def _sought(choices: dict[str, str]) -> Sought:
    of = context.facts(choices["of"]).code if choices["of"] else ""
    days = {name: _day(name, choices[name]) for name in ("since", "until")}
    number = _number(choices) if choices["indicator"] else None
    return Sought(
        names_in(choices["words"]),
        choices["author"][:100],
        choices["action"],
        of,
        **days,
        number=number,
    )


def _number(choices: dict[str, str]) -> NumberSought:
    """The number that an address names; refuses a place that the programme has not, and a period
    that is none.
    """
    facts = programme()
    place = facts.places.key_of(choices["district"] or None)
    if choices["cut"] and place == NONE:
        place = f"{facts.places.listed(choices['cut'])[-1]}"
    period = parse(choices["period"]).label if choices["period"] else ""
    return NumberSought(facts.code, choices["indicator"][:LONGEST_CODE], place, period)


def _day(name: str, text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise refuse("day_wrong", parameter=name, value=text[:40]) from error
