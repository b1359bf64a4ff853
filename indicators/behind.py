"""The records behind a number: the rows of the very select that made it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select
from sqlalchemy.orm import Session

from data.refusals import NotFound, Problem, refuse
from data.tables.base import Record
from indicators.definition import Aggregate, Definition, Reference
from indicators.measures import Records, measures
from indicators.organisations import Named, organisation_names
from indicators.periods import RANGE, Period, parse
from indicators.places import NONE, WHOLE
from indicators.question import Question
from indicators.reader import Reader
from indicators.selection import accepted, in_place, in_years, selection
from indicators.split import split_definitions

NUMERATOR = "numerator"
DENOMINATOR = "denominator"
BOTH = "both"
COUNTED = "counted"


@dataclass(frozen=True)
class RecordRow:
    """One record: what every kind has, and what its measure shows; ``role`` is its part in a ratio."""

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
    shown: Mapping[str, Any] = field(default_factory=dict)
    merged: str | None = None  # the organisation's own name, where it counts as another one


@dataclass(frozen=True)
class RecordPage:
    """Some of the records behind a number; ``total`` is how many there are."""

    rows: tuple[RecordRow, ...]
    total: int
    revision: int


@dataclass(frozen=True)
class Source:
    """One measure's records behind a number, with the condition under which each role is played."""

    measure: str
    roles: Mapping[str, ColumnElement[bool]]
    wide: bool = False

    @property
    def counted(self) -> ColumnElement[bool]:
        return or_(false(), *self.roles.values())


def records(
    session: Session, question: Question, period: str | None = None, *, offset: int = 0, limit: int | None = None
) -> RecordPage:
    """The records behind one indicator in one period (default: all years) and place of a question."""
    reader = Reader(session, question.programme, question.as_of)
    (code,) = reader.indicators(question.indicators)
    window = reader.window(question.years)
    asked = parse(period) if period else Period(window.first_year, RANGE, 1, window.last_year)
    reader.window((asked.year, asked.final_year))
    _narrow(reader, code, question)
    if reader.catalogue.in_force(code, asked.final_year) is None or reader.catalogue.crosses_a_break(code, asked):
        raise refuse("records_across_a_break", indicator=code, period=asked.label)
    sources = sources_of(reader, code, asked, question)
    if not sources:
        raise refuse("no_records_behind", indicator=code)
    return page_of(reader, question, sources, offset=offset, limit=limit)


def page_of(
    reader: Reader, question: Question, sources: list[Source], *, offset: int = 0, limit: int | None = None
) -> RecordPage:
    """Some of the records of sources in the place of a question, and how many there are."""
    counted = (_of_place(reader, source, question).with_only_columns(func.count()) for source in sources)
    totals = [reader.session.scalar(asked) for asked in counted]
    rows = _page(reader, question, sources, totals, offset, limit)
    return RecordPage(tuple(rows), sum(total or 0 for total in totals), reader.revision)


def _narrow(reader: Reader, code: str, question: Question) -> None:
    """Where one value of an attribute is asked for, count only the records that have it."""
    if question.split is None or question.split_value is None:
        return
    parts = dict(split_definitions(reader.scope, reader.catalogue, (code,), question.split))
    if question.split_value not in parts:
        known = ", ".join(parts)
        raise NotFound(Problem("unknown_split_value", {"value": question.split_value, "known": known}))
    reader.catalogue = parts[question.split_value]


def sources_of(reader: Reader, code: str, period: Period, question: Question) -> list[Source]:
    """The records behind a number of a period; none across a break."""
    version = reader.catalogue.in_force(code, period.final_year)
    if version is None or reader.catalogue.crosses_a_break(code, period):
        return []
    sides = dict(_sides(reader, version.definition, period, question))
    merged: dict[str, dict[str, ColumnElement[bool]]] = {}
    for role, sources in sides.items():
        for measure, condition in sources:
            roles = merged.setdefault(measure, {})
            roles[role] = or_(roles[role], condition) if role in roles else condition
    return [Source(measure, roles) for measure, roles in merged.items()]


Conditions = list[tuple[str, ColumnElement[bool]]]


def _sides(
    reader: Reader, definition: Definition, period: Period, question: Question
) -> Iterator[tuple[str, Conditions]]:
    """The measures and conditions of each role."""
    if definition.kind != "ratio":
        yield (
            COUNTED,
            [_condition(reader, aggregate, definition, period, question) for aggregate in definition.aggregates],
        )
        return
    for role, side in ((NUMERATOR, definition.numerator), (DENOMINATOR, definition.denominator)):
        if isinstance(side, Aggregate):
            yield role, [_condition(reader, side, definition, period, question)]
        elif isinstance(side, Reference):
            inner = sources_of(reader, side.indicator, period, question)
            yield role, [(source.measure, source.counted) for source in inner]


