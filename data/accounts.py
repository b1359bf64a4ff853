"""Who may change something: accounts, their passwords, and the sessions that a new password ends."""

import datetime
import unicodedata
from dataclasses import dataclass

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from data.clock import now
from data.refusals import NotFound, Problem, refuse
from data.tables.accounts import Account

LEAST_PASSWORD = 10
LONGEST_NAME = 100
HASHES = PasswordHash((Argon2Hasher(),))
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$aXRvZyBrbm93cyBub2JvZA$Z9nkQY2mQjpHh1rn5drIqK3Bt7/yAzeYAcl5lyaqiMo"
"""Hashed like a password, so that an unknown name takes as long as a known one; it lets nobody in."""


@dataclass(frozen=True)
class AccountFacts:
    """All there is to say of an account; never the hash of its password."""

    id: int
    name: str
    epoch: int
    disabled: bool
    added_at: datetime.datetime


def listed(session: Session) -> tuple[AccountFacts, ...]:
    """Every account, oldest first."""
    return tuple(_facts(account) for account in _all(session))


def add(session: Session, name: str, password: str) -> AccountFacts:
    """Add an account; refuses a name that is taken or cannot be one, and a short password."""
    account = Account(
        name=free_name(session, name), password_hash=_hashed(password), epoch=1, disabled=False, added_at=now()
    )
    session.add(account)
    session.flush()
    return _facts(account)


def free_name(session: Session, name: str) -> str:
    """The name as it will be kept; refuses what cannot be one, and what is taken whatever its case."""
    plain = _composed(name)
    if not 1 <= len(plain) <= LONGEST_NAME or not plain.isprintable() or plain != plain.strip():
        raise refuse("account_name_wrong", name=repr(name)[1:-1][: 2 * LONGEST_NAME], longest=LONGEST_NAME)
    taken = _called(session, plain)
    if taken is not None:
        raise refuse("account_exists", name=taken.name)
    return plain


def account_of(session: Session, name: str) -> AccountFacts:
    """The account of a name, whatever its case; refuses an unknown one and names the known."""
    return _facts(_known(session, name))


def set_password(session: Session, name: str, password: str) -> AccountFacts:
    """Give a new password; every session begun with the old one ends."""
    account = _known(session, name)
    account.password_hash = _hashed(password)
    account.epoch += 1
    return _facts(account)


def disable(session: Session, name: str) -> AccountFacts:
    """Let nobody in under this name; its sessions end, and do not come back with the account."""
    account = _known(session, name)
    account.disabled = True
    account.epoch += 1
    return _facts(account)


def enable(session: Session, name: str) -> AccountFacts:
    """Let the holder of the password in again."""
    account = _known(session, name)
    account.disabled = False
    return _facts(account)


def check(session: Session, name: str, password: str) -> AccountFacts | None:
    """The account that this name and password open, else nothing, after the same work whatever is wrong."""
    account = _called(session, _composed(name))
    right = HASHES.verify(_composed(password), account.password_hash if account else NOBODY)
    return _facts(account) if account and right and not account.disabled else None


def standing(session: Session, identity: int, epoch: int) -> AccountFacts | None:
    """The account of a session begun in ``epoch``, while that session may go on."""
    account = session.get(Account, identity)
    return _facts(account) if account and account.epoch == epoch and not account.disabled else None


def same_name(name: str) -> str:
    """What is equal for names that differ in case or in how their letters are composed."""
    return _composed(_composed(name).casefold())


def _known(session: Session, name: str) -> Account:
    found = _called(session, name)
    if found is None:
        names = ", ".join(account.name for account in _all(session))
        raise NotFound(Problem("unknown_account", {"name": name[:LONGEST_NAME], "known": names or "–"}))
    return found


def _called(session: Session, name: str) -> Account | None:
    """Compared here, because databases disagree about the case of Cyrillic letters."""
    return next((account for account in _all(session) if same_name(account.name) == same_name(name)), None)


def _all(session: Session) -> list[Account]:
    return list(session.scalars(select(Account).order_by(Account.id)))


def _hashed(password: str) -> str:
    plain = _composed(password)
    if len(plain) < LEAST_PASSWORD or not plain.isprintable():
        raise refuse("password_wrong", least=LEAST_PASSWORD)
    return HASHES.hash(plain)


def _composed(text: str) -> str:
    """One spelling of «й», whichever keyboard wrote it."""
    return unicodedata.normalize("NFC", text)


def _facts(account: Account) -> AccountFacts:
    return AccountFacts(account.id, account.name, account.epoch, account.disabled, account.added_at)
