"""``/login`` and ``/logout``: plain documents and forms, for browsers without scripts too."""

from http import HTTPStatus
from math import ceil

from flask import Flask, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue

from dashboard.signing import openid, password, reading, ways
from dashboard.signing.attempts import Attempts
from dashboard.signing.showing import sign_in_form
from data import accounts, audit
from data.clock import now
from data.refusals import Problem

ATTEMPTS = "itog-attempts"
EVERYWHERE = "everywhere"


def register(server: Flask) -> None:
    """Let people sign in and out."""
    reading.remember_readers(server)
    server.extensions[ATTEMPTS] = Attempts()
    server.add_url_rule(ways.LOGIN, "login", show)
    server.add_url_rule(ways.LOGIN, "sign_in", sign_in, methods=["POST"])
    server.add_url_rule(ways.LOGOUT, "sign_out", sign_out, methods=["POST"])
    password.register(server)
    openid.register(server)


def show() -> ResponseReturnValue:
    """The empty form; who has signed in needs none."""
    return sign_in_form() if reading.reader() is None else redirect(_after(), HTTPStatus.SEE_OTHER)


def sign_in() -> ResponseReturnValue:
    """Let in whoever knows a name and its password; what is wrong with them is not told."""
    name, typed = request.form.get("name", "").strip(), request.form.get("password", "")
    if not accounts.could_be(name, typed):
        longest = {"name": accounts.LONGEST_TYPED, "password": accounts.LONGEST_PASSWORD}
        return sign_in_form(HTTPStatus.BAD_REQUEST, Problem("sign_in_too_long", longest), name[: accounts.LONGEST_NAME])
    attempts: Attempts = current_app.extensions[ATTEMPTS]
    key = (accounts.same_name(name)[: accounts.LONGEST_NAME], request.remote_addr)
    wait = attempts.begin(key) or _locked(name)
    if wait:
        return _later(name, wait)
    found = _checked(name, typed)
    if found is None:
        return sign_in_form(HTTPStatus.UNAUTHORIZED, Problem("sign_in_wrong"), name)
    attempts.forget(key)
    reading.begin(found)
    after = ways.to_password(_after()) if found.one_time else _after()
    return redirect(after, HTTPStatus.SEE_OTHER)


def sign_out() -> ResponseReturnValue:
    """End the session of this browser, or of every browser."""
    account = reading.account()
    if account is not None:
        everywhere = request.values.get("do") == EVERYWHERE
        with reading.database().writing("signing out") as session:
            audit.note(session, account.name, "signed_out", account.name, everywhere=everywhere)
            if everywhere:
                accounts.end_sessions(session, account.name)
    reading.end()
    return redirect(_after(), HTTPStatus.SEE_OTHER)


def _checked(name: str, typed: str) -> accounts.AccountFacts | None:
    """The account that opens; what was tried is written down, and too many failures lock."""
    with reading.database().read() as session:
        found = accounts.check(session, name, typed)
    with reading.database().writing("signing in") as session:
        if found is not None:
            accounts.unlock(session, found.name)
            audit.note(session, found.name, "signed_in", found.name, address=request.remote_addr)
        else:
            locked = accounts.failed(session, name)
            said = name[: accounts.LONGEST_NAME]
            audit.note(session, audit.NOBODY, "sign_in_failed", said, address=request.remote_addr)
            if locked:
                audit.note(session, audit.NOBODY, "account_locked", said, address=request.remote_addr)
    return found


def _locked(name: str) -> int:
    """How many seconds an account still lets nobody in."""
    with reading.database().read() as session:
        until = accounts.locked_until(session, name)
    return 0 if until is None else ceil((until - now()).total_seconds())


def _later(name: str, wait: int) -> Response:
    said = Problem("sign_in_too_many", {"minutes": ceil(wait / 60)})
    response = sign_in_form(HTTPStatus.TOO_MANY_REQUESTS, said, name)
    response.headers["Retry-After"] = str(wait)
    return response


def _after() -> str:
    return ways.local(request.args.get("next"))
