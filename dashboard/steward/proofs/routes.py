"""``/proofs``: what is attached to records and numbers, for whom it is shown to; ``/proofs/<n>``: the
file itself, which no browser opens as a page of ours.
"""

import io

from flask import Flask, Response, request, send_file
from flask.typing import ResponseReturnValue

from dashboard.accounts.reader import account
from dashboard.documents import document
from dashboard.http import context
from dashboard.http.context import database
from dashboard.sign_in.guard import require, to_sign_in
from dashboard.steward.proofs.folder import logged, proof_folder
from dashboard.steward.proofs.proof_lines import may_see, role_of, visible_lines
from dashboard.steward.topics import read_topic, topic_words
from dashboard.text import formats
from dashboard.text.labels import short_programme_name
from dashboard.text.language import _
from data.proofs import proofs
from data.proofs.forms import FORMS

PATH = "/proofs"


def register(server: Flask) -> None:
    """Add the addresses."""
    server.add_url_rule(PATH, "proofs", listed)
    server.add_url_rule(f"{PATH}/<int:number>", "proof", take)


def listed() -> Response:
    """The proofs of what the address names, or of the whole programme."""
    facts = context.facts(request.args.get("programme") or context.home_programme())
    topic = read_topic(request.args)
    return document(
        "proofs.html",
        _("Proofs"),
        about=topic_words(facts, topic) or short_programme_name(facts),
        lines=visible_lines(facts, topic),
        signed=account() is not None,
        formats=formats,
    )


def take(number: int) -> ResponseReturnValue:
    """A proof as it came, to be kept and not shown."""
    with database().read() as session:
        facts = proofs.numbered(session, number)
        if not may_see(facts):
            if account() is None:
                return to_sign_in()
            require(role_of(facts), facts.programme)
        with logged():
            content = proofs.content_of(session, facts, proof_folder())
    response = send_file(
        io.BytesIO(content),
        FORMS[facts.form].mime,
        as_attachment=True,
        download_name=facts.file_name,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
