"""Sessions of accounts: each has a row, and ends with it wherever its cookie was copied to."""

import datetime
import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.accounts.accounts import AccountFacts, facts_of
from data.clock import now
from data.tables.accounts import Account
from data.tables.signing import AccountSession

LIFETIME = datetime.timedelta(hours=12)
MOST = 50
"""Sessions of one account that go on at once; of more, those begun first end."""


def begin(session: Session, identity: int) -> str:
    """Begin a session of an account: the token that names it, never told to anybody but its
    browser.
    """
    session.execute(delete(AccountSession).where(AccountSession.ends_at <= now()))
    token = secrets.token_hex(32)
    session.add(AccountSession(token=token, account_id=identity, ends_at=now() + LIFETIME))
    session.flush()
    own = select(AccountSession).where(
        AccountSession.account_id == identity, AccountSession.token != token
    )
    for old in session.scalars(own.order_by(AccountSession.ends_at.desc()).offset(MOST - 1)):
        session.delete(old)
    return token


def session_account(session: Session, identity: int, epoch: int, token: str) -> AccountFacts | None:
    """The account of a session begun in ``epoch``, while that session goes on."""
    of_token = (
        AccountSession.token == token,
        AccountSession.account_id == identity,
        AccountSession.ends_at > now(),
    )
    account = session.scalar(select(Account).join(AccountSession).where(*of_token))
    return (
        facts_of(account) if account and account.epoch == epoch and not account.disabled else None
    )


def end(session: Session, token: str) -> None:
    """Sign out: no copy of the session's cookie opens anything any longer."""
    session.execute(delete(AccountSession).where(AccountSession.token == token))
