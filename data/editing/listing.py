"""Rows of a kind as people go through them: a page begins at a row of an index, and looks through
no more rows than it may, however many there are.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, case, func, select, tuple_
from sqlalchemy.orm import Session

from data.imports.columns.kind import Kind

MOST = 10_000
"""Rows that one page looks through, and that one total counts among."""
AT_ONCE = 1_000
"""Rows that one statement looks through: a word that most rows have is found in the first of them."""

Conditions = Callable[[Any], Iterable[ColumnElement[bool]]]
"""What each row is asked, given the columns of the rows."""


@dataclass(frozen=True)
class ListPlace:
    """Where a row stands in the list; two rows never stand in one place."""

    newest: Any
    number: str
    id: int


@dataclass(frozen=True)
class ListStretch:
    """The ids of some rows, in the order of the list; ``looked_to`` is the row where the search
    stopped, where it was not at the end of anything.
    """

    ids: Sequence[int]
    looked_to: int | None = None


@dataclass(frozen=True)
class ListOrder:
    """Another order than that of the index: by a field, or by the places of its codes in a list."""

    field: str
    descending: bool = False
    codes: Sequence[str] = ()

    def by(self, columns: Any) -> list[ColumnElement[Any]]:
        """What rows are ordered by; those without a value are the last either way."""
        field = columns[self.field]
        places = {code: place for place, code in enumerate(self.codes)}
        key = case(places, value=field, else_=len(places)) if places else field
        return [field.is_(None), key.desc() if self.descending else key]


@dataclass(frozen=True)
class ListTotal:
    """How many rows there are among the first ``among``; among all of them where that is nothing."""

    rows: int
    among: int | None = None


@dataclass(frozen=True)
class Listing:
    """The rows of a kind within ``bounds``, which the index of the list knows, that meet the
    ``conditions``, which need the rows themselves.
    """

    session: Session
    kind: Kind
    bounds: Sequence[ColumnElement[bool]]
    conditions: Conditions | None = None
    order: ListOrder | None = None

    @cached_property
    def total(self) -> ListTotal:
        """How many there are, counted among the first ``MOST``."""
        rows = min(self._bounded, MOST) if self.conditions is None else len(self._first)
        return ListTotal(rows, MOST if self.is_long else None)

    @property
    def is_long(self) -> bool:
        """Whether there are more rows within the bounds than one page looks through."""
        return self._bounded > MOST

    @cached_property
    def _bounded(self) -> int:
        """How many rows there are within the bounds, counted to one more than ``MOST``."""
        ids = self._ordered(select(self.kind.sql.columns.id).where(*self.bounds))
        return self._count(ids.limit(MOST + 1))

    def rows(self, limit: int, *, skipped: int = 0) -> ListStretch:
        """The first rows of the list after so many; in an order of their own the first ``MOST``
        alone are ordered.
        """
        if self.order is not None:
            return ListStretch(self._first[skipped : skipped + limit])
        if self.conditions is None:
            return ListStretch(self._ids(skipped, limit) if skipped <= MOST else [])
        ids = self._first[skipped : skipped + limit]
        is_cut = len(ids) < limit and self.total.among is not None
        return ListStretch(ids, self._ids(MOST - 1, 1)[0] if is_cut else None)

    def beside(self, place: ListPlace, limit: int, *, backwards: bool = False) -> ListStretch:
        """The rows that follow a place; ``backwards`` those before it, the nearest first."""
        ids: list[int] = []
        looked = 0
        for part, end in self._parts(place, limit, backwards=backwards):
            ids += self.session.scalars(part)
            looked += AT_ONCE
            if len(ids) >= limit:
                break
            if end is not None and looked >= MOST:
                return ListStretch(ids, end)
        return ListStretch(ids[:limit])

    @cached_property
    def _first(self) -> Sequence[int]:
        """Those that meet the conditions among the first ``MOST`` rows of the list, as ordered."""
        first = self._ordered(select(self.kind.sql).where(*self.bounds)).limit(MOST).subquery()
        fitting = self._fitting(first)
        if self.order is not None:
            fitting = fitting.order_by(*self.order.by(first.columns))
        return self.session.scalars(self._ordered(fitting, first)).all()

    def _ids(self, skipped: int, limit: int) -> Sequence[int]:
        """Of rows that the index alone finds."""
        ids = self._ordered(select(self.kind.sql.columns.id).where(*self.bounds))
        return self.session.scalars(ids.offset(skipped).limit(limit)).all()

    def _parts(
        self, place: ListPlace, limit: int, *, backwards: bool
    ) -> Iterator[tuple[Select[Any], int | None]]:
        """What finds the rows of one part of the list after another, and the last row of a part
        that is not the last of its stretch.
        """
        size = limit if self.conditions is None else AT_ONCE
        for stretch in self._stretches(place, backwards=backwards):
            within = select(self.kind.sql).where(*self.bounds, stretch)
            ordered = self._ordered(within, backwards=backwards)
            for first in count(0, size):
                part = ordered.offset(first).limit(size).subquery()
                fitting = self._ordered(self._fitting(part), part, backwards=backwards)
                last = ordered.with_only_columns(self.kind.sql.columns.id)
                end = self.session.scalar(last.offset(first + size - 1).limit(1))
                yield fitting, end
                if end is None:
                    break

    def _stretches(self, place: ListPlace, *, backwards: bool) -> Iterator[ColumnElement[bool]]:
        """The ranges of the index on one side of a place: first the rest of its day, then the other
        days. As one condition no database would begin to read at the place.
        """
        columns = self.kind.sql.columns
        key, at = tuple_(columns.number, columns.id), (place.number, place.id)
        rest = key < at if backwards else key > at
        if self.kind.newest_by is None:
            yield rest
            return
        newest = columns[self.kind.newest_by]
        yield (newest == place.newest) & rest
        yield newest > place.newest if backwards else newest < place.newest

    def _fitting(self, rows: Subquery) -> Select[Any]:
        """The ids of the rows that meet the conditions."""
        ids = select(rows.columns.id)
        return ids if self.conditions is None else ids.where(*self.conditions(rows.columns))

    def _ordered(
        self, rows: Select[Any], of: FromClause | None = None, *, backwards: bool = False
    ) -> Select[Any]:
        """The newest first, then by number; the other way round backwards."""
        columns = (self.kind.sql if of is None else of).columns
        newest = [columns[self.kind.newest_by]] if self.kind.newest_by else []
        key = [columns.number, columns.id]
        if backwards:
            return rows.order_by(*newest, *(column.desc() for column in key))
        return rows.order_by(*(column.desc() for column in newest), *key)

    def _count(self, rows: Select[Any]) -> int:
        return self.session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def place_of(session: Session, kind: Kind, programme: int, identity: int) -> ListPlace | None:
    """Where a row of a programme stands, or stood when it lived."""
    columns = kind.sql.columns
    newest = columns[kind.newest_by] if kind.newest_by else columns.id
    row = session.execute(
        select(newest, columns.number, columns.id).where(
            columns.id == identity, columns.programme_id == programme
        )
    ).one_or_none()
    return None if row is None else ListPlace(*row)
