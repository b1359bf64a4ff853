"""A page of the records behind a number: some rows of the selects that made it, and how many there
are.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, inspect, literal, select

from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.drill_down.choice import EVERYTHING, ChosenRecords, ListChoice, choose
from indicators.drill_down.order import (
    YEAR,
    RecordPlace,
    behind,
    by_date,
    inside,
    lies_by_day,
)
from indicators.drill_down.sources import (
    BOTH,
    DENOMINATOR,
    NUMERATOR,
    RecordSource,
    first_in_copy,
    of_place,
    totals_of,
)
from indicators.measures import Records, measures
from indicators.records.list_order import RecordOrder, ordered_by
from indicators.register.recipients import Recipient, recipients

COMMON = ("id", "number", "district", "organisation_id", "illustrative", "source", "note")
"""The columns of every kind that a row shows."""

AT_ONCE = 2_000
"""Records that are read together."""
SOON = 5
"""A page that is so many times smaller than what there is, is soon found by following the index."""


class RecordRow(NamedTuple):
    """One record: what every kind has, and what its measure shows; ``role`` is its part in a ratio.

    There may be ten million of them: a tuple is made in a fifth of the time of a frozen dataclass.
    """

    measure: str
    id: int
    number: str
    date: datetime.date
    precision: str
    districts: tuple[str, ...]
    organisation: str | None
    illustrative: bool
    source: str | None
    note: str | None
    role: str
    values: Mapping[str, Any] = MappingProxyType({})
    merged: str | None = None  # the organisation's own name, where it counts as another one

    @property
    def place(self) -> RecordPlace:
        """Where the next page goes on, if this is the last row of one."""
        return RecordPlace(self.measure, self.date, self.precision != YEAR, self.id)


@dataclass(frozen=True)
class RecordPage:
    """Some of the records behind a number; ``total`` is how many are chosen of those that it
    ``counted``, ``orders`` are the fields by which they can be ordered.
    """

    rows: tuple[RecordRow, ...]
    total: int
    revision: int
    counted: int
    orders: Sequence[str]


@dataclass(frozen=True)
class RecordStream:
    """All the records behind a number, read while they are gone through; ``measures`` are those of
    which there are any.
    """

    rows: Iterator[RecordRow]
    total: int
    measures: tuple[str, ...]


def page_of(
    reader: ProgrammeReader,
    question: Question,
    sources: Sequence[RecordSource],
    totals: Sequence[int] | None = None,
    choice: ListChoice = EVERYTHING,
    *,
    offset: int = 0,
    limit: int | None = None,
    after: RecordPlace | None = None,
) -> RecordPage:
    """Some of the records of sources in the place of a question, and how many there are; ``totals``
    if known. A page begins behind ``after``, if that is said.
    """
    totals_by_source = totals_of(reader, question, sources) if totals is None else totals
    chosen = choose(reader, question, sources, totals_by_source, choice)
    rows = tuple(_page(reader, question, chosen, offset, limit, after))
    counted = sum(totals_by_source)
    return RecordPage(rows, sum(chosen.totals), reader.revision, counted, chosen.orders)


def stream_of(
    reader: ProgrammeReader,
    question: Question,
    sources: Sequence[RecordSource],
    choice: ListChoice = EVERYTHING,
) -> RecordStream:
    """All the chosen records of sources in the place of a question."""
    totals = totals_of(reader, question, sources)
    chosen = choose(reader, question, sources, totals, choice)
    rows = _page(reader, question, chosen, 0, None)
    counted = zip(chosen.sources, chosen.totals, strict=True)
    met = (source.measure for source, total in counted if total)
    return RecordStream(rows, sum(chosen.totals), tuple(dict.fromkeys(met)))


def _page(
    reader: ProgrammeReader,
    question: Question,
    chosen: ChosenRecords,
    offset: int,
    limit: int | None,
    after: RecordPlace | None = None,
) -> Iterator[RecordRow]:
    """The asked rows, source after source, each in the order."""
    left, sources, totals = limit, chosen.sources, chosen.totals
    if after is not None:
        # the sources before its own have been gone through
        at = next((at for at, each in enumerate(sources) if each.measure == after.measure), 0)
        sources, totals = sources[at:], totals[at:]
    for source, total in zip(sources, totals, strict=True):
        here = after if after is not None and after.measure == source.measure else None
        # a page beyond the end is not looked for among all the records
        if offset < total and (left is None or left > 0):
            # of very many the first few are near at hand by the index, sorted already
            at_once = left is not None and total > left * SOON
            near = replace(source, wide=source.wide and not at_once)
            number = 0
            for row in _rows(reader, question, near, total, offset, left, here, chosen.order):
                number += 1
                yield row
            left = None if left is None else left - number
        # what was skipped of one source is not skipped of the next
        offset = max(0, offset - total)


def _rows(
    reader: ProgrammeReader,
    question: Question,
    source: RecordSource,
    total: int,
    offset: int,
    limit: int | None,
    after: RecordPlace | None,
    listed_by: RecordOrder,
) -> Iterator[RecordRow]:
    described = measures()[source.measure]
    by_day = not source.wide and lies_by_day(reader, described)
    # columns, not rows of the ORM, which would make an object of each with its state
    columns = (*_columns(described), _role(source).label("role_in_ratio"))
    chosen = of_place(reader, source, question, source.counted).with_only_columns(*columns)
    order = tuple(_order(described, listed_by, by_day=by_day))
    if by_day and source.days is not None:
        chosen = chosen.where(inside(described, source.days))
    if after is not None:
        chosen = chosen.where(behind(described, after, descending=listed_by.descending))
    elif limit is not None:
        first = first_in_copy(reader, question, source, total, order, offset + limit)
        chosen = chosen if first is None else chosen.where(described.table.id.in_(first))
    page = chosen.order_by(*order).offset(offset).limit(limit)
    # memory does not grow with the records; an organisation is asked for once
    options = {"yield_per": AT_ONCE} if limit is None else {}
    known: dict[int, Recipient] = {}
    answer = reader.session.execute(page, execution_options=options)
    names = list(answer.keys())
    own = [(name, names.index(name)) for name in described.columns]
    for rows in answer.partitions(AT_ONCE):
        districts = _districts(reader, described, rows)
        unknown = {row.organisation_id for row in rows} - known.keys()
        known |= recipients(reader, unknown)
        for row in rows:
            organisation = known.get(row.organisation_id)
            values = {name: row[at] for name, at in own}
            yield _row(source.measure, described, row, districts[row.id], organisation, values)


def _order(described: Records, order: RecordOrder, *, by_day: bool) -> Iterator[Any]:
    if order.is_by_date:
        yield from by_date(described, by_day=by_day, descending=order.descending)
        return
    yield from ordered_by(described, order)
    # what is alike lies as it always does
    yield from by_date(described, by_day=by_day)


def _columns(described: Records) -> list[Any]:
    """The columns that a row is made of; each that is read besides costs as much as one of these."""
    when = described.calendar
    calendar = (when.day.key, when.precision.key, when.month.key)
    needed = {*COMMON, *calendar, *described.columns}
    return [each for each in inspect(described.table).column_attrs if each.key in needed]


def _role(source: RecordSource) -> ColumnElement[Any]:
    if len(source.roles) == 1:
        return literal(next(iter(source.roles)))
    # in both sides counts as «both»: the records of a ratio are the union of its sides
    upper, lower = source.roles[NUMERATOR], source.roles[DENOMINATOR]
    return case((and_(upper, lower), BOTH), (upper, NUMERATOR), else_=DENOMINATOR)


def _districts(
    reader: ProgrammeReader, described: Records, rows: Sequence[Any]
) -> dict[int, tuple[str, ...]]:
    if described.link is None:
        return {row.id: (row.district,) if row.district else () for row in rows}
    districts: dict[int, tuple[str, ...]] = {row.id: () for row in rows}
    link = described.link
    statement = (
        select(link.record_id, link.district)
        .where(link.record_id.in_(districts))
        .order_by(link.district)
    )
    for record_id, district in reader.session.execute(statement):
        districts[record_id] = (*districts[record_id], district)
    return districts


def _precision(described: Records, row: Any) -> str:
    """How well the date is known; of one from before that was kept, as the calendar has it."""
    when = described.calendar
    # rows of before the precision was kept: whether there is a month tells
    return getattr(row, when.precision.key) or ("day" if getattr(row, when.month.key) else "year")


def _row(
    measure: str,
    described: Records,
    row: Any,
    districts: tuple[str, ...],
    organisation: Recipient | None,
    values: Mapping[str, Any],
) -> RecordRow:
    return RecordRow(
        measure=measure,
        id=row.id,
        number=row.number,
        date=getattr(row, described.calendar.day.key),
        precision=_precision(described, row),
        districts=districts,
        organisation=organisation.name if organisation else None,
        merged=organisation.own_name if organisation else None,
        illustrative=row.illustrative,
        source=row.source,
        note=row.note,
        role=row.role_in_ratio,
        values=values,
    )
