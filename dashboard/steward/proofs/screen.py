"""``/steward/proofs``: files attached to a record, a value or a decision, and who sees them."""

import tempfile
from http import HTTPStatus
from pathlib import Path

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database
from dashboard.http.file_names import cleaned
from dashboard.http.refusals import status_of
from dashboard.http.upload_limit import bounded
from dashboard.sign_in.guard import require
from dashboard.steward.imports.form import sent_file
from dashboard.steward.pages import author, changing, lines, page, programme, redirect_to
from dashboard.steward.proofs.folder import proof_folder, remove_needless
from dashboard.steward.proofs.limit import limit_mb
from dashboard.steward.proofs.proof_lines import visible_lines
from dashboard.steward.screen import Screen
from dashboard.steward.topics import make_sure, read_topic, record_page, topic_words
from dashboard.text.labels import kind_name, name_of
from dashboard.text.language import _
from data.audit import events
from data.imports import kind_of, kinds
from data.passports import programme_id
from data.proofs import proofs
from data.proofs.forms import FORMS, form_of
from data.refusals import Refusal
from data.topics import Topic

SCREEN = Screen("/steward/proofs", lambda: _("Proofs"), 32)
WRITER = "proofs"


@SCREEN.get()
def listed(refused: Refusal | None = None) -> ResponseReturnValue:
    """What is attached to one thing, and the form for more; or all that is, and who sees it."""
    facts, topic = programme(), read_topic(request.values)
    with database().read() as session:
        opened = proofs.audiences(session, programme_id(session, facts.code))
    return page(
        "proofs.html",
        _("Proofs"),
        status_of(refused) if refused else HTTPStatus.OK,
        lead=topic_words(facts, topic),
        refused=lines(refused),
        topic=topic,
        named=topic.named,
        back=record_page(facts.code, topic),
        lines=visible_lines(facts, topic),
        indicators=[
            (code, name_of(facts.catalogue.newest(code).definition))
            for code in facts.catalogue.codes
        ],
        districts=[(code, place.names) for code, place in facts.places.by_code.items()],
        audiences=[(code, _audience_name(code), code in opened) for code in ("", *sorted(kinds()))],
        inputs=request.form,
        forms=", ".join(FORMS),
        accept=",".join(suffix for form in FORMS.values() for suffix in form.suffixes),
        limit=limit_mb(),
    )


@SCREEN.post()
def attach() -> ResponseReturnValue:
    """Attach a file to what the form names."""
    bounded(limit_mb(), "proof_large")
    facts, topic = changing(), read_topic(request.form)
    try:
        make_sure(facts, topic)
        file = sent_file()
        name = cleaned(file.filename)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "proof"
            file.save(path)
            _add(facts.code, topic, path, name)
    except Refusal as refusal:
        return listed(refusal)
    return redirect_to(SCREEN.path, **topic.named)


@SCREEN.post("/<int:number>/remove")
def remove(number: int) -> ResponseReturnValue:
    """Take a file away."""
    with database().writing(WRITER) as session:
        facts = proofs.numbered(session, number)
        require("steward", facts.programme)
        proofs.remove(session, number)
        detail = {"programme": facts.programme, "hash": facts.hash, **facts.topic.named}
        events.note(session, author(), "proof_removed", facts.file_name, **detail)
    remove_needless(facts.hash)
    return redirect_to(SCREEN.path, **facts.topic.named | {"programme": facts.programme})


@SCREEN.post("/audience", role="publisher")
def set_audience() -> ResponseReturnValue:
    """Show the proofs of a kind, or of values, to everybody or to who has signed in."""
    facts, kind = changing("publisher"), request.form.get("kind", "")
    kind, is_open = kind and kind_of(kind).name, request.form.get("open") == "yes"
    with database().writing(WRITER) as session:
        proofs.set_audience(session, programme_id(session, facts.code), kind, is_open)
        detail = {"programme": facts.code, "open": is_open}
        events.note(session, author(), "proofs_audience", kind or "values", **detail)
    return redirect_to(SCREEN.path)


def _add(programme_code: str, topic: Topic, path: Path, name: str) -> None:
    form = form_of(path, name)
    title = request.form.get("title", "").strip()
    with database().writing(WRITER) as session:
        identity = programme_id(session, programme_code)
        proofs.add(
            session,
            identity,
            topic,
            path,
            form=form,
            file_name=name,
            title=title,
            author=author(),
            folder=proof_folder(),
        )
        detail = {"programme": programme_code, **topic.named}
        events.note(session, author(), "proof_added", name, **detail)


def _audience_name(kind: str) -> str:
    return kind_name(kind) if kind else _("Values of indicators")
