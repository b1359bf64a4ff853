"""``/login`` and ``/logout``: plain documents and forms, for browsers without scripts too."""

from http import HTTPStatus

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.accounts import reader
from dashboard.http import context, urls
from dashboard.http.late_view import late_view
from dashboard.sign_in import own_account, password, submissions
from dashboard.sign_in.confirming import refuse_hasty, with_patience
from dashboard.sign_in.halfway import ask_for_code
from dashboard.sign_in.landing import landing, let_in
from dashboard.sign_in.page import sign_in_form
from data.accounts import accounts, attempts, sessions
from data.audit import events
from data.refusals import Problem, TooMany
from data.words.names import LONGEST_NAME

EVERYWHERE = "everywhere"


def register(server: Flask) -> None:
    """Let people sign in and out."""
    server.add_url_rule(urls.LOGIN, "login", show)
    server.add_url_rule(urls.LOGIN, "sign_in", sign_in, methods=["POST"])
    server.add_url_rule(urls.LOGOUT, "sign_out", sign_out, methods=["POST"])
    code = late_view("dashboard.sign_in.codes.show")
    server.add_url_rule(urls.CODE, "code", code)
    code_sent = late_view("dashboard.sign_in.codes.sign_in")
    server.add_url_rule(urls.CODE, "sign_in_code", code_sent, methods=["POST"])
    password.register(server)
    own_account.register(server)
    submissions.register(server)
    server.add_url_rule(urls.PROVIDER, "oidc", late_view("dashboard.sign_in.openid.begin"))
    back = late_view("dashboard.sign_in.openid.come_back")
    server.add_url_rule(f"{urls.PROVIDER}/back", urls.PROVIDER_BACK, back)


def show() -> ResponseReturnValue:
    """The empty form; who has signed in needs none."""
    return (
        sign_in_form()
        if reader.reader() is None
        else redirect(landing(reader.account(), request.args.get("next")), HTTPStatus.SEE_OTHER)
    )


def sign_in() -> ResponseReturnValue:
    """Let in whoever knows a name and its password; what is wrong with them is not told."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    if not accounts.could_be(name, password):
        longest = {"name": accounts.LONGEST_TYPED, "password": accounts.LONGEST_PASSWORD}
        return sign_in_form(
            HTTPStatus.BAD_REQUEST,
            Problem("sign_in_too_long", longest),
            name[:LONGEST_NAME],
        )
    try:
        account = _checked(name, password)
    except TooMany as refusal:
        page = sign_in_form(HTTPStatus.TOO_MANY_REQUESTS, refusal.problems[0], name)
        return with_patience(page, refusal)
    if account is None:
        return sign_in_form(HTTPStatus.UNAUTHORIZED, Problem("sign_in_wrong"), name)
    return ask_for_code(account) if account.second_factor else let_in(account)


def sign_out() -> ResponseReturnValue:
    """End this session, of which the cookie may have been copied, or every session of the account."""
    account = reader.account()
    if account is not None:
        everywhere = request.values.get("do") == EVERYWHERE
        with context.database().writing("signing out") as session:
            events.note(session, account.name, "signed_out", account.name, everywhere=everywhere)
            if everywhere:
                accounts.end_sessions(session, account.name)
            else:
                sessions.end(session, reader.token())
    reader.forget()
    return redirect(_after(), HTTPStatus.SEE_OTHER)


def _checked(name: str, password: str) -> accounts.AccountFacts | None:
    """The account that opens; what was tried in vain is counted and written down.

    Refuses who has to wait, before the password is looked at and again when the answer is there: a
    hash takes long, and many who begin at once are counted one after another.
    """
    database, address = context.database(), request.remote_addr
    with database.read() as session:
        refuse_hasty(attempts.wait(session, name, address), "sign_in_too_many")
    with database.read() as session:
        account = accounts.check(session, name, password)
    with database.read() if account else database.writing("signing in") as session:
        refuse_hasty(attempts.wait(session, name, address), "sign_in_too_many")
        if account is None:
            attempts.count_failure(session, name, address)
            attempts.write_down(session, name[:LONGEST_NAME], address=address)
    return account


def _after() -> str:
    return urls.local(request.args.get("next"))