def _condition(
    reader: Reader, aggregate: Aggregate, definition: Definition, period: Period, question: Question
) -> tuple[str, ColumnElement[bool]]:
    described = measures()[aggregate.measure]
    dated = _dated(reader, described, definition, period, question)
    return aggregate.measure, and_(dated, accepted(aggregate))


def _dated(
    reader: Reader, described: Records, definition: Definition, period: Period, question: Question
) -> ColumnElement[bool]:
    """Dated in the period, or up to its end where values accumulate."""
    when = described.calendar
    if definition.accumulate:
        earlier = in_years(described, reader.passport.first_year, period.final_year - 1)
        return or_(earlier, and_(when.year == period.final_year, *_up_to(described, period)))
    if period.grain in ("year", RANGE):
        return in_years(described, period.year, period.final_year)
    first_month = 1 if question.within_year else period.first_month
    return and_(when.year == period.year, when.month.between(first_month, period.last_month))


def _up_to(described: Records, period: Period) -> list[ColumnElement[bool]]:
    """A year or range ends after what is known to the year only; a shorter period does not hold it."""
    return [] if period.grain in ("year", RANGE) else [described.calendar.month <= period.last_month]


def _of_place(reader: Reader, source: Source, question: Question) -> Select[Any]:
    chosen = selection(reader.scope, source.measure, source.counted, wide=source.wide)
    key = reader.places.key_of(question.district)
    key = f"{question.cut}/{NONE}" if key == NONE and question.cut else key
    if key == WHOLE:
        return chosen
    return chosen.where(in_place(measures()[source.measure], reader.places.closure, key))


def _page(
    reader: Reader, question: Question, sources: list[Source], totals: list[int | None], offset: int, limit: int | None
) -> Iterator[RecordRow]:
    """The asked rows, source after source, each by date."""
    left = limit
    for source, total in zip(sources, totals, strict=True):
        if total and (left is None or left > 0):
            rows = _rows(reader, question, source, offset, left)
            yield from rows
            left = None if left is None else left - len(rows)
        offset = max(0, offset - (total or 0))


def _rows(reader: Reader, question: Question, source: Source, offset: int, limit: int | None) -> list[RecordRow]:
    described = measures()[source.measure]
    table = described.table
    columns = (table, _role(source).label("role"))
    chosen = _of_place(reader, source, question).with_only_columns(*columns)
    page = chosen.order_by(described.calendar.day, table.id).offset(offset)
    found = reader.session.execute(page if limit is None else page.limit(limit)).all()
    districts = _districts(reader, described, [row for row, _ in found])
    organisations = organisation_names(reader, {row.organisation_id for row, _ in found})
    return [
        _row(source.measure, described, row, role, districts[row.id], organisations.get(row.organisation_id))
        for row, role in found
    ]


def _role(source: Source) -> ColumnElement[Any]:
    if len(source.roles) == 1:
        return literal(next(iter(source.roles)))
    upper, lower = source.roles[NUMERATOR], source.roles[DENOMINATOR]
    return case((and_(upper, lower), BOTH), (upper, NUMERATOR), else_=DENOMINATOR)


def _districts(reader: Reader, described: Records, rows: list[Record]) -> dict[int, tuple[str, ...]]:
    if described.link is None:
        return {row.id: (row.district,) if row.district else () for row in rows}
    found: dict[int, tuple[str, ...]] = {row.id: () for row in rows}
    link = described.link
    asked = select(link.record_id, link.district).where(link.record_id.in_(found)).order_by(link.district)
    for record_id, district in reader.session.execute(asked):
        found[record_id] = (*found[record_id], district)
    return found


def _row(
    measure: str,
    described: Records,
    row: Any,
    role: str,
    districts: tuple[str, ...],
    named: Named | None,
) -> RecordRow:
    return RecordRow(
        measure=measure,
        id=row.id,
        number=row.number,
        date=getattr(row, described.calendar.day.key),
        precision=row.precision,
        districts=districts,
        organisation=named.name if named else None,
        merged=named.merged if named else None,
        illustrative=row.illustrative,
        source=row.source,
        note=row.note,
        role=role,
        shown={name: getattr(row, name) for name in described.shown},
    )
