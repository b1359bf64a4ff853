"""The audit trail searched: revisions and events in one list, newest first, a page at a time, in
SQL.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from data.audit.row_changes import of_programmes
from data.audit.search import Sought, fits_event, fits_revision
from data.tables.audit import AuditEvent
from data.tables.revisions import Revision

REVISION = "revision"
EVENT = "event"
AT_ONCE = 500


@dataclass(frozen=True)
class AuditScope:
    """Whose eyes: ``programmes`` are those that may be seen (``None``: all), ``people`` whether
    signing in may be.
    """

    name: str
    programmes: tuple[str, ...] | None = None
    people: bool = False


@dataclass(frozen=True)
class AuditEntry:
    """One line of the trail; ``at`` is UTC, ``number`` that of the revision or of the event."""

    kind: str
    number: int
    at: datetime.datetime
    author: str
    action: str
    words: str
    reason: str
    detail: dict[str, Any] | None = None


def entries(
    session: Session, sight: AuditScope, sought: Sought, *, offset: int = 0, limit: int = 50
) -> tuple[AuditEntry, ...]:
    """A page of what may be seen, newest first."""
    both = union_all(_revisions(session, sight, sought), _events(sight, sought)).subquery()
    columns = both.columns
    # by kind and number too: within one second the order must be the same on each page
    statement = select(both).order_by(columns.at.desc(), columns.kind.desc(), columns.number.desc())
    rows = [
        AuditEntry(**row._mapping) for row in session.execute(statement.offset(offset).limit(limit))
    ]
    events = select(AuditEvent.id, AuditEvent.detail).where(AuditEvent.id.in_(_numbers(rows)))
    details: dict[int, Any] = {row.id: row.detail for row in session.execute(events)}
    return tuple(
        replace(each, detail=details.get(each.number) if each.kind == EVENT else None)
        for each in rows
    )


def every_entry(session: Session, sight: AuditScope, sought: Sought) -> Iterator[AuditEntry]:
    """All that may be seen, a page at a time."""
    offset = 0
    while page := entries(session, sight, sought, offset=offset, limit=AT_ONCE):
        yield from page
        offset += len(page)


def actions(session: Session, sight: AuditScope) -> tuple[str, ...]:
    """What people have done so far: something to choose from."""
    statement = select(Revision.action).union(select(AuditEvent.action).where(_visible(sight)))
    return tuple(sorted(session.scalars(statement)))


def touches(session: Session, number: int, programmes: Sequence[str]) -> bool:
    """Whether a revision changed something of these programmes."""
    statement = select(Revision.number).where(
        Revision.number == number, of_programmes(session, programmes)
    )
    return session.scalar(statement) is not None


def _numbers(entries: Sequence[AuditEntry]) -> list[int]:
    return [each.number for each in entries if each.kind == EVENT]


def _revisions(session: Session, sight: AuditScope, sought: Sought) -> Any:
    statement = select(
        literal(REVISION).label("kind"),
        Revision.number,
        Revision.at,
        Revision.author,
        Revision.action,
        Revision.summary.label("words"),
        Revision.reason,
    ).where(fits_revision(session, sought))
    sought_one = (sought.programme,) if sought.programme else None
    # both apply: what may be seen, and what is looked for
    scopes = [codes for codes in (sight.programmes, sought_one) if codes is not None]
    return statement.where(*(of_programmes(session, codes) for codes in scopes))


def _events(sight: AuditScope, sought: Sought) -> Any:
    statement = select(
        literal(EVENT).label("kind"),
        AuditEvent.id.label("number"),
        AuditEvent.at,
        AuditEvent.author,
        AuditEvent.action,
        AuditEvent.subject.label("words"),
        literal("").label("reason"),
    ).where(_visible(sight), fits_event(AuditEvent, sought))
    return statement.where(_about() == sought.programme) if sought.programme else statement


def _visible(sight: AuditScope) -> ColumnElement[bool]:
    """Signing in and accounts are for administrators; the rest for who has the programme, and each
    sees their own.
    """
    if sight.people:
        return true()
    mine = _about().is_not(None) if sight.programmes is None else _about().in_(sight.programmes)
    # what one did oneself is no secret, whatever it is about
    return or_(AuditEvent.author == sight.name, mine)


def _about() -> ColumnElement[str | None]:
    """The programme that an event names, if it is about one."""
    named: ColumnElement[str | None] = AuditEvent.detail["programme"].as_string()
    return named
