"""Who reads: a cookie names a session of an account and its epoch, and both are asked for at each
request.
"""

from contextlib import suppress
from dataclasses import dataclass

from flask import Flask, Request, current_app, has_request_context, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user, logout_user

from dashboard.accounts.browser import address
from dashboard.accounts.policy import policy
from dashboard.http import context
from dashboard.http.context import SESSION_COOKIE
from data.accounts import accounts, sessions
from data.refusals import Refusal

KEEPING = "steward"
"""The role from which on records are kept, and small numbers seen."""


@dataclass(frozen=True)
class SignedInReader:
    """Who has signed in, as flask-login wants to see it."""

    account: accounts.AccountFacts
    key: str
    is_active: bool = True
    is_authenticated: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return self.key


class Sessions(SecureCookieSessionInterface):
    """Signed cookies that only https carries, where the request came by https."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """A reader without the cookie has an empty session; no key is worked out to read it."""
        return (
            super().open_session(app, request)
            if SESSION_COOKIE in request.cookies
            else self.session_class()
        )

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def reader() -> str | None:
    """The name of the account that has signed in, or nothing; without a session's cookie no
    database is asked.
    """
    current = account()
    return current.name if current else None


def account() -> accounts.AccountFacts | None:
    """The account that has signed in, as it is now."""
    # a server of the API alone has nobody who signs in
    if not has_request_context() or not hasattr(current_app, "login_manager"):
        return None
    if not current_user.is_authenticated:
        return None
    facts: accounts.AccountFacts = current_user.account
    return facts


def may(role: str, programme: str | None = None) -> bool:
    """Whether the reader has at least this role, for this programme, and nothing left to set up
    first.
    """
    current = account()
    return current is not None and not must_set_up(current) and current.may(role, programme)


def programmes_in_full() -> frozenset[str] | None:
    """The programmes whose records the reader keeps, and so may see small numbers of; None: all."""
    current = account()
    if current is None or not may(KEEPING):
        return frozenset()
    everywhere = current.programmes is None or current.role == "administrator"
    return None if everywhere else frozenset(current.programmes or ())


def must_set_up(current: accounts.AccountFacts) -> bool:
    """Whether an account has a password to change or a second factor to set up before anything
    else.
    """
    return current.one_time or policy().lacks_factor(current)


def begin(signing: accounts.AccountFacts, token: str) -> None:
    """Let an account's holder in, in the session of this token; nothing of an earlier one stays."""
    session.clear()
    login_user(SignedInReader(signing, f"{signing.id}.{signing.epoch}.{token}"))


def token() -> str:
    """What names the session of the reader who has signed in."""
    key: str = current_user.get_id()
    return key.rpartition(".")[2]


def forget() -> None:
    """Take the cookie of a session back."""
    logout_user()
    session.clear()


def remember_readers(server: Flask) -> None:
    """Let a server know its readers.

    ``LoginManager.init_app`` would also look into the session after each answer, for a cookie that
    we never give: every file and every answer of the API would then vary by cookie.
    """
    server.extensions[context.IN_FULL] = programmes_in_full
    server.session_interface = Sessions()
    server.config.update(
        SESSION_COOKIE_NAME=SESSION_COOKIE,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=sessions.LIFETIME,
    )
    manager = LoginManager()
    manager.session_protection = (
        None  # it would only mark a session whose address changed, and write a new cookie
    )
    manager.user_loader(_load)
    server.login_manager = manager  # type: ignore[attr-defined]


def _load(key: str) -> SignedInReader | None:
    identity, epoch, token = key.split(".")
    with context.database().read() as reading:
        facts = sessions.session_of(reading, int(identity), int(epoch), token)
    if facts is None:
        return None
    if facts.use_is_due:
        _write_use(token)
    return SignedInReader(facts.account, key)


def _write_use(token: str) -> None:
    # a reader never waits for a writer: a later request writes it down
    with suppress(Refusal), context.database().writing("last use", waits=False) as session:
        sessions.write_use(session, token, address())
