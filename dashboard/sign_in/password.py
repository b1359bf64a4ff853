"""``/password``: everybody changes their own; who came with a one-time password must."""

from http import HTTPStatus

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts import reader
from dashboard.accounts.browser import browser
from dashboard.documents import document, own_address
from dashboard.http import context, urls
from dashboard.http.refusals import status_of
from dashboard.sign_in.confirming import confirm, is_password, with_patience
from dashboard.submissions import keep
from dashboard.text.language import _
from data.accounts import accounts, sessions
from data.audit import events
from data.refusals import Refusal, refuse


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule(urls.PASSWORD, "password", show)
    server.add_url_rule(urls.PASSWORD, "password_set", change, methods=["POST"])


def show() -> ResponseReturnValue:
    """The empty form."""
    return _form() if reader.account() is not None else _to_login()


def change() -> ResponseReturnValue:
    """Set the new password; every other session of the account ends."""
    account = reader.account()
    if account is None:
        return _to_login()
    try:
        _change(account)
    except Refusal as refusal:
        return with_patience(_form(refusal), refusal)
    return redirect(urls.local(request.args.get("next")), HTTPStatus.SEE_OTHER)


def _change(account: accounts.AccountFacts) -> None:
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise refuse("passwords_differ")
    if new == old:
        raise refuse("password_same")
    confirm(
        account,
        lambda: is_password(account, old),
        wrong="password_old_wrong",
        slowed="password_old_too_many",
    )
    with context.database().writing("password") as session:
        changed = accounts.set_password(session, account.name, new)
        events.note(session, account.name, "password_changed", account.name)
        token = sessions.begin(session, account.id, browser())
    reader.begin(changed, token)


def _to_login() -> ResponseReturnValue:
    return redirect(urls.to_login(urls.PASSWORD), HTTPStatus.SEE_OTHER)


def _form(refused: Refusal | None = None) -> Response:
    account = reader.account()
    one_time = bool(account and account.one_time)
    return document(
        "password.html",
        _("Your password"),
        status_of(refused) if refused else HTTPStatus.OK,
        action=own_address(),
        refused=refused.text(context.language()) if refused else None,
        one_time=one_time,
        least=accounts.LEAST_PASSWORD,
        typed_waits=one_time and bool(keep.waiting()),
    )
