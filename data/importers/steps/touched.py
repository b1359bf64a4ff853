"""Which years and codes a change of rows touches, for whoever recomputes."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, select

from data.database import Change
from data.importers.steps.kind import Kind


class Touched:
    """The years and codes of rows that came or went."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.years: set[int] = set()
        self.codes: set[str] = set()

    def note(self, values: Mapping[str, Iterable[Any]]) -> None:
        """Note rows given by column."""
        for field in self.kind.years:
            self.years |= {int(str(value)[:4]) for value in set(values.get(field, ())) if value is not None}
        if self.kind.codes:
            self.codes |= set(values.get(self.kind.codes, ()))

    def note_stored(self, change: Change, *which: ColumnElement[bool]) -> None:
        """Note rows of the database."""
        for field in filter(None, (*self.kind.years, self.kind.codes)):
            column = self.kind.sql.columns[field]
            self.note({field: change.session.scalars(select(column).where(*which).distinct()).all()})

    def tell(self, change: Change, programme: int) -> None:
        """Announce the change; a kind without years or codes touches all of them."""
        years = self.years if self.kind.years else None
        change.touch(programme, self.kind.name, years=years, codes=self.codes if self.kind.codes else None)
