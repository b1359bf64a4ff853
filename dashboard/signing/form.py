"""``/login`` and ``/logout``: plain documents and forms, for browsers without scripts too."""

from collections.abc import Mapping
from http import HTTPStatus
from math import ceil

from flask import Flask, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import context
from dashboard.documents import document, here
from dashboard.language import _
from dashboard.signing import reading, ways
from dashboard.signing.attempts import Attempts
from data import accounts
from data.refusals import Problem

ATTEMPTS = "itog-attempts"


def register(server: Flask) -> None:
    """Let people sign in and out."""
    reading.remember_readers(server)
    server.extensions[ATTEMPTS] = Attempts()
    server.add_url_rule(ways.LOGIN, "login", show)
    server.add_url_rule(ways.LOGIN, "sign_in", sign_in, methods=["POST"])
    server.add_url_rule(ways.LOGOUT, "sign_out", sign_out, methods=["POST"])


def show() -> ResponseReturnValue:
    """The empty form; who has signed in needs none."""
    return _form() if reading.reader() is None else redirect(_after(), HTTPStatus.SEE_OTHER)


def sign_in() -> ResponseReturnValue:
    """Let in whoever knows a name and its password; what is wrong with them is not told."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    attempts: Attempts = current_app.extensions[ATTEMPTS]
    key = (accounts.same_name(name)[: accounts.LONGEST_NAME], request.remote_addr)
    wait = attempts.begin(key)
    if wait:
        response = _form(name, HTTPStatus.TOO_MANY_REQUESTS, Problem("sign_in_too_many", {"minutes": ceil(wait / 60)}))
        response.headers["Retry-After"] = str(wait)
        return response
    with reading.database().read() as session:
        account = accounts.check(session, name, password)
    if account is None:
        return _form(name, HTTPStatus.UNAUTHORIZED, Problem("sign_in_wrong"))
    attempts.forget(key)
    reading.begin(account)
    return redirect(_after(), HTTPStatus.SEE_OTHER)


def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    reading.end()
    return redirect(_after(), HTTPStatus.SEE_OTHER)


def _after() -> str:
    return ways.local(request.args.get("next"))


def _form(name: str = "", status: int = HTTPStatus.OK, refused: Problem | None = None) -> Response:
    said = refused.sentence(context.language()) if refused else None
    return document(
        "login.html", _("Signing in"), status, words=_words(), action=here(), after=_after(), name=name, refused=said
    )


def _words() -> Mapping[str, str]:
    return {
        "lead": _("Reading needs no account; changing something does."),
        "name": _("Your name"),
        "password": _("Password"),
        "enter": _("Sign in"),
        "back": _("Back without signing in"),
    }
