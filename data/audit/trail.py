"""The audit trail searched: revisions and events in one list, newest first, a page at a time, in
SQL.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select, true, tuple_, union_all
from sqlalchemy.orm import Session

from data.audit.row_changes import of_programmes
from data.audit.search import Sought, fits_event, fits_revision
from data.tables.audit import AuditEvent
from data.tables.revisions import Revision
from data.words.whole import whole

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
class AuditPlace:
    """Where an entry stands in the trail; two entries never stand in one place."""

    at: datetime.datetime
    kind: str
    number: int


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

    @property
    def name(self) -> str:
        """How an address calls it, as in `revision-57`."""
        return f"{self.kind}-{self.number}"

    @property
    def place(self) -> AuditPlace:
        """Where it stands."""
        return AuditPlace(self.at, self.kind, self.number)


def place_of(session: Session, name: str) -> AuditPlace | None:
    """Where the entry of that name stands; nothing where there is none."""
    kind, _dash, digits = name.partition("-")
    moments = {
        REVISION: (Revision.at, Revision.number),
        EVENT: (AuditEvent.at, AuditEvent.id),
    }
    number = whole(digits)
    if kind not in moments or number is None:
        return None
    moment, key = moments[kind]
    at = session.scalar(select(moment).where(key == number))
    return None if at is None else AuditPlace(at, kind, number)


def entries(
    session: Session,
    sight: AuditScope,
    sought: Sought,
    *,
    beside: AuditPlace | None = None,
    backwards: bool = False,
    limit: int = 50,
) -> tuple[AuditEntry, ...]:
    """What may be seen, newest first: from the newest on, or from the place that it stands
    ``beside`` on; ``backwards`` the newer ones, the nearest first.
    """
    first = [
        _stretch(each, beside, backwards=backwards, limit=limit)
        for each in (_revisions(session, sight, sought), _events(sight, sought))
    ]
    both = union_all(*first).subquery()
    statement = _ordered(select(both), both.columns, backwards=backwards).limit(limit)
    rows = [AuditEntry(**row._mapping) for row in session.execute(statement)]
    events = select(AuditEvent.id, AuditEvent.detail).where(AuditEvent.id.in_(_numbers(rows)))
    details: dict[int, Any] = {row.id: row.detail for row in session.execute(events)}
    return tuple(
        replace(each, detail=details.get(each.number) if each.kind == EVENT else None)
        for each in rows
    )


def every_entry(session: Session, sight: AuditScope, sought: Sought) -> Iterator[AuditEntry]:
    """All that may be seen, a page at a time."""
    last: AuditPlace | None = None
    while page := entries(session, sight, sought, beside=last, limit=AT_ONCE):
        yield from page
        last = page[-1].place


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


def _stretch(
    rows: Select[Any], beside: AuditPlace | None, *, backwards: bool, limit: int
) -> Select[Any]:
    """The rows of one kind that may stand on a page: no page needs more of either."""
    each = rows.subquery()
    columns = each.columns
    statement = _ordered(select(each), columns, backwards=backwards).limit(limit)
    if beside is not None:
        statement = statement.where(_follows(columns, beside, backwards=backwards))
    return select(statement.subquery())


def _ordered(rows: Select[Any], columns: Any, *, backwards: bool) -> Select[Any]:
    # by kind and number too: within one second the order must be the same on each page
    key = columns.at, columns.kind, columns.number
    return rows.order_by(*(column if backwards else column.desc() for column in key))


def _follows(columns: Any, place: AuditPlace, *, backwards: bool) -> ColumnElement[bool]:
    at, key = columns.at, tuple_(columns.kind, columns.number)
    of_place = place.kind, place.number
    if backwards:
        return or_(at > place.at, (at == place.at) & (key > of_place))
    return or_(at < place.at, (at == place.at) & (key < of_place))


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
