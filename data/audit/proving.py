"""Whether the past is what it was when it was written: the chains of seals and of events, checked
to the last link.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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


def seals(session: Session) -> Chain:
    """The chain of revisions; one whose rows, words or predecessor's seal are not what its own seal
    says is broken.
    """
    kept = {seal.revision: (seal.hash, seal.rows) for seal in session.scalars(select(Seal))}
    # both ways: a revision without a seal, and a seal without its revision
    numbers = set(session.scalars(select(Revision.number)))
    first, newest = first_sealed(session), max([*numbers, *kept], default=0)
    checked = range(first, newest + 1)
    broken = [
        number
        for number in checked
        if number not in numbers or not _holds(session, number, kept.get(number))
    ]
    return Chain(first, newest, kept.get(newest, ("", {}))[0], broken)


def events(session: Session) -> Chain:
    """The chain of what people did besides."""
    newest = session.scalar(select(func.max(AuditEvent.id))) or 0
    last = session.scalar(select(AuditEvent.hash).where(AuditEvent.id == newest)) or ""
    return Chain(1, newest, last, audit_events.broken_events(session))


def _holds(session: Session, number: int, kept: object) -> bool:
    # made anew from the tables, and never added
    material = made_of(session, number)
    return kept == (material.hash, material.rows)
