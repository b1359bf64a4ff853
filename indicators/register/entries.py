"""A page of the register: one row a support, the newest decision first unless another order is
chosen.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from data.refusals import LONGEST, refuse
from data.words.whole import whole
from indicators.answers.reader import ProgrammeReader
from indicators.measures import measures
from indicators.periods import days_of_years
from indicators.records.list_order import (
    DATE,
    MOST,
    NEWEST_FIRST,
    OLDEST_FIRST,
    RecordOrder,
    check_order,
    is_short,
    orderable,
    ordered_by,
)
from indicators.register.filters import KIND, MEASURE, RegisterFilter, entries_of
from indicators.register.recipients import Recipient, recipients

AT_ONCE = 5_000
Place = tuple[datetime.date, int]
"""Where an entry stands: its day and its id, which no two share."""
WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class RegisterEntry:
    """One support in the columns of the register; money in roubles, ``None`` where it has none."""

    id: int
    number: str
    entered_on: datetime.date | None
    decided_on: datetime.date
    precision: str
    ended_on: datetime.date | None
    recipient: Recipient | None
    district: str | None
    form: str
    amount: Decimal | None
    until: datetime.date | None
    authority: str | None
    violation: bool
    violation_details: str | None
    illustrative: bool
    source: str | None
    note: str | None

    @property
    def place(self) -> Place:
        return self.decided_on, self.id


@dataclass(frozen=True)
class RegisterPage:
    """Some entries; ``following`` is the place after which the next page begins, if there is one.

    ``orders`` are the fields by which the chosen entries can be ordered.
    """

    entries: tuple[RegisterEntry, ...]
    following: Place | None
    revision: int
    orders: Sequence[str]


def place_text(place: Place) -> str:
    """A place in the list as an address has it: «2018-03-05.117»."""
    day, identity = place
    return f"{day.isoformat()}.{identity}"


def place_of(text: str) -> Place:
    """The place that ``place_text`` wrote; refuses what it did not write."""
    match = WRITTEN.fullmatch(text)
    identity = whole(match[2]) if match else None
    try:
        day = datetime.date.fromisoformat(match[1]) if match else None
    except ValueError:
        day = None
    if day is None or identity is None:
        raise refuse("place_wrong", value=text[:LONGEST])
    return day, identity


def register_page(
    session: Session,
    programme: str,
    filters: RegisterFilter,
    as_of: int | None = None,
    *,
    order: RecordOrder = NEWEST_FIRST,
    after: Place | None = None,
    skipped: int = 0,
    limit: int = 50,
) -> RegisterPage:
    """The entries that stand ``after`` a place, or after so many, at most ``limit``.

    By day it begins at a place of the index instead of counting rows that it skips, so that the last
    page of a hundred thousand entries is read as fast as the first. Refuses another order of so many.
    """
    reader = ProgrammeReader(session, programme, as_of)
    orders = _orders(reader, filters, order)
    statement = entries_of(reader, filters).order_by(*_order(order))
    if after is not None and order.is_by_date:
        statement = statement.where(_behind(after, order))
    # ids first: all that narrows them is in the index, the rows themselves are read for one page
    ids = list(session.scalars(statement.offset(skipped).limit(limit + 1)))
    entries = _entries(reader, ids[:limit])
    following = entries[-1].place if len(ids) > limit else None
    return RegisterPage(entries, following, reader.revision, orders)


def _orders(reader: ProgrammeReader, filters: RegisterFilter, order: RecordOrder) -> Sequence[str]:
    """The fields by which the entries of the filter's days can be ordered; refuses another one."""
    known = orderable(measures()[MEASURE])
    days = filters.days or (days_of_years(*filters.years) if filters.years else None)
    offered = known if is_short(reader.scope, MEASURE, days) else [DATE]
    check_order(order, known, offered)
    return offered


def _order(order: RecordOrder) -> Iterator[ColumnElement[Any]]:
    date, identity = KIND.attribute("date"), KIND.attribute("id")
    if order == OLDEST_FIRST:
        yield from (date.asc(), identity.asc())
        return
    if not order.is_by_date:
        yield from ordered_by(measures()[MEASURE], order)
    yield from (date.desc(), identity.desc())


def _behind(place: Place, order: RecordOrder) -> ColumnElement[bool]:
    here = tuple_(KIND.attribute("date"), KIND.attribute("id"))
    return here < place if order.descending else here > place


def _entries(reader: ProgrammeReader, ids: list[int]) -> tuple[RegisterEntry, ...]:
    table: Any = KIND.table
    rows = {row.id: row for row in reader.session.scalars(select(table).where(table.id.in_(ids)))}
    known = recipients(reader, (row.organisation_id for row in rows.values()))
    return tuple(_entry(rows[each], known.get(rows[each].organisation_id)) for each in ids)


def _entry(row: Any, recipient: Recipient | None) -> RegisterEntry:
    return RegisterEntry(
        id=row.id,
        number=row.number,
        entered_on=row.entered_on,
        decided_on=row.date,
        precision=row.precision,
        ended_on=row.ended_on,
        recipient=recipient,
        district=row.district,
        form=row.form,
        amount=row.amount,
        until=row.until_date,
        authority=row.authority,
        violation=row.violation,
        violation_details=row.violation_details,
        illustrative=row.illustrative,
        source=row.source,
        note=row.note,
    )


def all_entries(
    session: Session,
    programme: str,
    filters: RegisterFilter,
    as_of: int | None = None,
    order: RecordOrder = NEWEST_FIRST,
) -> list[RegisterEntry]:
    """Every chosen entry in an order: for a file, page by page of one reading."""
    if not order.is_by_date:
        # of so few that another order than by day is offered
        page = register_page(session, programme, filters, as_of, order=order, limit=MOST)
        return list(page.entries)
    page = register_page(session, programme, filters, as_of, order=order, limit=AT_ONCE)
    entries = list(page.entries)
    while page.following is not None:
        page = register_page(
            session,
            programme,
            filters,
            page.revision,
            order=order,
            after=page.following,
            limit=AT_ONCE,
        )
        entries += page.entries
    return entries
