"""Digests on their way: which is due, what it tells of, and what has become of it.

A digest is written down before the server of mail hears of it. It tells of one range of revisions for
ever: where it could not be sent, the next run sends that very range under the same identity, and what
came meanwhile waits for the digest after it. So nothing is lost, and a server that had taken a letter
whose end nobody saw knows it again.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from data.clock import local_day, now
from data.database.database import newest_revision
from data.decks import decks
from data.deliveries import SENDER_GONE
from data.digests.subscriptions import Subscription, subscription_of, subscriptions
from data.tables.digests import DigestDelivery, DigestSubscription

SENDING, FAILED, SENT, EMPTY = "sending", "failed", "sent", "empty"
OPEN_STATES = (SENDING, FAILED)
KEPT_DAYS = 400
BEFORE_MEETING = datetime.timedelta(days=3)
"""How long before a meeting its digest comes."""
WEEK = 7
LONGEST_REASON = 300


@dataclass(frozen=True)
class Delivery:
    """A digest that is to be sent now: it tells of revisions after ``since`` up to ``until``."""

    id: int
    subscription: Subscription
    due_on: datetime.date
    since: int
    until: int


@dataclass
class DigestRun:
    """What one run has done: how many were sent, how many had nothing to say, and who could not be
    sent theirs, by account, and why.
    """

    sent: int = 0
    empty: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def due_days(
    subscription: Subscription, meetings: Iterable[datetime.date], today: datetime.date
) -> list[datetime.date]:
    """The days whose digests should have come by now, the first one first; none of a day before the
    address was confirmed. ``meetings`` are days of meetings of its programmes.
    """
    if subscription.confirmed_at is None:
        return []
    wish, first = subscription.wish, local_day(subscription.confirmed_at)
    if wish.rhythm == "meeting":
        return sorted(day for day in meetings if day - BEFORE_MEETING <= today <= day)
    back = (today.weekday() - wish.weekday) % WEEK if wish.rhythm == "weekly" else 0
    day = today - datetime.timedelta(days=back)
    return [day] if day > first else []


def in_turn(session: Session) -> list[int]:
    """Every subscription that something may be sent to; those whose last digest failed come last, so
    that they keep nobody else waiting.
    """
    failed = set(
        session.scalars(
            select(DigestDelivery.subscription_id).where(DigestDelivery.state.in_(OPEN_STATES))
        )
    )
    confirmed = (each.id for each in subscriptions(session) if each.is_confirmed and each.is_open)
    return sorted(confirmed, key=lambda identity: (identity in failed, identity))


def claim(session: Session, identity: int, today: datetime.date) -> Delivery | None:
    """Take what is to be sent to a subscription now, so that no other run does: what was not sent
    before anything new. Nothing where nothing is due.
    """
    row = session.get(DigestSubscription, identity)
    subscription = _open(session, row)
    if row is None or subscription is None:
        return None
    delivery = session.scalars(_of(identity, *OPEN_STATES)).first() or _due(
        session, row, subscription, today
    )
    if delivery is None or (delivery.state == SENDING and now() - delivery.at < SENDER_GONE):
        return None
    delivery.state, delivery.at, delivery.attempts = SENDING, now(), delivery.attempts + 1
    session.add(delivery)
    session.flush()
    return Delivery(delivery.id, subscription, delivery.due_on, delivery.since, delivery.until)


def finish(session: Session, delivery: Delivery, state: str) -> None:
    """Write down that a digest was sent, or had nothing to say: the next one tells of what comes."""
    row = session.get(DigestDelivery, delivery.id)
    if row is None:
        # the subscription has ended while the letter was on its way
        return
    row.state, row.at, row.reason = state, now(), None
    session.get_one(DigestSubscription, row.subscription_id).revision = row.until
    oldest = now() - datetime.timedelta(days=KEPT_DAYS)
    old = (DigestDelivery.at < oldest, DigestDelivery.state.not_in(OPEN_STATES))
    session.execute(delete(DigestDelivery).where(*old))


def fail(session: Session, delivery: Delivery, reason: str) -> None:
    """Write down why a digest could not be sent: the next run tries again."""
    row = session.get(DigestDelivery, delivery.id)
    if row is not None:
        row.state, row.at, row.reason = FAILED, now(), reason[:LONGEST_REASON]


def last_delivery(session: Session, identity: int) -> DigestDelivery | None:
    """The newest digest of a subscription, whatever has become of it."""
    return session.scalars(_of(identity)).first()


def _open(session: Session, row: DigestSubscription | None) -> Subscription | None:
    """The subscription, if anything may be sent to it."""
    facts = subscription_of(session, row.account_id) if row else None
    return facts if facts and facts.is_confirmed and facts.is_open else None


def _due(
    session: Session, row: DigestSubscription, subscription: Subscription, today: datetime.date
) -> DigestDelivery | None:
    days = due_days(subscription, _meeting_days(session, subscription), today)
    of_days = _of(row.id).where(DigestDelivery.due_on.in_(days))
    past = {each.due_on for each in session.scalars(of_days)}
    day = next((day for day in days if day not in past), None)
    if day is None:
        return None
    newest = newest_revision(session)
    since = newest if row.revision is None else row.revision
    return DigestDelivery(
        subscription_id=row.id,
        due_on=day,
        since=since,
        until=newest,
        state=SENDING,
        at=now() - SENDER_GONE,
        attempts=0,
    )


def _meeting_days(session: Session, subscription: Subscription) -> list[datetime.date]:
    if subscription.wish.rhythm != "meeting":
        return []
    codes = subscription.wish.programmes
    return [
        deck.held_on
        for deck in decks(session)
        if deck.held_on and (codes is None or deck.programme in codes)
    ]


def _of(identity: int, *states: str) -> Select[DigestDelivery]:
    """Digests of a subscription, the newest first."""
    statement = select(DigestDelivery).where(DigestDelivery.subscription_id == identity)
    if states:
        statement = statement.where(DigestDelivery.state.in_(states))
    return statement.order_by(DigestDelivery.id.desc())
