"""Values that a correction takes away because its file has no column for them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from data.imports.among import among
from data.imports.columns import Column
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.values.codes import LANGUAGES
from data.refusals import Problem, quoted


@dataclass
class EmptiedValues:
    """How many values of replaced rows go, by the names of the columns that the file lacks."""

    kind: Kind
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, session: Session, batch: Batch, olds: Sequence[int | None]) -> None:
        """Look at the rows of a batch that replace others; ``olds`` are the ids of those, row by
        row.
        """
        replaced = [index for index, old in enumerate(olds) if old is not None]
        ids = [old for old in olds if old is not None]
        emptied = [
            column
            for column in self.kind.columns
            # a column that the file has, empty, was emptied by somebody; one that it lacks perhaps
            # not
            if column.name not in batch.texts and self._is_blank(batch, column, replaced)
        ]
        if not (ids and emptied):
            return
        in_row = {
            column.name: func.count().filter(
                # `IS DISTINCT FROM`, as NULL beside NULL is no value that goes
                self._stored(column).is_distinct_from(self.kind.blank_of(column))
            )
            for column in emptied
            # what is kept in a table of links is counted below
            if column.fields[0] in self.kind.sql.columns
        }
        if in_row:
            rows = select(*in_row.values()).where(among(session, self.kind.sql.columns.id, ids))
            self.counts.update(dict(zip(in_row, session.execute(rows).one(), strict=True)))
        if self.kind.link and any(self.kind.link.field in column.fields for column in emptied):
            owner = self.kind.link.record_id
            linked = select(func.count(owner.distinct())).where(among(session, owner, ids))
            self.counts[self.kind.link.field] += session.scalar(linked) or 0

    def problem(self) -> Iterator[Problem]:
        """What to say of them, if there are any."""
        columns = [
            (column, self.counts[column.name])
            for column in self.kind.columns
            if self.counts[column.name]
        ]
        if columns:
            listed = {
                language: ", ".join(
                    f"{quoted(getattr(column.words, language), language)} ({count})"
                    for column, count in columns
                )
                for language in LANGUAGES
            }
            yield Problem("receipt_emptied", {"columns": listed})

    def _is_blank(self, batch: Batch, column: Column, replaced: Sequence[int]) -> bool:
        """Whether the new rows have nothing there: a kind may keep what stands where its file says
        nothing.
        """
        values, blank = batch.column(column.fields[0]), self.kind.blank_of(column)
        # districts keep what their file has no column for: nothing of them goes
        return all(values[index] in (None, blank) for index in replaced)

    def _stored(self, column: Column) -> ColumnElement[Any]:
        return self.kind.sql.columns[column.fields[0]]
