"""The audit trail: what people did besides making revisions, each hashed over the one before."""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.clock import now
from data.tables.audit import AuditEvent

NOBODY = "–"
"""The author of what nobody known has done."""


@dataclass(frozen=True)
class EventFacts:
    """One thing that happened; ``at`` is UTC."""

    id: int
    at: datetime.datetime
    author: str
    action: str
    subject: str
    detail: dict[str, Any]


def note(session: Session, author: str, action: str, subject: str, /, **detail: Any) -> None:
    """Write down what happened, in the transaction in which it happens."""
    # under the writers' lock (`Database.writing`), so that no two events follow the same one
    last = session.execute(
        select(AuditEvent.id, AuditEvent.hash).order_by(AuditEvent.id.desc()).limit(1)
    ).first()
    identity, before = last or (0, "")
    event = AuditEvent(
        # by ourselves: a sequence of PostgreSQL leaves gaps, which a chain would show as losses
        id=identity + 1,
        at=now(),
        author=author[:200] or NOBODY,
        action=action,
        subject=subject,
        detail=detail,
    )
    # before it is added, as the table refuses to be altered afterwards
    event.hash = _hashed(event, before)
    session.add(event)
    session.flush()


def broken_events(session: Session) -> list[int]:
    """The events that are not what their hash says, or do not follow the one before."""
    broken, before, expected = [], "", 1
    for event in session.scalars(select(AuditEvent).order_by(AuditEvent.id)):
        # a gap is a link cut out; the next one then does not follow either
        if event.id != expected or event.hash != _hashed(event, before):
            broken.append(event.id)
        # by what it says itself: one altered event does not break all that come after
        before, expected = event.hash, event.id + 1
    return broken


def events(session: Session) -> Iterator[EventFacts]:
    """Everything that was written down, newest first."""
    for event in session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())):
        yield EventFacts(
            event.id, event.at, event.author, event.action, event.subject, event.detail
        )


def _hashed(event: AuditEvent, before: str) -> str:
    values = [
        before,
        event.id,
        event.at.isoformat(),
        event.author,
        event.action,
        event.subject,
        event.detail,
    ]
    return hashlib.sha256(
        # one order of keys, in whichever a database or its driver gives them back
        json.dumps(values, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
