"""Accounts that a provider of OpenID Connect vouches for: each is bound to one subject of one
issuer.
"""

from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.accounts.accounts import AccountFacts, account_named, composed, facts_of
from data.refusals import refuse
from data.tables.accounts import Account
from data.words.names import LONGEST_NAME

LONGEST = 300


def subject_of(issuer: str, person: str) -> str:
    """How a person of an issuer is kept; refuses what is too long to be told apart."""
    subject = f"{issuer} {person}"
    if not person.strip() or not person.isprintable() or len(subject) > LONGEST:
        raise refuse("subject_wrong", subject=repr(person)[1:-1][:LONGEST], longest=LONGEST)
    return subject


def bound(session: Session, subject: str) -> AccountFacts | None:
    """The account bound to a subject, open or closed."""
    account = session.scalars(select(Account).where(Account.subject == subject)).one_or_none()
    return facts_of(account) if account else None


def free_subject(session: Session, subject: str) -> str:
    """The subject, if no account has it."""
    owner = bound(session, subject)
    if owner is not None:
        raise refuse("subject_taken", subject=subject, name=owner.name)
    return subject


def name_like(session: Session, claimed: str) -> str:
    """A free name as near as can be to what somebody calls themselves."""
    visible = "".join(sign if sign.isprintable() else " " for sign in composed(claimed[:LONGEST]))
    plain = " ".join(visible.split()) or "?"
    tried = (f"{plain[: LONGEST_NAME - 6]} {number}" for number in count(2))
    return next(
        name
        for name in chain([plain[:LONGEST_NAME].strip()], tried)
        if account_named(session, name) is None
    )
