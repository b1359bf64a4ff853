"""What the rows of a list are asked besides words: for districts, months, and whether they are the
last of their number.

Each takes the columns of the rows, as these are a table's or those of a part of a list.
"""

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, exists, false, func, or_

from data.imports.columns.kind import Kind
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values.periods import Month, covered, labels_within
from data.refusals import refuse


def in_districts(kind: Kind, columns: Any, codes: Sequence[str]) -> ColumnElement[bool]:
    """Whether a row is of one of the districts, or of none where one of the codes is empty."""
    named = [code for code in codes if code]
    if kind.link is not None:
        owner, linked = kind.link.record_id, kind.link.district
        of_row = exists().where(owner == columns.id)
        shared = of_row.where(linked.in_(named))
        return or_(shared, ~of_row) if "" in codes else shared
    if "district" not in columns:
        return false()
    located = columns.district.in_(named)
    return or_(located, columns.district.is_(None)) if "" in codes else located


def is_last_gone(kind: Kind, columns: Any) -> ColumnElement[bool]:
    """Whether a row that went is the last of a number that no living row has.

    A number may have lived in several chains: loaded, undone, loaded again. The chain says whether
    a row was corrected, the number whether what people know by it still lives.
    """
    living, other = (kind.sql.alias(name).columns for name in ("living", "other"))
    same = exists().where(
        living.programme_id == columns.programme_id,
        living.number == columns.number,
        living.until.is_(None),
    )
    newer = exists().where(
        other.programme_id == columns.programme_id,
        other.number == columns.number,
        other.until.is_not(None),
        other.id > columns.id,
        ~_is_followed(kind, other, "after_other"),
    )
    return ~same & ~newer & ~_is_followed(kind, columns, "later")


def _is_followed(kind: Kind, columns: Any, name: str) -> ColumnElement[bool]:
    """Whether a row was corrected by another of its chain."""
    later = kind.sql.alias(name).columns
    return exists().where(
        later.chain == func.coalesce(columns.chain, columns.id), later.id > columns.id
    )


# ---------------------------------------------------------------- periods


@dataclass(frozen=True)
class PeriodDays:
    """From a first day to a last one; ``are_all`` where no other records lie between them."""

    first: datetime.date
    last: datetime.date
    are_all: bool


def months_of(context: Context, period: str) -> list[Month] | None:
    """The months of a period that records of the programme can be of; nothing where none is named.

    Refuses what is no period.
    """
    if not period.strip():
        return None
    try:
        years = range(context.first_year - 1, context.last_year + 3)
        return sorted(month for month in covered(period.strip()) or () if month[0] in years)
    except InvalidValue as bad:
        raise refuse("edit_period", value=period.strip()) from bad


def days_of(kind: Kind, months: Sequence[Month]) -> PeriodDays | None:
    """The days between which dated records of these months lie."""
    if not kind.is_record or not months:
        return None
    (first_year, first), (last_year, last) = months[0], months[-1]
    is_unbroken = len(months) == 12 * (last_year - first_year) + last - first + 1
    # what is known to the year only has its first day, and belongs to the whole year alone
    has_part_from_january = last < 12 and (first == 1 or first_year < last_year)
    return PeriodDays(
        datetime.date(first_year, first, 1),
        datetime.date(last_year, last, calendar.monthrange(last_year, last)[1]),
        are_all=is_unbroken and not has_part_from_january,
    )


def in_months(kind: Kind, columns: Any, months: Sequence[Month]) -> ColumnElement[bool]:
    """Whether a row is of one of the months; a register that is not dated has no such rows."""
    if not months or not kind.years:
        return false()
    if kind.is_record:
        return or_(*_dated(columns, months))
    column: ColumnElement[Any] = columns[kind.years[0]]
    named = sorted({year for year, _ in months})
    if isinstance(column.type, Integer):
        return column.in_(named)
    if isinstance(column.type, Date):
        return column.between(datetime.date(named[0], 1, 1), datetime.date(named[-1], 12, 31))
    return column.in_(labels_within(months))


def _dated(columns: Any, months: Sequence[Month]) -> Iterator[ColumnElement[bool]]:
    """Whole years hold what is known to the year only; parts of a year do not."""
    by_year: dict[int, list[int]] = {}
    for year, month in months:
        by_year.setdefault(year, []).append(month)
    for year, of_year in by_year.items():
        yield (
            columns.year == year
            if len(of_year) == 12
            else (columns.year == year) & columns.month.in_(of_year)
        )
