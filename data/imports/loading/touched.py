"""Which years and codes a change of rows touches, for whoever recomputes."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from data.database.database import Change, TouchedRange
from data.imports.columns.kind import Kind


class TouchedScope:
    """The years and codes of rows that came or went."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.years: set[int] = set()
        self.codes: set[str] = set()

    def note(self, values: Mapping[str, Iterable[Any]]) -> None:
        """Note rows given by column."""
        for field in self.kind.years:
            self.years |= {
                int(str(value)[:4]) for value in set(values.get(field, ())) if value is not None
            }
        if self.kind.codes:
            self.codes |= set(values.get(self.kind.codes, ()))

    def note_stored(self, session: Session, *which: ColumnElement[bool]) -> None:
        """Note rows of the database."""
        for field in filter(None, (*self.kind.years, self.kind.codes)):
            column = self.kind.sql.columns[field]
            self.note({field: session.scalars(select(column).where(*which).distinct()).all()})

    def touch(self, programme: int) -> TouchedRange:
        """What was noted; a kind without years or codes touches all of them."""
        years = frozenset(self.years) if self.kind.years else None
        codes = frozenset(self.codes) if self.kind.codes else None
        return TouchedRange(programme, self.kind.name, years, codes)

    def announce(self, change: Change, programme: int) -> None:
        """Announce the change."""
        change.touches.append(self.touch(programme))
