"""Who wants digests: one subscription an account, of an address that has been confirmed by a letter."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from data.clock import now, today
from data.database.database import newest_revision
from data.mail.server import mail_address
from data.refusals import LANGUAGES, NotFound, Problem, refuse
from data.tables.accounts import Account
from data.tables.digests import DIGEST_RHYTHMS, DigestSubscription

KEY_BYTES = 32
WEEK = 7
MOST_LETTERS = 5
"""Letters that confirm an address, an account and day: nobody's mailbox is filled by somebody else."""


@dataclass(frozen=True)
class DigestWish:
    """What an account has chosen: an address, a rhythm with its ``weekday`` (0 is Monday), codes of
    programmes, None for all, and a language.
    """

    address: str = ""
    rhythm: str = "weekly"
    weekday: int = 0
    programmes: tuple[str, ...] | None = None
    language: str = LANGUAGES[0]


@dataclass(frozen=True)
class Subscription:
    """A wish that is kept, and whose; ``key`` is what links of its letters name."""

    id: int
    account_id: int
    account: str
    is_open: bool
    wish: DigestWish
    key: str = field(repr=False)
    confirmed_at: datetime.datetime | None
    revision: int | None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


def subscription_of(session: Session, account_id: int) -> Subscription | None:
    """That of an account, if there is one."""
    row = session.execute(_every().where(Account.id == account_id)).one_or_none()
    return _facts(*row) if row else None


def subscriptions(session: Session) -> list[Subscription]:
    """Every subscription, oldest first; those of closed accounts and not confirmed ones too."""
    return [_facts(*row) for row in session.execute(_every().order_by(DigestSubscription.id))]


def named(session: Session, identity: int, key: str) -> Subscription:
    """The subscription that a link names; refuses one that has ended, or has another address by now."""
    row = session.execute(_every().where(DigestSubscription.id == identity)).one_or_none()
    if row is None or not secrets.compare_digest(row.DigestSubscription.key, key):
        raise NotFound(Problem("digest_link_ended"))
    return _facts(*row)


def keep(
    session: Session, account_id: int, wish: DigestWish, programmes: Sequence[str]
) -> Subscription:
    """Keep what an account wishes; another address has to be confirmed anew. Refuses what no choice
    offers, and programmes that are not among those there are.
    """
    chosen = _checked(wish, programmes)
    row = session.scalars(_of(account_id)).one_or_none()
    if row is None:
        row = DigestSubscription(account_id=account_id, address="", letters=0, letters_on=today())
        session.add(row)
    if row.address != chosen.address:
        row.address, row.key = chosen.address, secrets.token_urlsafe(KEY_BYTES)
        row.confirmed_at = None
    row.rhythm, row.weekday, row.language = chosen.rhythm, chosen.weekday, chosen.language
    row.programmes = None if chosen.programmes is None else list(chosen.programmes)
    session.flush()
    return _kept(session, account_id)


def count_letter(session: Session, account_id: int) -> Subscription:
    """Write down that a letter is about to ask whether the address is right; refuses too many a day,
    and one about an address that is confirmed.
    """
    row = session.scalars(_of(account_id)).one_or_none()
    if row is None or row.confirmed_at is not None:
        raise refuse("digest_nothing_to_confirm")
    if row.letters_on != today():
        row.letters, row.letters_on = 0, today()
    if row.letters >= MOST_LETTERS:
        raise refuse("digest_letters_many", most=MOST_LETTERS)
    row.letters += 1
    session.flush()
    return _kept(session, account_id)


def confirm(session: Session, identity: int, key: str) -> Subscription:
    """The address is the reader's: digests tell of what comes from now on, and of what the address
    before it was not told. Confirmed once more, nothing changes.
    """
    subscription = named(session, identity, key)
    row = session.get_one(DigestSubscription, identity)
    if row.confirmed_at is None:
        row.confirmed_at = now()
        row.revision = row.revision or newest_revision(session)
        session.flush()
    return _kept(session, subscription.account_id)


def end(session: Session, account_id: int) -> None:
    """Send an account nothing any more; its address is forgotten."""
    row = session.scalars(_of(account_id)).one_or_none()
    if row is not None:
        session.delete(row)
        session.flush()


def _checked(wish: DigestWish, programmes: Sequence[str]) -> DigestWish:
    """The wish with its address as it will be written to."""
    if wish.rhythm not in DIGEST_RHYTHMS or wish.language not in LANGUAGES:
        raise refuse("digest_choice_wrong")
    if not 0 <= wish.weekday < WEEK or not set(wish.programmes or ()) <= set(programmes):
        raise refuse("digest_choice_wrong")
    if wish.programmes == ():
        raise refuse("digest_no_programme")
    address = mail_address(wish.address)
    return DigestWish(address, wish.rhythm, wish.weekday, wish.programmes, wish.language)


def _of(account_id: int) -> Select[DigestSubscription]:
    return select(DigestSubscription).where(DigestSubscription.account_id == account_id)


def _every() -> Select[DigestSubscription, Account]:
    return select(DigestSubscription, Account).join(
        Account, Account.id == DigestSubscription.account_id
    )


def _kept(session: Session, account_id: int) -> Subscription:
    return _facts(*session.execute(_every().where(Account.id == account_id)).one())


def _facts(row: DigestSubscription, account: Account) -> Subscription:
    codes = None if row.programmes is None else tuple(map(str, row.programmes))
    return Subscription(
        id=row.id,
        account_id=account.id,
        account=account.name,
        is_open=not account.disabled,
        wish=DigestWish(row.address, row.rhythm, row.weekday, codes, row.language),
        key=row.key,
        confirmed_at=row.confirmed_at,
        revision=row.revision,
    )
