"""What webhooks are to be told: a delivery for each revision of their programme, tried five times within
a day, each time after a longer wait.
"""

import datetime
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.audit.row_changes import of_programmes
from data.clock import now
from data.database.database import newest_revision
from data.deliveries import SENDER_GONE
from data.refusals import Problem
from data.tables.revisions import Revision
from data.tables.webhooks import Webhook, WebhookDelivery

WAITING, SENDING, TAKEN, GIVEN_UP = "waiting", "sending", "taken", "given_up"
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (5, 30, 180, 1200))
"""After each attempt that failed; after the last one nothing is tried again."""
AT_ONCE = 500
"""Revisions of a programme, and deliveries, that one run looks at; the next goes on."""
KEPT_DAYS = 90


@dataclass(frozen=True)
class PendingDelivery:
    """A revision that a webhook is to be told of now; ``key`` signs it."""

    id: int
    webhook: str
    programme: str
    address: str
    key: str
    revision: int


@dataclass(frozen=True)
class DeliveryFacts:
    """What has become of a delivery: when it was last tried, when it is tried again, and why it failed
    where it did; moments are UTC.
    """

    name: str
    revision: int
    state: str
    attempts: int
    at: datetime.datetime
    due_at: datetime.datetime | None
    problem: Problem | None


def enqueue(session: Session) -> None:
    """Make a delivery of each revision that changed a webhook's programme since the last time; of one
    that is paused the revisions wait until it goes on.
    """
    going_on = select(Webhook).where(Webhook.paused_at.is_(None)).order_by(Webhook.id)
    for row in session.scalars(going_on):
        statement = (
            select(Revision.number)
            .where(Revision.number > row.revision, of_programmes(session, (row.programme,)))
            .order_by(Revision.number)
            .limit(AT_ONCE)
        )
        numbers = list(session.scalars(statement))
        session.add_all(_waiting(row, number) for number in numbers)
        row.revision = numbers[-1] if len(numbers) == AT_ONCE else newest_revision(session)
    session.flush()


def pending(session: Session) -> list[int]:
    """The deliveries whose time has come, the earliest revision first."""
    statement = (
        select(WebhookDelivery.id)
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(Webhook.paused_at.is_(None))
        .where(WebhookDelivery.state.in_((WAITING, SENDING)), WebhookDelivery.due_at <= now())
        .order_by(WebhookDelivery.revision, WebhookDelivery.id)
        .limit(AT_ONCE)
    )
    return list(session.scalars(statement))


def claim(session: Session, identity: int) -> PendingDelivery | None:
    """Take a delivery, so that no other run does; nothing where one has, or the webhook was paused."""
    row = session.get(WebhookDelivery, identity)
    if row is None or row.due_at > now() or row.state not in (WAITING, SENDING):
        return None
    webhook = session.get_one(Webhook, row.webhook_id)
    if webhook.paused_at is not None:
        return None
    row.state, row.attempts, row.at = SENDING, row.attempts + 1, now()
    # whoever dies meanwhile leaves it to the next run after a while
    row.due_at = now() + SENDER_GONE
    return PendingDelivery(
        row.id, webhook.name, webhook.programme, webhook.address, webhook.key, row.revision
    )


def finish(session: Session, identity: int) -> None:
    """Write down that it was taken; what is long past is forgotten."""
    row = session.get(WebhookDelivery, identity)
    if row is not None:
        row.state, row.at, row.problem = TAKEN, now(), None
    oldest = now() - datetime.timedelta(days=KEPT_DAYS)
    past = (WebhookDelivery.at < oldest, WebhookDelivery.state.in_((TAKEN, GIVEN_UP)))
    session.execute(delete(WebhookDelivery).where(*past))


def fail(session: Session, identity: int, problem: Problem) -> None:
    """Write down why it was not taken, and when it is tried again."""
    row = session.get(WebhookDelivery, identity)
    if row is None:
        return
    row.at = now()
    row.problem = {"rule": problem.rule, "params": dict(problem.params)}
    if row.attempts > len(WAITS):
        row.state = GIVEN_UP
    else:
        row.state, row.due_at = WAITING, now() + WAITS[row.attempts - 1]


def delivery_facts(
    session: Session, name: str | None = None, most: int | None = None
) -> list[DeliveryFacts]:
    """Deliveries with their states, the newest first: of one webhook, or of all; ``most`` of them, or
    every one.
    """
    statement = select(WebhookDelivery, Webhook.name).join(
        Webhook, Webhook.id == WebhookDelivery.webhook_id
    )
    if name is not None:
        statement = statement.where(Webhook.name == name)
    rows = session.execute(statement.order_by(WebhookDelivery.id.desc()).limit(most))
    return [_facts(row, of) for row, of in rows]


def _facts(row: WebhookDelivery, name: str) -> DeliveryFacts:
    # what is over is tried no more
    due_at = row.due_at if row.state in (WAITING, SENDING) else None
    problem = Problem(**row.problem) if row.problem else None
    return DeliveryFacts(name, row.revision, row.state, row.attempts, row.at, due_at, problem)


def _waiting(webhook: Webhook, revision: int) -> WebhookDelivery:
    return WebhookDelivery(
        webhook_id=webhook.id,
        revision=revision,
        state=WAITING,
        attempts=0,
        due_at=now(),
        at=now(),
    )
