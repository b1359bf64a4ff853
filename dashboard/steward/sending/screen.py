"""``/steward/sent``: what reporters send; what waits, for stewards, and who is late."""

import io
import tempfile
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from dashboard.accounts.reader import may
from dashboard.http.context import database
from dashboard.http.file_names import cleaned
from dashboard.http.refusals import status_of
from dashboard.http.upload_limit import bounded
from dashboard.jobs.routes import begin
from dashboard.jobs.routes import jobs as server_jobs
from dashboard.sign_in.guard import require
from dashboard.steward.imports.checking import uploads_in
from dashboard.steward.imports.form import LONGEST, sent_file
from dashboard.steward.pages import author, changing, lines, page, programme, redirect_to, url
from dashboard.steward.screen import Screen
from dashboard.steward.sending.late import late_lines
from dashboard.steward.sending.sending import own_kinds, own_sources, reporter, send
from dashboard.text.labels import kind_name, place_name
from dashboard.text.language import _
from dashboard.text.sending import state_names
from data.audit import events
from data.imports import SourceMapping
from data.refusals import Forbidden, Problem, Refusal
from data.sending import sent_files
from data.sending.sent_files import SentFileFacts
from data.sources.saved import saved_source, source_in_version
from data.sources.sending import SendingChoices


def _name() -> str:
    """What the room is for: who reports sends, who is a steward has what was sent."""
    return _("Sent files") if may("steward") else _("Send data")


SCREEN = Screen("/steward/sent", _name, 15, role="reporter")
ROLE = "reporter"
UNKNOWN = "application/octet-stream"


@SCREEN.get()
def listed(refused: Refusal | None = None) -> ResponseReturnValue:
    """Of a reporter, the form and what they have sent; of a steward, what waits and who is late."""
    facts, person = programme(), reporter()
    is_steward = may("steward", facts.code)
    with database().read() as session:
        waiting = sent_files.waiting(session, facts.code) if is_steward else []
        settled = sent_files.settled(session, facts.code) if is_steward else []
        own = sent_files.of_reporter(session, facts.code, person.id)
    return page(
        "sent.html",
        _name(),
        status_of(refused) if refused else HTTPStatus.OK,
        is_steward=is_steward,
        waiting=waiting,
        settled=settled,
        own=[] if is_steward else own,
        late=late_lines(facts, waiting) if is_steward else [],
        fields=_fields(),
        kinds=own_kinds(person),
        kind_name=kind_name,
        state_names=state_names(),
        place_names=lambda codes: ", ".join(place_name(facts, code) for code in codes or ()),
        limit=sent_files.MOST_MB,
        refused=lines(refused),
    )


@SCREEN.post()
def send_form() -> ResponseReturnValue:
    """Check a file and let it wait; nothing is kept of one that is refused."""
    bounded(sent_files.MOST_MB, "sending_large")
    facts = changing(ROLE)
    try:
        file = sent_file()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / cleaned(file.filename)
            file.save(path)
            send(facts.code, path, choices())
    except Refusal as refusal:
        return listed(refusal)
    return redirect_to(SCREEN.path)


@SCREEN.post("/<int:number>/withdraw")
def withdraw(number: int) -> ResponseReturnValue:
    """Take back what one has sent oneself."""

    def settle(session: Any, sent: SentFileFacts) -> None:
        if sent.account_id != reporter().id:
            raise Forbidden(Problem("sending_unknown", {"number": number}))
        sent_files.withdraw(session, number, author())

    return _settled(number, "file_taken_back", settle, ROLE)


@SCREEN.post("/<int:number>/return", role="steward")
def give_back(number: int) -> ResponseReturnValue:
    """Send a file back with a note."""
    answer = request.form.get("answer", "")
    return _settled(
        number,
        "file_returned",
        lambda session, _sent: sent_files.give_back(session, number, author(), answer),
        "steward",
    )


@SCREEN.post("/<int:number>/check", role="steward")
def check(number: int) -> ResponseReturnValue:
    """Check a file against today's data: its preview, from which it is loaded."""
    sent, content = _with_content(number)
    mapping = _mapping(sent)
    upload = uploads_in(server_jobs().folder).begin(
        author(),
        sent.programme,
        FileStorage(io.BytesIO(content), sent.file_name),
        kind=sent.kind,
        covers=sent.covers,
        districts=sent.districts or (),
        update=sent.replaces,
        reason=sent.note,
        sent_file=sent.id,
        mapping=mapping,
        source=mapping.name if mapping else "",
    )
    back = url(f"/steward/imports/uploads/{upload.token}", programme=sent.programme)
    return begin("check", upload.name, token=upload.token, account=author(), back=back)


@SCREEN.get("/<int:number>/file", role="steward")
def take(number: int) -> ResponseReturnValue:
    """The file as it came."""
    sent, content = _with_content(number)
    return send_file(io.BytesIO(content), UNKNOWN, as_attachment=True, download_name=sent.file_name)


def choices() -> SendingChoices:
    """What the form says of a file; a source says itself of which kind it is."""
    form, facts = request.form, programme()
    kind, source = form.get("kind", ""), form.get("source", "")[:LONGEST]
    if source:
        with database().read() as session:
            kind = saved_source(session, facts.code, source).kind
    return SendingChoices(
        kind,
        form.get("covers", "").strip()[:LONGEST],
        tuple(form.getlist("districts"))[:LONGEST],
        "update" in form,
        form.get("note", "").strip()[:LONGEST],
        source,
    )


def _fields() -> dict[str, Any]:
    """What the form shows: what was typed, or what is sent again."""
    facts, inputs = programme(), request.values
    own = reporter().districts
    ticked = inputs.getlist("districts")
    return {
        "kind": inputs.get("kind", ""),
        "source": inputs.get("source", ""),
        "sources": [(name, name) for name in own_sources(reporter(), facts.code)],
        "covers": inputs.get("covers", ""),
        "corrects": "update" in inputs,
        "note": inputs.get("note", ""),
        "districts": [
            (code, place_name(facts, code), code in ticked)
            for code in facts.places.leaves
            if own is None or code in own
        ],
    }


def _with_content(number: int) -> tuple[SentFileFacts, bytes]:
    with database().read() as session:
        sent = sent_files.numbered(session, number)
        require("steward", sent.programme)
        return sent, sent_files.content_of(session, number)


def _mapping(sent: SentFileFacts) -> SourceMapping | None:
    """How a file is read that was sent by a source: as that was on the day."""
    if sent.source is None:
        return None
    with database().read() as session:
        return source_in_version(session, sent.programme, *sent.source).mapping


def _settled(
    number: int, action: str, settle: Callable[[Any, SentFileFacts], None], role: str
) -> ResponseReturnValue:
    """Settle a file of a programme of the reader's, and write down who did."""
    try:
        with database().writing("sending") as session:
            sent = sent_files.numbered(session, number)
            require(role, sent.programme)
            settle(session, sent)
            events.note(session, author(), action, sent.file_name, programme=sent.programme)
    except Refusal as refusal:
        return listed(refusal)
    return redirect_to(SCREEN.path, programme=sent.programme)
