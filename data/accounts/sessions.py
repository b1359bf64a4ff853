"""Sessions of accounts: each has a row, and ends with it wherever its cookie was copied to."""

import datetime
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.accounts.accounts import AccountFacts, facts_of
from data.clock import now
from data.refusals import NotFound, Problem
from data.tables.accounts import Account
from data.tables.signing import AccountSession

LIFETIME = datetime.timedelta(hours=12)
USE_STEP = datetime.timedelta(minutes=5)
"""How often the last use of a session is written down at most: reading pages writes nothing else."""
SET_BACK = datetime.timedelta(hours=1)
"""What a clock may be set back by without signing everybody out."""
MOST = 50
"""Sessions of one account that go on at once; of more, those begun first end."""

LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class BrowserFacts:
    """From which address, and by which family of browsers on which system; empty what is not known."""

    address: str = ""
    name: str = ""


@dataclass(frozen=True)
class SessionFacts:
    """A session that goes on; moments are UTC."""

    account: AccountFacts
    token: str = field(repr=False)
    begun_at: datetime.datetime
    used_at: datetime.datetime
    browser: BrowserFacts

    @property
    def key(self) -> str:
        """What names the session in a page: its token opens it, and is never in one."""
        return hashlib.sha256(self.token.encode()).hexdigest()[:16]

    @property
    def use_is_due(self) -> bool:
        """Whether the use of this moment is to be written down."""
        return now() - self.used_at >= USE_STEP


def begin(session: Session, identity: int, browser: BrowserFacts | None = None) -> str:
    """Begin a session of an account: the token that names it, never told to anybody but its
    browser.
    """
    session.execute(delete(AccountSession).where(AccountSession.ends_at <= now()))
    token, origin = secrets.token_hex(32), browser or BrowserFacts()
    begun = AccountSession(
        token=token,
        account_id=identity,
        ends_at=now() + LIFETIME,
        used_at=now(),
        address=origin.address,
        browser=origin.name,
    )
    session.add(begun)
    session.flush()
    own = select(AccountSession).where(
        AccountSession.account_id == identity, AccountSession.token != token
    )
    for old in session.scalars(own.order_by(AccountSession.ends_at.desc()).offset(MOST - 1)):
        session.delete(old)
    return token


def session_of(session: Session, identity: int, epoch: int, token: str) -> SessionFacts | None:
    """The session that a token names, begun in ``epoch``, while it goes on."""
    of_token = (AccountSession.token == token, AccountSession.account_id == identity)
    row = session.execute(_going_on().where(*of_token)).one_or_none()
    if row is None or row.Account.epoch != epoch or row.Account.disabled:
        return None
    return _facts(row.Account, row.AccountSession)


def sessions_of(session: Session, identity: int) -> list[SessionFacts]:
    """Every session of an account that goes on, the one used last first."""
    rows = session.execute(_going_on().where(AccountSession.account_id == identity))
    facts = [_facts(row.Account, row.AccountSession) for row in rows]
    return sorted(facts, key=lambda each: (each.used_at, each.key), reverse=True)


def write_use(session: Session, token: str, address: str) -> None:
    """Write down that a session was used just now, and from where."""
    row = session.get(AccountSession, token)
    if row is not None:
        row.used_at, row.address = now(), address


def end(session: Session, token: str) -> None:
    """Sign out: no copy of the session's cookie opens anything any longer."""
    session.execute(delete(AccountSession).where(AccountSession.token == token))


def end_by_key(session: Session, identity: int, key: str) -> SessionFacts:
    """End one session of an account; refuses one that has ended already or is another's."""
    ending = next((each for each in sessions_of(session, identity) if each.key == key), None)
    if ending is None:
        raise NotFound(Problem("session_gone"))
    end(session, ending.token)
    return ending


def end_others(session: Session, identity: int, token: str) -> None:
    """End every session of an account but the one of this token."""
    others = AccountSession.account_id == identity, AccountSession.token != token
    session.execute(delete(AccountSession).where(*others))


def _going_on() -> Any:
    joined = select(Account, AccountSession).join(
        AccountSession, AccountSession.account_id == Account.id
    )
    # one that ended long ago must not go on again where the clock was set back
    latest = now() + LIFETIME + SET_BACK
    return joined.where(AccountSession.ends_at > now(), AccountSession.ends_at <= latest)


def _facts(account: Account, row: AccountSession) -> SessionFacts:
    begun_at = row.ends_at - LIFETIME
    browser = BrowserFacts(row.address or "", row.browser or "")
    return SessionFacts(facts_of(account), row.token, begun_at, row.used_at or begun_at, browser)
