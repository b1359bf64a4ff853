"""Reports that winners owe: in time, late, overdue, not due yet, and due on a day nobody has named."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, func
from sqlalchemy.orm import Session

from indicators.answers.reader import ProgrammeReader
from indicators.grants.filters import KIND, WON, GrantFilter, applications_of
from indicators.register.recipients import Recipient, recipients

LISTED = 25


@dataclass(frozen=True)
class OverdueReport:
    """An award whose report is overdue by ``days`` on the day of the question."""

    number: str
    title: str | None
    recipient: Recipient | None
    roubles: Decimal | None
    due_on: datetime.date
    days: int


@dataclass(frozen=True)
class GrantReports:
    """Numbers of awards by what became of their report; ``listed`` are the longest overdue."""

    in_time: int
    late: int
    overdue: int
    not_due: int
    undated: int
    listed: tuple[OverdueReport, ...]


def grant_reports(
    session: Session,
    programme: str,
    filters: GrantFilter,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> GrantReports:
    """What became of the reports on the chosen awards, by the clock of the question."""
    reader = ProgrammeReader(session, programme, as_of)
    today = reader.clock(on)
    conditions = _conditions(today)
    numbers = [func.count(case((condition, 1))) for condition in conditions.values()]
    won = applications_of(reader, filters).where(WON)
    counted = session.execute(won.with_only_columns(*numbers)).one()
    return GrantReports(
        **dict(zip(conditions, counted, strict=True)), listed=_overdue(reader, filters, today)
    )


def _conditions(today: datetime.date) -> dict[str, ColumnElement[bool]]:
    due, reported = KIND.attribute("report_due_on"), KIND.attribute("reported_on")
    has_come, has_day = reported.is_not(None), due.is_not(None)
    return {
        # what has come and had no day to come by is late for nothing
        "in_time": and_(has_come, case((due < reported, 0), else_=1) == 1),
        "late": and_(has_come, has_day, due < reported),
        "overdue": and_(reported.is_(None), has_day, due < today),
        "not_due": and_(reported.is_(None), has_day, due >= today),
        "undated": and_(reported.is_(None), due.is_(None)),
    }


def _overdue(
    reader: ProgrammeReader, filters: GrantFilter, today: datetime.date
) -> tuple[OverdueReport, ...]:
    due = KIND.attribute("report_due_on")
    names = ("number", "title", "awarded", "report_due_on", "organisation_id")
    statement = (
        applications_of(reader, filters)
        .where(WON, _conditions(today)["overdue"])
        .with_only_columns(*map(KIND.attribute, names))
        .order_by(due, KIND.attribute("number"))
        .limit(LISTED)
    )
    rows = reader.session.execute(statement).all()
    known = recipients(reader, (row.organisation_id for row in rows))
    return tuple(
        OverdueReport(number, title, known.get(owner), roubles, due_on, (today - due_on).days)
        for number, title, roubles, due_on, owner in rows
    )
