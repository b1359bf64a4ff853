"""The records of a measure in the columnar copy: as of a revision that is not always the asked one,
with what came and went since.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, Table, func, select
from sqlalchemy.sql import visitors

from data.columnar.arrivals import came, went
from data.columnar.copy import ColumnarCopy, columnar_copy
from data.database.database import newest_revision
from data.imports import kind_of as kind_named
from indicators.measures import measures
from indicators.records.selection import Scope


class Answering(Protocol):
    """What answers a statement over records in place of the database."""

    def answer(self, statement: Select[Any]) -> Sequence[Any] | None:
        """Its rows; None where it cannot answer."""


@dataclass(frozen=True)
class RecordCopy:
    """What the copy has of a measure's records: ``rows`` as they were at revision ``copied``; what is
    asked is of ``revision``.
    """

    scope: Scope
    measure: str
    copy: ColumnarCopy
    copied: int
    revision: int
    rows: int

    @property
    def then(self) -> Scope:
        """The scope as of which the copy answers."""
        return replace(self.scope, revision=min(self.copied, self.revision))

    @cached_property
    def is_behind(self) -> bool:
        """Whether any record came or went since."""
        if self.revision <= self.copied:
            return False
        # each by its own indexes, and counted: of a first one PostgreSQL hopes that it comes soon
        return any(
            self.scope.session.scalar(select(func.count()).where(each))
            for each in (self.came, self.went)
        )

    @cached_property
    def came(self) -> ColumnElement[bool]:
        """The records that came since."""
        table = measures()[self.measure].table
        return came(self.scope.session, table, self.copied, self.revision)

    @property
    def went(self) -> ColumnElement[bool]:
        """Those that were there and have gone."""
        return went(measures()[self.measure].table, self.copied, self.revision)

    def answer(self, statement: Select[Any]) -> list[tuple[Any, ...]] | None:
        """What a statement gives as of ``then``; None where the copy cannot be read any more, or the
        statement asks other tables too: their copies may be of another revision.
        """
        tables = {each.name for each in visitors.iterate(statement) if isinstance(each, Table)}
        own = {table.name for table in kind_named(measures()[self.measure].kind).tables}
        return self.copy.rows(statement) if tables <= own else None


def record_copy(scope: Scope, measure: str) -> RecordCopy | None:
    """The copy of a measure's records; None where there is none that matches."""
    copy = columnar_copy(scope.session)
    if copy is None:
        return None
    tables = kind_named(measures()[measure].kind).tables
    copies = [each for each in map(copy.table, tables) if each is not None]
    # a record's districts are of its own revision
    if len(copies) < len(tables) or len({each.revision for each in copies}) > 1:
        return None
    revision = newest_revision(scope.session) if scope.revision is None else scope.revision
    return RecordCopy(scope, measure, copy, copies[0].revision, revision, copies[0].rows)
