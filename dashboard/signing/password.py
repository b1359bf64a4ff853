"""``/password``: everybody changes their own; who came with a one-time password must."""

from http import HTTPStatus

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import context
from dashboard.documents import document, here
from dashboard.language import _
from dashboard.signing import reading, ways
from data import accounts, audit
from data.refusals import Refusal, refuse


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule(ways.PASSWORD, "password", show)
    server.add_url_rule(ways.PASSWORD, "password_set", change, methods=["POST"])


def show() -> ResponseReturnValue:
    """The empty form."""
    return _form() if reading.account() is not None else _to_login()


def change() -> ResponseReturnValue:
    """Set the new password; every other session of the account ends."""
    account = reading.account()
    if account is None:
        return _to_login()
    try:
        changed = _changed(account)
    except Refusal as refusal:
        return _form(refusal)
    reading.begin(changed)
    return redirect(ways.local(request.args.get("next")), HTTPStatus.SEE_OTHER)


def _changed(account: accounts.AccountFacts) -> accounts.AccountFacts:
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise refuse("passwords_differ")
    if new == old:
        raise refuse("password_same")
    with reading.database().writing("password") as session:
        if accounts.check(session, account.name, old) is None:
            raise refuse("password_old_wrong")
        audit.note(session, account.name, "password_changed", account.name)
        return accounts.set_password(session, account.name, new)


def _to_login() -> ResponseReturnValue:
    return redirect(ways.to_login(ways.PASSWORD), HTTPStatus.SEE_OTHER)


def _form(refused: Refusal | None = None) -> Response:
    account = reading.account()
    lead = _("The password you came with is for one use.") if account and account.one_time else ""
    words = {
        "lead": lead,
        "old": _("Password until now"),
        "new": _("New password, at least {least} characters").format(least=accounts.LEAST_PASSWORD),
        "again": _("Once more"),
        "set": _("Set the password"),
        "everywhere": _("Sign out everywhere"),
        "everywhere_help": _("On every computer and telephone where you are signed in, this one too."),
        "dashboard": _("To the dashboard"),
    }
    said = refused.text(context.language()) if refused else None
    status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    return document("password.html", _("Your password"), status, words=words, action=here(), refused=said)
