"""The calendar of a programme: its dated entries between two days, and how many each month has."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, func, literal, or_, select
from sqlalchemy.orm import Session

from data.confidentiality import is_closed
from data.imports import kind_of
from data.tables.decisions import Decision
from data.tables.programmes import Activity
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.measures.grant_awards import AWARDED
from indicators.periods import Days
from indicators.records.days import partly_in_days
from indicators.records.places import WHOLE
from indicators.records.selection import in_district, selection

EVENTS, GRANTS = kind_of("events"), kind_of("grants")
ACTS = kind_of("legal_acts")
EVENT_TYPES, ACT_TYPES = EVENTS.vocabulary("type"), ACTS.vocabulary("type")
EVENT, ACTIVITY, REPORT, ACT, DECISION = "event", "activity", "report", "act", "decision"
REVISIONED = (EVENT, ACTIVITY, REPORT, ACT, DECISION)
"""Entries that are what a revision says; meetings (`indicators/calendar/meetings.py`) are not."""
MEETING = "meeting"
SORTS = (*REVISIONED, MEETING)
"""What an entry of the calendar may be."""
KINDS = {EVENT: EVENTS.name, REPORT: GRANTS.name, ACT: ACTS.name}
"""The kinds of records that some of them are."""
MOST = 400
"""Entries of a sort that one calendar lists; of more it says how many are left out."""


@dataclass(frozen=True)
class CalendarFilter:
    """Entries of one sort, of one type of event, of one district; all, where nothing is said.

    Only what has a district is looked for in one: a control date belongs to the whole, as does a
    decision that names no district. A ``district`` of several codes with commas is all of them.
    ``touching`` are also events and acts that are known to a month or year of which the days are a
    part.
    """

    sort: str | None = None
    type: str | None = None
    district: str | None = None
    cut: str | None = None
    touching: bool = False


@dataclass(frozen=True)
class CalendarEntry:
    """Something on a day, or in a month or a year where nobody knows the day (``precision``).

    ``done_on`` is when a planned thing was done, ``part`` the code of its part, ``number`` how many reports fall due;
    a decision stands on the day by which ``responsible`` is to act, with its ``state``.
    """

    sort: str
    key: str
    day: datetime.date
    precision: str
    type: str | None
    title: str
    place: str | None = None
    participants: int | None = None
    responsible: str | None = None
    done_on: datetime.date | None = None
    number: int | None = None
    part: str | None = None
    indicator: str | None = None
    state: str | None = None
    illustrative: bool = False


@dataclass(frozen=True)
class CalendarDays:
    """The entries in the order of days; ``left`` is how many more there are than are listed."""

    entries: tuple[CalendarEntry, ...]
    left: int


def calendar_days(
    session: Session,
    programme: str,
    first: datetime.date,
    last: datetime.date,
    filters: CalendarFilter,
    as_of: int | None = None,
    language: str = "ru",
    limit: int | None = MOST,
) -> CalendarDays:
    """The entries from ``first`` to ``last``, both included; at most ``limit`` of each sort."""
    reader = ProgrammeReader(session, programme, as_of)
    entries: list[CalendarEntry] = []
    left = 0
    for sort in open_sorts(session, programme):
        if is_wanted(filters, sort):
            statement, column = _statement(reader, sort, filters, language)
            within = statement.where(_within(sort, column, (first, last), filters))
            total = session.scalar(select(func.count()).select_from(within.subquery())) or 0
            rows = session.execute(within.order_by(column, "key").limit(limit))
            listed = [_entry(sort, row) for row in rows]
            entries += listed
            left += total - len(listed)
    return CalendarDays(in_order(entries), left)


def _within(
    sort: str, column: ColumnElement[Any], days: Days, filters: CalendarFilter
) -> ColumnElement[bool]:
    dated = column.between(*days)
    if not (filters.touching and sort in (EVENT, ACT)):
        return dated
    kind = EVENTS if sort == EVENT else ACTS
    return or_(dated, partly_in_days(measures()[kind.name], days))


def months_of(
    session: Session,
    programme: str,
    year: int,
    filters: CalendarFilter,
    as_of: int | None = None,
) -> dict[tuple[int, str], int]:
    """How many entries each month of a year has, by sort; month 0 is of what is known to the year
    only.
    """
    reader = ProgrammeReader(session, programme, as_of)
    ends = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    numbers: dict[tuple[int, str], int] = {}
    for sort in open_sorts(session, programme):
        if not is_wanted(filters, sort):
            continue
        statement, column = _statement(reader, sort, filters, "ru")
        entries = statement.where(column.between(*ends)).subquery()
        grouped = select(entries.c.day, entries.c.precision, func.count()).group_by(
            entries.c.day, entries.c.precision
        )
        for day, precision, number in session.execute(grouped):
            month = 0 if precision == "year" else day.month
            numbers[month, sort] = numbers.get((month, sort), 0) + number
    return numbers


def open_sorts(session: Session, programme: str) -> tuple[str, ...]:
    """What is for whoever asks through the session: not what records of closed kinds are."""
    return tuple(
        sort for sort in REVISIONED if not is_closed(session, programme, KINDS.get(sort, ""))
    )


def is_wanted(filters: CalendarFilter, sort: str) -> bool:
    """Whether entries of a sort are looked for."""
    if filters.type is not None:
        return sort == EVENT
    return filters.sort in (None, sort)


def in_order(entries: Iterable[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    """By day, of one day by sort."""
    return tuple(sorted(entries, key=lambda each: (each.day, SORTS.index(each.sort), each.key)))


def _entry(sort: str, row: Any) -> CalendarEntry:
    fields = dict(row._mapping)
    return CalendarEntry(sort=sort, **{**fields, "illustrative": bool(fields["illustrative"])})


def _statement(
    reader: ProgrammeReader, sort: str, filters: CalendarFilter, language: str
) -> tuple[Select[Any], Any]:
    """The entries of a sort, and their day."""
    if sort == ACTIVITY:
        return _activities(reader, language), Activity.planned_on
    if sort == DECISION:
        return _decisions(reader, filters), Decision.due_on
    if sort == REPORT:
        return _reports(reader, filters), GRANTS.attribute("report_due_on")
    kind = EVENTS if sort == EVENT else ACTS
    columns = [kind.attribute(name) for name in ("type", "title", "illustrative", "precision")]
    own = ("place", "participants") if sort == EVENT else ()
    day = kind.attribute("date")
    statement = selection(reader.scope, kind.name, *_narrowed(reader, kind.name, filters))
    return (
        statement.with_only_columns(
            _key(kind, sort),
            day.label("day"),
            *columns,
            *(kind.attribute(name) for name in own),
        ),
        day,
    )


def _key(kind: Any, sort: str) -> ColumnElement[str]:
    # an act is known by the number that is printed on it
    name = "act_number" if sort == ACT else "number"
    return kind.attribute(name).label("key")  # type: ignore[no-any-return]


def _narrowed(
    reader: ProgrammeReader, measure: str, filters: CalendarFilter
) -> Iterator[ColumnElement[bool]]:
    if filters.type is not None:
        yield EVENTS.attribute("type") == filters.type
    reader.gather(filters.district)
    yield from in_district(measure, reader.places, filters.district, filters.cut)


def _activities(reader: ProgrammeReader, language: str) -> Select[Any]:
    """Control dates of activities, each with the day on which it was done."""
    name: Any = Activity.name_ru
    if language != "ru":
        name = func.coalesce(func.nullif(Activity.name_en, ""), Activity.name_ru)
    return select(
        Activity.number.label("key"),
        Activity.planned_on.label("day"),
        _word("day").label("precision"),
        _word(None).label("type"),
        name.label("title"),
        Activity.responsible,
        Activity.done_on,
        Activity.part,
        Activity.illustrative,
    ).where(Activity.programme_id == reader.programme_id, Activity.as_of(reader.as_of))


def _decisions(reader: ProgrammeReader, filters: CalendarFilter) -> Select[Any]:
    """Days by which somebody is to act upon a decision of a meeting."""
    return select(
        Decision.number.label("key"),
        Decision.due_on.label("day"),
        _word("day").label("precision"),
        _word(None).label("type"),
        Decision.text.label("title"),
        Decision.owner.label("responsible"),
        Decision.part,
        Decision.indicator,
        Decision.state,
        Decision.illustrative,
    ).where(
        Decision.programme_id == reader.programme_id,
        Decision.as_of(reader.as_of),
        *_about(reader, filters),
    )


def _about(reader: ProgrammeReader, filters: CalendarFilter) -> Iterator[ColumnElement[bool]]:
    """That a decision is about the looked-for place or a district inside it, or about none."""
    reader.gather(filters.district)
    key = reader.places.key_of(filters.district, filters.cut)
    if key != WHOLE:
        inside = [code for code, keys in reader.places.closure.items() if key in keys]
        yield or_(Decision.district.is_(None), Decision.district.in_(inside))


def _reports(reader: ProgrammeReader, filters: CalendarFilter) -> Select[Any]:
    """Days on which reports on grants fall due, with how many; one entry a day."""
    kind = GRANTS
    due = kind.attribute("report_due_on")
    won = kind.attribute("decision") == AWARDED
    chosen = selection(
        reader.scope, "grant_applications", won, due.is_not(None),
        *_narrowed(reader, "grant_applications", filters),
    )  # fmt: skip
    return chosen.with_only_columns(
        _word("report").label("key"),
        due.label("day"),
        _word("day").label("precision"),
        _word(None).label("type"),
        _word("").label("title"),
        func.count().label("number"),
        func.max(case((kind.attribute("illustrative"), 1), else_=0)).label("illustrative"),
    ).group_by(due)


def _word(text: str | None) -> ColumnElement[Any]:
    return literal(text, String)
