"""``/steward/audit``: who did what, when and why; each revision's page is the receipt of what it changed."""

import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from dashboard import context
from dashboard.language import _
from dashboard.signing.reading import account, may
from dashboard.stewarding import trail as words_of
from dashboard.stewarding import trail_file
from dashboard.stewarding.changed import changed_numbers, numbers_words
from dashboard.stewarding.pages import author, database, lines, page, page_number, way
from dashboard.stewarding.screen import Screen
from data import audit, trail
from data.clock import now
from data.differences import Difference, differences
from data.refusals import Forbidden, Problem, Refusal, refuse
from data.trail import Entry, Sight, Sought
from indicators.audit_trail import RevisionRecord

SCREEN = Screen("/steward/audit", lambda: _("Audit"), 90)
ROWS = 50
ASKED = ("words", "author", "action", "of", "since", "until")


@SCREEN.get()
def listed() -> ResponseReturnValue:
    """Everything that the reader may see, newest first."""
    asked = {name: request.args.get(name, "").strip() for name in ASKED}
    at = page_number()
    refused, sight = None, _sight()
    found: tuple[Entry, ...] = ()
    with database().read() as session:
        try:
            found = trail.entries(session, sight, _sought(asked), offset=(at - 1) * ROWS, limit=ROWS + 1)
        except Refusal as refusal:
            refused = refusal
        known = trail.actions(session, sight)
    chosen = {name: said for name, said in asked.items() if said}
    return page(
        "audit.html",
        _("Audit"),
        HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK,
        lead=_("Nothing here is ever altered or removed; “itog doctor” proves it."),
        refused=lines(refused),
        entries=found[:ROWS],
        asked=asked,
        actions=sorted(((code, words_of.action_name(code)) for code in known), key=lambda each: each[1]),
        say=words_of,
        newer=way(SCREEN.path, **chosen, page=at - 1) if at > 1 else None,
        older=way(SCREEN.path, **chosen, page=at + 1) if len(found) > ROWS else None,
        file=way(f"{SCREEN.path}/csv", **chosen),
        words=_list_words(),
    )


@SCREEN.post("/csv")
def export() -> ResponseReturnValue:
    """The same as a file of the reader's choice, whole; that it was taken is written down first."""
    asked = {name: request.args.get(name, "").strip() for name in ASKED}
    sought, sight = _sought(asked), _sight()
    chosen = {name: said for name, said in asked.items() if said}
    with database().writing("audit") as session:
        audit.note(session, author(), "audit_exported", ", ".join(chosen.values()) or "–")
    name = f"itog-audit-{now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "no-store"}
    file = stream_with_context(trail_file.lines_of(database(), sight, sought))
    return Response(file, mimetype="text/csv", headers=headers)


@SCREEN.get("/<int:number>")
def revision(number: int) -> ResponseReturnValue:
    """One revision: who, when, why, the numbers that it made other, and each row from what to what."""
    found = context.asker().revision_record(number)
    with database().read() as session:
        _refuse_others(session, found)
        rows = differences(session, number)
    return page(
        "revision.html",
        _("Revision {number}").format(number=number),
        revision=found,
        numbers=[changed_numbers(programme, number - 1, number) for programme in found.programmes],
        rows=[words_of.line(each) for each in rows.shown if _is_mine(each)],
        rows_total=rows.total,
        rows_shown=len(rows.shown),
        say=words_of,
        words=_words(),
    )


def _sight() -> Sight:
    """What the reader may see: a steward the programmes that are theirs, an administrator everything."""
    found = account()
    everything = may("administrator")
    return Sight(author(), None if everything or found is None else found.programmes, people=everything)


def _refuse_others(session: Any, found: RevisionRecord) -> None:
    """A revision of other programmes alone is not for this reader."""
    own = _sight().programmes
    if own is None or found.author == author() or trail.touches(session, found.number, own):
        return
    raise Forbidden(Problem("programme_not_yours", {"programme": ", ".join(found.programmes) or "–"}))


def _is_mine(each: Difference) -> bool:
    return not each.programme or may("steward", each.programme)


def _sought(asked: dict[str, str]) -> Sought:
    of = context.asker().facts(asked["of"]).code if asked["of"] else ""
    days = {name: _day(name, asked[name]) for name in ("since", "until")}
    return Sought(asked["words"][:200], asked["author"][:100], asked["action"], of, **days)


def _day(name: str, text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise refuse("day_wrong", parameter=name, value=text[:40]) from error


def _list_words() -> dict[str, str]:
    return {
        **_words(),
        "search": _("Words"),
        "search_help": _("In summaries, reasons, names"),
        "author": _("Who"),
        "action": _("Deed"),
        "any": _("any"),
        "programme": _("Programme"),
        "since": _("From the day"),
        "until": _("To the day"),
        "find": _("Find"),
        "newer": _("Newer"),
        "older": _("Older"),
        "file": _("All of these as CSV"),
        "nothing": _("Nothing was found. Take a word away, or widen the days."),
        "revision": _("Revision {number}"),
    }


def _words() -> dict[str, Any]:
    return {
        "who": _("Who"),
        "when": _("When"),
        "what": _("What"),
        "why": _("Why"),
        "rows": _("Rows"),
        "seal": _("Seal"),
        "import": _("Import"),
        **numbers_words(),
        "from_to": _("From what to what"),
        "field": _("Field"),
        "row_of": _("Row"),
        "rows_more": _("The first {shown} of {total} rows are shown."),
    }
