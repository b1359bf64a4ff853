"""Who may change something: accounts, their passwords, and the sessions that a new password ends."""

import datetime
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.clock import now
from data.refusals import NotFound, refuse
from data.tables.accounts import ROLES, Account
from data.tables.signing import AccountSession
from data.words.names import LONGEST_NAME, can_be_name
from data.words.offers import offer, unknown, unnamed

LEAST_PASSWORD = 10
LONGEST_PASSWORD = 1_000
LONGEST_TYPED = 4 * LONGEST_NAME
"""Signs of a name as it is typed: a letter may come as several that are composed to one."""

NO_PASSWORD = ""
HASHES = PasswordHash((Argon2Hasher(),))
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$aXRvZyBrbm93cyBub2JvZA$Z9nkQY2mQjpHh1rn5drIqK3Bt7/yAzeYAcl5lyaqiMo"
"""Hashed like a password, so that an unknown name takes as long as a known one; it lets nobody in.
"""


@dataclass(frozen=True)
class AccountFacts:
    """All there is to say of an account; never the hash of its password."""

    id: int
    name: str
    epoch: int
    disabled: bool
    added_at: datetime.datetime
    role: str = "steward"
    programmes: tuple[str, ...] | None = None  # None: all
    one_time: bool = False
    subject: str | None = None
    has_password: bool = True
    second_factor: bool = False
    districts: tuple[str, ...] | None = None  # that a reporter may send of; None: all
    kinds: tuple[str, ...] | None = None

    def may(self, role: str, programme: str | None = None) -> bool:
        """Whether the account has at least ``role``, and for this programme; an administrator knows
        no bounds.
        """
        enough = ROLES.codes.index(self.role) >= ROLES.codes.index(role)
        everywhere = programme is None or self.programmes is None or self.role == "administrator"
        return enough and (everywhere or programme in (self.programmes or ()))


def listed(session: Session) -> tuple[AccountFacts, ...]:
    """Every account, oldest first."""
    return tuple(facts_of(account) for account in _all(session))


def add(
    session: Session, name: str, password: str, *, role: str = "steward", **columns: Any
) -> AccountFacts:
    """Add an account; refuses a name that is taken or cannot be one, an unknown role, and a short
    password.

    Also: ``programmes``, ``districts``, ``kinds``, ``one_time``, ``subject``; an empty password is
    for accounts with a subject alone.
    """
    known_role(role)
    kept = NO_PASSWORD if columns.get("subject") and not password else _hashed(password)
    account = Account(
        name=free_name(session, name),
        password_hash=kept,
        role=role,
        epoch=1,
        disabled=False,
        added_at=now(),
        **columns,
    )
    session.add(account)
    session.flush()
    return facts_of(account)


def one_time_password() -> str:
    """A password to be told once and changed at the first sign-in."""
    return "-".join(secrets.token_hex(3) for _ in range(3))


def known_role(role: str) -> str:
    """The role, if it is one."""
    if role not in ROLES:
        raise refuse("unknown_role", role=role[:40], **offer(ROLES.names, role))
    return role


def set_role(
    session: Session,
    name: str,
    role: str,
    programmes: Sequence[str] | None = None,
    *,
    districts: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
) -> AccountFacts:
    """Give another role, for some programmes or all, of a reporter also for some districts and
    kinds, from the next request on; the last administrator stays one.
    """
    account = _existing_account(session, name)
    if account.role == "administrator" and known_role(role) != "administrator":
        _refuse_the_last(session, account)
    account.role = known_role(role)
    account.programmes = _codes(programmes)
    account.districts, account.kinds = _codes(districts), _codes(kinds)
    return facts_of(account)


