"""The order of a list of records, and by what it can be ordered.

By day a list of any length is ordered: an index has it so. Any other order is made of the whole list,
so that it is offered only where the days that the list is of have few records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from data.editing.listing import ListOrder
from data.imports import kind_of
from data.refusals import Names, refuse
from data.words.offers import check_choice
from indicators.measure import Records
from indicators.measures import measures
from indicators.periods import Days
from indicators.records.selection import Scope, in_years, selection

MOST = 10_000
"""Records that are put into any order, or looked through for any word."""
DATE, NUMBER = "date", "number"
DOWN = "-"
"""Stands before a field from whose greatest value down a list goes."""
FORMS = frozenset({"whole", "money", "day", "full_day", "word", "flag"})
"""Forms of columns whose fields say themselves what comes first."""


@dataclass(frozen=True)
class RecordOrder:
    """By which field a list goes, and from which end."""

    field: str = DATE
    descending: bool = False

    @property
    def is_by_date(self) -> bool:
        return self.field == DATE

    @property
    def reverse(self) -> "RecordOrder":
        """The same from the other end."""
        return RecordOrder(self.field, not self.descending)

    def __str__(self) -> str:
        return f"{DOWN if self.descending else ''}{self.field}"


OLDEST_FIRST = RecordOrder()
NEWEST_FIRST = OLDEST_FIRST.reverse


def record_order(text: str | None, usual: RecordOrder = OLDEST_FIRST) -> RecordOrder:
    """The order that an address says: a field, after a minus from its greatest value down."""
    return RecordOrder(text.removeprefix(DOWN), text.startswith(DOWN)) if text else usual


def is_short(scope: Scope, measure: str, days: Days | None) -> bool:
    """Whether the records of these days are ``MOST`` at most, whatever else is asked of them;
    counting stops there.
    """
    described = measures()[measure]
    near: list[ColumnElement[bool]] = []
    if days is not None:
        first, last = days
        # both: one index begins with the year, the other with the day
        of_years = in_years(described, first.year, last.year)
        near = [of_years, described.calendar.day.between(first, last)]
    some = selection(scope, measure, *near).limit(MOST + 1).subquery()
    return (scope.session.scalar(select(func.count()).select_from(some)) or 0) <= MOST


def orderable(described: Records) -> Sequence[str]:
    """The fields by which a short list of a measure's records can be ordered; that of any list
    first.
    """
    kind = kind_of(described.kind)
    own = (column for column in kind.own if column.name in described.columns)
    fields = (column.fields[0] for column in own if column.form in FORMS)
    # a number that is made of other fields is not what readers see
    return [DATE, *([] if kind.key else [NUMBER]), *fields]


def check_order(order: RecordOrder, known: Sequence[str], offered: Sequence[str]) -> None:
    """Refuse an order by what no such record has, and one that would need all of a long list."""
    names: dict[str, Names] = {each: {} for field in known for each in (field, f"{DOWN}{field}")}
    check_choice("order", str(order), names)
    if order.field not in offered:
        raise refuse("list_too_long_to_order", most=MOST)


def ordered_by(described: Records, order: RecordOrder) -> Iterator[ColumnElement[Any]]:
    """What a short list is ordered by before its days: a field, or the places of its words in their
    list; what has no value is the last either way.
    """
    attribute = described.attributes.get(order.field)
    codes = attribute.words.codes if attribute is not None and attribute.words is not None else ()
    columns = kind_of(described.kind).sql.columns
    yield from ListOrder(order.field, order.descending, codes).by(columns)
