"""Which addresses are told of which programme's revisions."""

import datetime
import secrets
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.clock import now
from data.database.database import newest_revision
from data.passports import programme_id
from data.refusals import NotFound, Problem, refuse
from data.tables.webhooks import Webhook
from data.words.names import LONGEST_NAME, can_be_name, visible_name
from data.words.offers import unknown, unnamed

MOST = 20
"""Webhooks of a programme."""


@dataclass(frozen=True)
class WebhookFacts:
    """All there is to say of a webhook; ``key`` is half of what signs, and opens nothing by itself."""

    id: int
    name: str
    programme: str
    address: str
    author: str
    added_at: datetime.datetime
    revision: int
    paused_at: datetime.datetime | None
    key: str = field(repr=False)


def listed(session: Session) -> list[WebhookFacts]:
    """Every webhook, oldest first."""
    return [_facts(row) for row in session.scalars(select(Webhook).order_by(Webhook.id))]


def webhook(session: Session, name: str) -> WebhookFacts:
    """That of a name; refuses an unknown one and names the known."""
    return _facts(_row(session, name))


def numbered(session: Session, programme: str, identity: int) -> WebhookFacts:
    """One of a programme's; refuses one that is another's or is there no more."""
    row = session.get(Webhook, identity)
    if row is None or row.programme != programme:
        raise NotFound(Problem("webhook_gone"))
    return _facts(row)


def add(session: Session, name: str, address: str, programme: str, author: str) -> WebhookFacts:
    """Tell an address of what comes from now on; refuses a name that is taken or cannot be one, and an
    unknown programme.
    """
    programme_id(session, programme)
    known = listed(session)
    if not can_be_name(name):
        raise refuse("webhook_name_wrong", name=visible_name(name), longest=LONGEST_NAME)
    if any(each.name == name for each in known):
        raise refuse("webhook_exists", name=name)
    if sum(each.programme == programme for each in known) >= MOST:
        raise refuse("webhooks_many", most=MOST)
    row = Webhook(
        name=name,
        programme=programme,
        address=address,
        key=secrets.token_urlsafe(32),
        author=author,
        added_at=now(),
        revision=newest_revision(session),
    )
    session.add(row)
    session.flush()
    return _facts(row)


def pause(session: Session, name: str) -> WebhookFacts:
    """Tell an address nothing for a while; refuses one that is paused already."""
    row = _row(session, name)
    if row.paused_at is not None:
        raise refuse("webhook_paused", name=name)
    row.paused_at = now()
    session.flush()
    return _facts(row)


def resume(session: Session, name: str) -> WebhookFacts:
    """Tell it again, what came meanwhile first; refuses one that is not paused."""
    row = _row(session, name)
    if row.paused_at is None:
        raise refuse("webhook_not_paused", name=name)
    row.paused_at = None
    session.flush()
    return _facts(row)


def remove(session: Session, name: str) -> WebhookFacts:
    """Tell an address nothing any more; what waits for it is forgotten."""
    row = _row(session, name)
    facts = _facts(row)
    session.delete(row)
    session.flush()
    return facts


def _row(session: Session, name: str) -> Webhook:
    row = session.scalars(select(Webhook).where(Webhook.name == name)).one_or_none()
    if row is None:
        known = unnamed(each.name for each in listed(session))
        raise unknown("webhook_unknown", "name", name, known)
    return row


def _facts(row: Webhook) -> WebhookFacts:
    return WebhookFacts(
        row.id,
        row.name,
        row.programme,
        row.address,
        row.author,
        row.added_at,
        row.revision,
        row.paused_at,
        row.key,
    )