def _codes(codes: Sequence[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)


def free_name(session: Session, name: str) -> str:
    """The name as it will be kept; refuses what cannot be one, and what is taken whatever its case."""
    plain = composed(name) if len(name) <= LONGEST_TYPED else name
    if not can_be_name(plain):
        raise refuse(
            "account_name_wrong", name=repr(name)[1:-1][: 2 * LONGEST_NAME], longest=LONGEST_NAME
        )
    taken = account_named(session, plain)
    if taken is not None:
        raise refuse("account_exists", name=taken.name)
    return plain


def account_of(session: Session, name: str) -> AccountFacts:
    """The account of a name, whatever its case; refuses an unknown one and names the known."""
    return facts_of(_existing_account(session, name))


def numbered(session: Session, identity: int) -> AccountFacts:
    """The account of an identity; refuses an unknown one."""
    account = session.get(Account, identity)
    if account is None:
        raise _unknown(session, f"№ {identity}")
    return facts_of(account)


def set_password(
    session: Session, name: str, password: str, *, one_time: bool = False
) -> AccountFacts:
    """Give a new password; every session begun with the old one ends."""
    account = _existing_account(session, name)
    account.password_hash, account.one_time = _hashed(password), one_time
    _end_sessions(session, account)
    return facts_of(account)


def end_sessions(session: Session, name: str) -> AccountFacts:
    """Sign out everywhere."""
    account = _existing_account(session, name)
    _end_sessions(session, account)
    return facts_of(account)


def disable(session: Session, name: str) -> AccountFacts:
    """Let nobody in under this name; its sessions end, and do not come back with the account."""
    account = _existing_account(session, name)
    if account.role == "administrator":
        _refuse_the_last(session, account)
    account.disabled = True
    _end_sessions(session, account)
    return facts_of(account)


def enable(session: Session, name: str) -> AccountFacts:
    """Let the holder of the password in again."""
    account = _existing_account(session, name)
    account.disabled = False
    return facts_of(account)


def check(session: Session, name: str, password: str) -> AccountFacts | None:
    """The account that this name and password open, else nothing, after the same work whatever is
    wrong.
    """
    if not could_be(name, password):
        return None
    account = account_named(session, name)
    right = HASHES.verify(
        composed(password), account.password_hash if account and account.password_hash else NOBODY
    )
    return facts_of(account) if account and right and not account.disabled else None


def could_be(name: str, password: str) -> bool:
    """Whether any account could have this name and password: composing longer ones takes time by
    the square.
    """
    return len(name) <= LONGEST_TYPED and len(password) <= LONGEST_PASSWORD


def same_name(name: str) -> str:
    """What is equal for names that differ in case or in how their letters are composed; no name is
    longer.
    """
    return (
        name[:LONGEST_TYPED] if len(name) > LONGEST_TYPED else composed(composed(name).casefold())
    )


def _end_sessions(session: Session, account: Account) -> None:
    """No cookie of an earlier epoch opens anything; rows that it left would be listed."""
    account.epoch += 1
    session.execute(delete(AccountSession).where(AccountSession.account_id == account.id))


def _refuse_the_last(session: Session, leaving: Account) -> None:
    """Somebody must remain who can let others in."""
    others = (each for each in _all(session) if each.id != leaving.id)
    if not any(each.role == "administrator" and not each.disabled for each in others):
        raise refuse("last_administrator", name=leaving.name)


def _existing_account(session: Session, name: str) -> Account:
    account = account_named(session, name)
    if account is None:
        raise _unknown(session, name)
    return account


def _unknown(session: Session, name: str) -> NotFound:
    names = unnamed(account.name for account in _all(session))
    return unknown("unknown_account", "name", name, names)


def account_named(session: Session, name: str) -> Account | None:
    """Compared here, because databases disagree about the case of Cyrillic letters."""
    same = same_name(name)
    return next((account for account in _all(session) if same_name(account.name) == same), None)


def _all(session: Session) -> list[Account]:
    return list(session.scalars(select(Account).order_by(Account.id)))


def _hashed(password: str) -> str:
    if len(password) > LONGEST_PASSWORD:
        raise refuse("password_too_long", longest=LONGEST_PASSWORD)
    plain = composed(password)
    if len(plain) < LEAST_PASSWORD or not plain.isprintable():
        raise refuse("password_wrong", least=LEAST_PASSWORD)
    return HASHES.hash(plain)


def composed(text: str) -> str:
    """One spelling of «й», whichever keyboard wrote it."""
    return unicodedata.normalize("NFC", text)


def facts_of(account: Account) -> AccountFacts:
    """What there is to say of a row."""
    programmes = None if account.programmes is None else tuple(account.programmes)
    return AccountFacts(
        account.id,
        account.name,
        account.epoch,
        account.disabled,
        account.added_at,
        account.role,
        programmes,
        account.one_time,
        account.subject,
        account.password_hash != NO_PASSWORD,
        account.factor_key is not None,
        None if account.districts is None else tuple(account.districts),
        None if account.kinds is None else tuple(account.kinds),
    )
