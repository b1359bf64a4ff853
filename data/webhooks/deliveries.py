"""What webhooks are to be told: a delivery for each revision of their programme, tried five times within
a day, each time after a longer wait.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.audit.row_changes import of_programmes
from data.clock import now
from data.database.database import newest_revision
from data.tables.revisions import Revision
from data.tables.webhooks import Webhook, WebhookDelivery

WAITING, SENDING, TAKEN, GIVEN_UP = "waiting", "sending", "taken", "given_up"
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (5, 30, 180, 1200))
"""After each attempt that failed; after the last one nothing is tried again."""
LEFT = datetime.timedelta(minutes=15)
"""After so long a delivery that is being sent is taken for one whose sender has died."""
AT_ONCE = 500
"""Revisions of a programme, and deliveries, that one run looks at; the next goes on."""
KEPT_DAYS = 90
LONGEST_REASON = 300


@dataclass(frozen=True)
class PendingDelivery:
    """A revision that a webhook is to be told of now; ``key`` signs it."""

    id: int
    webhook: str
    programme: str
    address: str
    key: str
    revision: int


def enqueue(session: Session) -> None:
    """Make a delivery of each revision that changed a webhook's programme since the last time."""
    for row in session.scalars(select(Webhook).order_by(Webhook.id)):
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
        .where(WebhookDelivery.state.in_((WAITING, SENDING)), WebhookDelivery.due_at <= now())
        .order_by(WebhookDelivery.revision, WebhookDelivery.id)
        .limit(AT_ONCE)
    )
    return list(session.scalars(statement))


def claim(session: Session, identity: int) -> PendingDelivery | None:
    """Take a delivery, so that no other run does; nothing where one has."""
    row = session.get(WebhookDelivery, identity)
    if row is None or row.due_at > now() or row.state not in (WAITING, SENDING):
        return None
    webhook = session.get_one(Webhook, row.webhook_id)
    row.state, row.attempts, row.at = SENDING, row.attempts + 1, now()
    # whoever dies meanwhile leaves it to the next run after a while
    row.due_at = now() + LEFT
    return PendingDelivery(
        row.id, webhook.name, webhook.programme, webhook.address, webhook.key, row.revision
    )


def finish(session: Session, identity: int) -> None:
    """Write down that it was taken; what is long past is forgotten."""
    row = session.get(WebhookDelivery, identity)
    if row is not None:
        row.state, row.at, row.reason = TAKEN, now(), None
    oldest = now() - datetime.timedelta(days=KEPT_DAYS)
    past = (WebhookDelivery.at < oldest, WebhookDelivery.state.in_((TAKEN, GIVEN_UP)))
    session.execute(delete(WebhookDelivery).where(*past))


def fail(session: Session, identity: int, reason: str) -> None:
    """Write down why it was not taken, and when it is tried again."""
    row = session.get(WebhookDelivery, identity)
    if row is None:
        return
    row.at, row.reason = now(), reason[:LONGEST_REASON]
    if row.attempts > len(WAITS):
        row.state = GIVEN_UP
    else:
        row.state, row.due_at = WAITING, now() + WAITS[row.attempts - 1]


def delivery_rows(session: Session, name: str | None = None) -> list[dict[str, Any]]:
    """Every delivery with its state, the newest first; of one webhook, or of all."""
    statement = select(WebhookDelivery, Webhook.name).join(
        Webhook, Webhook.id == WebhookDelivery.webhook_id
    )
    if name is not None:
        statement = statement.where(Webhook.name == name)
    rows = session.execute(statement.order_by(WebhookDelivery.id.desc()))
    columns = ("revision", "state", "attempts", "at", "reason")
    return [
        {"name": of, **{column: getattr(row, column) for column in columns}}
        # what is over is tried no more
        | {"due_at": row.due_at if row.state in (WAITING, SENDING) else None}
        for row, of in rows
    ]


def _waiting(webhook: Webhook, revision: int) -> WebhookDelivery:
    return WebhookDelivery(
        webhook_id=webhook.id,
        revision=revision,
        state=WAITING,
        attempts=0,
        due_at=now(),
        at=now(),
    )
