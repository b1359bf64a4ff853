"""``/account``: what everybody sees and ends of their own account."""

from http import HTTPStatus

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts import reader
from dashboard.documents import document
from dashboard.http import context, urls
from dashboard.http.late_view import late_view
from dashboard.http.refusals import sentences, status_of
from dashboard.sign_in.guard import signed_in
from dashboard.text import formats
from dashboard.text.language import _
from data.accounts import second_factor, sessions
from data.accounts.accounts import AccountFacts
from data.audit import events
from data.refusals import Refusal

OTHERS = "others"


def register(server: Flask) -> None:
    """Add the addresses."""
    server.add_url_rule(urls.ACCOUNT, "account", signed_in(show))
    factor = late_view("dashboard.sign_in.factor.show")
    server.add_url_rule(urls.FACTOR, "second_factor", factor)
    factor_change = late_view("dashboard.sign_in.factor.change")
    server.add_url_rule(urls.FACTOR, "second_factor_set", factor_change, methods=["POST"])
    server.add_url_rule(
        urls.OWN_SESSIONS, "account_sessions", signed_in(end_sessions), methods=["POST"]
    )


def show() -> ResponseReturnValue:
    """The account, and where it is signed in."""
    return page()


def page(refused: Refusal | None = None) -> ResponseReturnValue:
    """The same, with what was refused."""
    account = own()
    with context.database().read() as session:
        going_on = sessions.sessions_of(session, account.id)
        left = second_factor.recovery_codes_left(session, account.id)
    return document(
        "account.html",
        _("Your account"),
        status_of(refused) if refused else HTTPStatus.OK,
        refused=sentences(refused, context.language()) if refused else (),
        account=account,
        codes_left=left,
        recommended=account.may("publisher"),
        sessions=going_on,
        token=reader.token(),
        formats=formats,
    )


def end_sessions() -> ResponseReturnValue:
    """End one session of one's own, or all but this one."""
    account, key = own(), request.form.get("session", "")
    try:
        with context.database().writing("sessions") as session:
            if request.form.get("do") == OTHERS:
                sessions.end_others(session, account.id, reader.token())
                events.note(session, account.name, "other_sessions_ended", account.name)
            else:
                ending = sessions.end_by_key(session, account.id, key)
                origin = {"address": ending.browser.address, "browser": ending.browser.name}
                events.note(session, account.name, "session_ended", account.name, **origin)
    except Refusal as refusal:
        return page(refusal)
    return redirect(urls.ACCOUNT, HTTPStatus.SEE_OTHER)


def own() -> AccountFacts:
    """The reader's own account: nobody else passes the guard."""
    account = reader.account()
    assert account is not None  # noqa: S101 - for mypy
    return account
