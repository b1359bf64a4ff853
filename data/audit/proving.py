"""Whether the past is what it was when it was written: the chains of seals and of events, checked
to the last link.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.audit import events as audit_events
from data.database.sealing import first_sealed, made_of
from data.tables.audit import AuditEvent, Seal
from data.tables.revisions import Revision


@dataclass(frozen=True)
class Chain:
    """A chain of hashes: where it begins and ends, its newest hash, and the links that do not hold."""

    first: int
    newest: int
    hash: str
    broken: Sequence[int]


SealFacts = tuple[str, dict[str, Any]]
"""The hash of a seal, and how many rows it is over by table: those that came and those that went."""


def seals(session: Session) -> Chain:
    """The chain of revisions; one whose rows, words or predecessor's seal are not what its own seal
    says is broken.
    """
    kept = sealed(session)
    first, newest = min(kept, default=first_sealed(session)), max(kept, default=0)
    broken = [number for number, seal in kept.items() if not holds(session, number, seal)]
    return Chain(first, newest, newest_hash(session, newest), broken)


def sealed(session: Session) -> dict[int, SealFacts | None]:
    """The seal of each revision from the first one on that has any; nothing where a revision has no
    seal, or a seal no revision.
    """
    kept = {seal.revision: (seal.hash, seal.rows) for seal in session.scalars(select(Seal))}
    # both ways: a revision without a seal, and a seal without its revision
    numbers = set(session.scalars(select(Revision.number)))
    checked = range(first_sealed(session), max([*numbers, *kept], default=0) + 1)
    return {number: kept.get(number) if number in numbers else None for number in checked}


def newest_hash(session: Session, number: int) -> str:
    """The seal of a revision, to be written down elsewhere."""
    return session.scalar(select(Seal.hash).where(Seal.revision == number)) or ""


def holds(session: Session, number: int, seal: SealFacts | None) -> bool:
    """Whether a revision is what its seal says."""
    if seal is None:
        return False
    # made anew from the tables, and never added
    material = made_of(session, number)
    return seal == (material.hash, material.rows)


def events(session: Session) -> Chain:
    """The chain of what people did besides."""
    newest = session.scalar(select(func.max(AuditEvent.id))) or 0
    last = session.scalar(select(AuditEvent.hash).where(AuditEvent.id == newest)) or ""
    return Chain(1, newest, last, audit_events.broken_events(session))
