"""``/steward/users/<n>``: where one account is signed in; an administrator's own screen."""

from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.accounts import reader
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.pages import author, lines, page, redirect_to
from dashboard.steward.screen import Screen
from data.accounts import accounts, sessions
from data.audit import events
from data.refusals import Refusal

SCREEN = Screen("/steward/users/<int:identity>", None, 96, role="administrator")


@SCREEN.get()
def show(identity: int, refused: Refusal | None = None) -> ResponseReturnValue:
    """Every session of the account that goes on."""
    with database().read() as session:
        person = accounts.numbered(session, identity)
        going_on = sessions.sessions_of(session, identity)
    return page(
        "account.html",
        person.name,
        status_of(refused) if refused else HTTPStatus.OK,
        refused=lines(refused),
        person=person,
        sessions=going_on,
        token=reader.token(),
    )


@SCREEN.post("/session")
def end_session(identity: int) -> ResponseReturnValue:
    """End one session of the account."""
    try:
        with database().writing("sessions") as session:
            ending = sessions.end_by_key(session, identity, request.form.get("session", ""))
            origin = {"address": ending.browser.address, "browser": ending.browser.name}
            events.note(session, author(), "session_ended", ending.account.name, **origin)
    except Refusal as refusal:
        return show(identity, refusal)
    return redirect_to(f"/steward/users/{identity}")
