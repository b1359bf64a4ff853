"""Living rows that refer to an organisation or a district, which therefore cannot go."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from data.refusals import Problem
from data.tables import Base
from data.tables.events import Event, EventDistrict
from data.tables.organisations import Organisation
from data.tables.places import District

SHOWN = 5
AT_ONCE = 5_000


def referring(session: Session, programme: int, table: Table, gone: Sequence[tuple[int, str]]) -> list[Problem]:
    """A problem for every table with rows that need what is ``gone``, given as first ids and numbers."""
    problems: list[Problem] = []
    for start in range(0, len(gone), AT_ONCE):
        ids, numbers = map(list, zip(*gone[start : start + AT_ONCE], strict=True))
        if table.name == Organisation.__tablename__:
            for field in ("organisation_id", "into_id"):
                problems += _named(session, programme, field, ids)
        elif table.name == District.__tablename__:
            problems += _named(session, programme, "district", numbers)
            problems += _events(session, programme, numbers)
            problems += _places(session, programme, numbers)
    return problems


def _named(session: Session, programme: int, field: str, wanted: Sequence[object]) -> Iterator[Problem]:
    """Rows of every table that has such a column."""
    for table in Base.metadata.sorted_tables:
        if field not in table.columns or "until" not in table.columns:
            continue
        columns = table.columns
        name = columns["number"] if "number" in columns else columns["id"]
        living = (columns["programme_id"] == programme, columns["until"].is_(None))
        found = session.scalars(select(name).where(*living, columns[field].in_(wanted)).limit(SHOWN + 1)).all()
        yield from _problem(table.name, found)


def _events(session: Session, programme: int, numbers: Sequence[str]) -> Iterator[Problem]:
    asked = select(Event.number).join(EventDistrict, EventDistrict.event_id == Event.id).distinct()
    living = (Event.programme_id == programme, Event.as_of(None))
    found = session.scalars(asked.where(*living, EventDistrict.district.in_(numbers)).limit(SHOWN + 1)).all()
    yield from _problem(Event.__tablename__, found)


def _places(session: Session, programme: int, numbers: Sequence[str]) -> Iterator[Problem]:
    asked = select(District.number, District.parent, District.member_of)
    living = (District.programme_id == programme, District.as_of(None), District.number.not_in(numbers))
    kin = or_(District.parent.is_not(None), District.member_of.is_not(None))
    gone = set(numbers)
    rows = session.execute(asked.where(*living, kin))
    found = [row.number for row in rows if gone & {row.parent, *(row.member_of or "").split(";")}]
    yield from _problem(District.__tablename__, found)


def _problem(table: str, found: Sequence[object]) -> Iterator[Problem]:
    if found:
        rest = " …" if len(found) > SHOWN else ""
        yield Problem("undo_referred", {"table": table, "numbers": ", ".join(map(str, found[:SHOWN])) + rest})
