"""The audit trail searched: revisions and events in one list, newest first, a page at a time, in SQL."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, text, true, union_all
from sqlalchemy.orm import Session

from data.sealing import Followed, followed
from data.searching import says
from data.tables.audit import AuditEvent
from data.tables.base import EDITED
from data.tables.programmes import Programme
from data.tables.revisions import Revision

REVISION = "revision"
EVENT = "event"
AT_ONCE = 500


@dataclass(frozen=True)
class Sought:
    """What is looked for; empty means everything. ``since`` and ``until`` are days, both included."""

    words: str = ""
    author: str = ""
    action: str = ""
    programme: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True)
class Sight:
    """Whose eyes: ``programmes`` are those that may be seen (``None``: all), ``people`` whether signing in may be."""

    name: str
    programmes: tuple[str, ...] | None = None
    people: bool = False


@dataclass(frozen=True)
class Entry:
    """One line of the trail; ``at`` is UTC, ``number`` that of the revision or of the event."""

    kind: str
    number: int
    at: datetime.datetime
    author: str
    action: str
    words: str
    reason: str
    detail: dict[str, Any] | None = None


def entries(session: Session, sight: Sight, sought: Sought, *, offset: int = 0, limit: int = 50) -> tuple[Entry, ...]:
    """A page of what may be seen, newest first."""
    both = union_all(_revisions(session, sight, sought), _events(sight, sought)).subquery()
    columns = both.columns
    asked = select(both).order_by(columns.at.desc(), columns.kind.desc(), columns.number.desc())
    found = [Entry(**row._mapping) for row in session.execute(asked.offset(offset).limit(limit))]
    events = select(AuditEvent.id, AuditEvent.detail).where(AuditEvent.id.in_(_numbers(found)))
    details: dict[int, Any] = {row.id: row.detail for row in session.execute(events)}
    return tuple(replace(each, detail=details.get(each.number) if each.kind == EVENT else None) for each in found)


def every_entry(session: Session, sight: Sight, sought: Sought) -> Iterator[Entry]:
    """All that may be seen, a page at a time."""
    offset = 0
    while found := entries(session, sight, sought, offset=offset, limit=AT_ONCE):
        yield from found
        offset += len(found)


def actions(session: Session, sight: Sight) -> tuple[str, ...]:
    """What people have done so far: something to choose from."""
    done = select(Revision.action).union(select(AuditEvent.action).where(_visible(sight)))
    return tuple(sorted(session.scalars(done)))


def touches(session: Session, number: int, programmes: Sequence[str]) -> bool:
    """Whether a revision changed something of these programmes."""
    asked = select(Revision.number).where(Revision.number == number, _of(session, programmes))
    return session.scalar(asked) is not None


def _numbers(found: Sequence[Entry]) -> list[int]:
    return [each.number for each in found if each.kind == EVENT]


def _revisions(session: Session, sight: Sight, sought: Sought) -> Any:
    asked = select(
        literal(REVISION).label("kind"),
        Revision.number,
        Revision.at,
        Revision.author,
        Revision.action,
        Revision.summary.label("words"),
        Revision.reason,
    ).where(_fits(Revision, (Revision.summary, Revision.reason, Revision.author), sought))
    sought_one = (sought.programme,) if sought.programme else None
    wanted = [codes for codes in (sight.programmes, sought_one) if codes is not None]
    return asked.where(*(_of(session, codes) for codes in wanted))


def _events(sight: Sight, sought: Sought) -> Any:
    asked = select(
        literal(EVENT).label("kind"),
        AuditEvent.id.label("number"),
        AuditEvent.at,
        AuditEvent.author,
        AuditEvent.action,
        AuditEvent.subject.label("words"),
        literal("").label("reason"),
    ).where(_visible(sight), _fits(AuditEvent, (AuditEvent.subject, AuditEvent.author), sought))
    return asked.where(_about() == sought.programme) if sought.programme else asked


def _visible(sight: Sight) -> ColumnElement[bool]:
    """Signing in and accounts are for administrators; the rest for who has the programme, and each sees their own."""
    if sight.people:
        return true()
    mine = _about().is_not(None) if sight.programmes is None else _about().in_(sight.programmes)
    return or_(AuditEvent.author == sight.name, mine)


def _about() -> ColumnElement[str | None]:
    """The programme that an event names, if it is about one."""
    named: ColumnElement[str | None] = AuditEvent.detail["programme"].as_string()
    return named


def _fits(table: Any, texts: Sequence[Any], sought: Sought) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [says(texts, word) for word in sought.words.split()]
    if sought.author:
        conditions.append(says([table.author], sought.author))
    if sought.action:
        conditions.append(table.action == sought.action)
    if sought.since:
        conditions.append(table.at >= datetime.datetime.combine(sought.since, datetime.time.min))
    if sought.until:
        conditions.append(table.at <= datetime.datetime.combine(sought.until, datetime.time.max))
    return and_(true(), *conditions)


def _of(session: Session, programmes: Sequence[str]) -> ColumnElement[bool]:
    """Whether a revision changed rows of these programmes, by what came and what went."""
    known = session.scalars(select(Programme.id).where(Programme.code.in_(programmes))).all()
    if not known:
        return false()
    tables = [each for each in followed() if "programme_id" in each.table.columns]
    return or_(*(_changed(each, known) for each in tables))


def _changed(each: Followed, programmes: Sequence[int]) -> ColumnElement[bool]:
    """An import tells of its many rows; those edited by hand, and those that went, have an index of their own."""
    mine = each.table.c.programme_id.in_(programmes)
    apart = text(f"({EDITED})") if each.edited_apart else true()
    came = select(1).select_from(each.table).where(mine, apart, each.came == Revision.number)
    went = select(1).select_from(each.table).where(mine, each.went == Revision.number)
    return or_(exists(came), exists(went))
