"""Tokens: the right of a program to ask in a role, for a programme or all, until a day.

A token has 256 random bits. It is shown once, to who makes it; what is kept is its SHA-256, which
needs neither salt nor patience, as nobody can guess what it is of.
"""

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.clock import now, today
from data.refusals import Problem, Unauthenticated, refuse
from data.tables.accounts import ROLES, Account
from data.tables.tokens import ApiToken
from data.words.names import LONGEST_NAME, can_be_name, visible_name
from data.words.offers import unknown, unnamed

TOKEN_ROLES = ("viewer", "reporter", "steward", "publisher")
"""What a program may be; who lets others in is a person."""
REPORTER = "reporter"
PREFIX = "itog_"
"""By which what looks for secrets in code and logs knows one."""
RANDOM_BYTES = 32
LONGEST_TOKEN = 200
USUAL_DAYS = 365
MOST_DAYS = 5 * 366
USE_STEP = datetime.timedelta(minutes=5)
"""How often the last use of a token is written down at most."""


@dataclass(frozen=True)
class TokenFacts:
    """All there is to say of a token; never the token itself, nor its hash."""

    id: int
    name: str
    role: str
    programme: str | None  # None: all
    author: str
    added_at: datetime.datetime
    ends_on: datetime.date
    used_at: datetime.datetime | None
    revoked_at: datetime.datetime | None
    account_id: int | None = None  # of a reporter, in whose name it sends

    @property
    def state(self) -> str:
        """``valid``, ``ended`` or ``revoked``."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if today() <= self.ends_on else "ended"

    @property
    def signature(self) -> str:
        """Who is the author of what comes with the token."""
        return f"api: {self.name}"

    @property
    def use_is_due(self) -> bool:
        """Whether the use of this moment is to be written down."""
        return self.used_at is None or now() - self.used_at >= USE_STEP

    def may(self, role: str, programme: str | None = None) -> bool:
        """Whether the token has at least ``role``, and for this programme."""
        enough = ROLES.codes.index(self.role) >= ROLES.codes.index(role)
        return enough and (self.programme is None or programme in (None, self.programme))


def listed(session: Session) -> list[TokenFacts]:
    """Every token, oldest first; those that open nothing any longer too."""
    return [_facts(each) for each in session.scalars(select(ApiToken).order_by(ApiToken.id))]


def last_day(ends_on: datetime.date | None) -> datetime.date:
    """The last day of a new token, in a year unless another is named; refuses one that is past, and
    one that is too far.
    """
    first, latest = today(), today() + datetime.timedelta(MOST_DAYS)
    day = ends_on or first + datetime.timedelta(USUAL_DAYS)
    if not first <= day <= latest:
        raise refuse("token_day_wrong", day=day, first=first, last=latest)
    return day


def add(
    session: Session,
    name: str,
    *,
    role: str,
    author: str,
    ends_on: datetime.date,
    programme: str | None = None,
    account_id: int | None = None,
) -> str:
    """Make a token: what opens, to be shown once. Refuses a name that is taken or cannot be one, and
    one of a reporter that is nobody's.
    """
    if (role == REPORTER) != (account_id is not None):
        raise refuse("token_account_missing" if account_id is None else "token_account_idle")
    if not can_be_name(name):
        raise refuse("token_name_wrong", name=visible_name(name), longest=LONGEST_NAME)
    if session.scalar(select(ApiToken.id).where(ApiToken.name == name)) is not None:
        raise refuse("token_exists", name=name)
    token = f"{PREFIX}{secrets.token_urlsafe(RANDOM_BYTES)}"
    row = ApiToken(
        name=name,
        hash=_hashed(token),
        role=role,
        programme=programme,
        author=author,
        added_at=now(),
        ends_on=ends_on,
        account_id=account_id,
    )
    session.add(row)
    session.flush()
    return token


def revoke(session: Session, name: str) -> TokenFacts:
    """Let a token open nothing from now on; one that is revoked stays so, as of its first moment."""
    row = session.scalars(select(ApiToken).where(ApiToken.name == name)).one_or_none()
    if row is None:
        known = unnamed(each.name for each in listed(session))
        raise unknown("token_name_unknown", "name", name, known)
    row.revoked_at = row.revoked_at or now()
    return _facts(row)


def opened_by(session: Session, token: str) -> TokenFacts:
    """What a token opens; refuses one that is unknown, revoked or past its last day."""
    row = None
    if len(token) <= LONGEST_TOKEN:
        row = session.scalars(select(ApiToken).where(ApiToken.hash == _hashed(token))).one_or_none()
    if row is None:
        raise Unauthenticated(Problem("token_unknown"))
    facts = _facts(row)
    _refuse_closed_account(session, facts)
    if facts.state == "revoked":
        raise Unauthenticated(Problem("token_revoked", {"name": facts.name, "at": row.revoked_at}))
    if facts.state == "ended":
        raise Unauthenticated(Problem("token_ended", {"name": facts.name, "day": row.ends_on}))
    return facts


def _refuse_closed_account(session: Session, facts: TokenFacts) -> None:
    """Refuse the token of a reporter whom nobody lets in any more."""
    account = session.get(Account, facts.account_id) if facts.account_id is not None else None
    if account is not None and account.disabled:
        raise Unauthenticated(
            Problem("token_account_closed", {"name": facts.name, "account": account.name})
        )


def write_use(session: Session, identity: int) -> None:
    """Write down that a token was used just now."""
    session.get_one(ApiToken, identity).used_at = now()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _facts(row: ApiToken) -> TokenFacts:
    return TokenFacts(
        row.id,
        row.name,
        row.role,
        row.programme,
        row.author,
        row.added_at,
        row.ends_on,
        row.used_at,
        row.revoked_at,
        row.account_id,
    )
