"""``/steward/users/<n>``: the second factor of one account and where it is signed in; an
administrator's own screen.
"""

from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.accounts import reader
from dashboard.accounts.policy import policy
from dashboard.http.context import database
from dashboard.http.refusals import status_of
from dashboard.steward.pages import author, lines, page, redirect_to
from dashboard.steward.screen import Screen
from data.accounts import accounts, second_factor, sessions
from data.audit import events
from data.refusals import Refusal

SCREEN = Screen("/steward/users/<int:identity>", None, 96, role="administrator")


@SCREEN.get()
def show(identity: int, refused: Refusal | None = None) -> ResponseReturnValue:
    """Every session of the account that goes on."""
    with database().read() as session:
        person = accounts.numbered(session, identity)
        going_on = sessions.sessions_of(session, identity)
        left = second_factor.recovery_codes_left(session, identity)
    return page(
        "account.html",
        person.name,
        status_of(refused) if refused else HTTPStatus.OK,
        refused=lines(refused),
        person=person,
        codes_left=left,
        lacks_factor=policy().lacks_factor(person),
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


@SCREEN.post("/second-factor")
def remove_factor(identity: int) -> ResponseReturnValue:
    """Let the password alone open the account, whose telephone is lost; its sessions end."""
    try:
        with database().writing("second factor") as session:
            name = accounts.numbered(session, identity).name
            second_factor.remove(session, name)
            events.note(session, author(), "second_factor_removed", name)
    except Refusal as refusal:
        return show(identity, refusal)
    return redirect_to(f"/steward/users/{identity}")
