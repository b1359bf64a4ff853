"""The columnar copy is made, and brought up to date by what came and went since.

By whoever has written very much, after the commit: no reader waits for it.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, func, select, true, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from data.columnar.arrivals import came, went
from data.columnar.columns import columns_of, copied_kinds
from data.columnar.copy import columnar_copy
from data.columnar.folder import TableCopy, folder_of, keep_copies, table_copies
from data.columnar.writing import Writer
from data.database.database import Database, newest_revision
from data.imports.columns.kind import Kind
from data.system import locked
from data.tables.audit import Seal
from data.tables.base import Record

MANY = 200_000
"""Records of a kind from which on they are copied: fewer are counted soon enough where they are."""
FEW = 10_000
"""Changed records up to which a copy stays as it is: readers add them up by themselves."""
MOST_FILES = 64
ENDS = {"id": "BIGINT", "until": "BIGINT"}


def renew_copy(database: Database) -> None:
    """Bring the copy of a database to its newest revision, where that is worth while.

    A copy that cannot be written – a full disk, a folder without rights – stays as it is: what is
    committed is committed, and everything is answered without it.
    """
    import duckdb

    with suppress(OSError, duckdb.Error):
        _renew_where_many(database)


def _renew_where_many(database: Database) -> None:
    folder = folder_of(database.engine.url)
    if folder is None:
        return
    with database.read() as session:
        kinds = [kind for kind in copied_kinds() if _newest_id(session, kind) >= MANY]
        if kinds or folder.exists():
            # in a cache of many users it is its owner's alone, as what the database says may be
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with locked(folder):  # one writer of a copy at a time
                _renew(session, folder, kinds)


def _renew(session: Session, folder: Path, kinds: list[Kind]) -> None:
    writer = Writer(session, folder)
    copies: dict[str, TableCopy] = {}
    for kind in kinds:
        copies |= KindCopies(session, writer, kind).renewed()
    if copies != table_copies(folder):
        keep_copies(folder, copies)


@dataclass(frozen=True)
class KindCopies:
    """The copies of a kind's tables: its records', and that of their districts where it has one."""

    session: Session
    writer: Writer
    kind: Kind

    @property
    def records(self) -> type[Record]:
        return cast(type[Record], self.kind.table)

    def renewed(self) -> dict[str, TableCopy]:
        """Those that match carried on, or all made anew."""
        matching = self._matching()
        return self.anew(true()) if matching is None else self._carried_on(matching)

    def current(self) -> dict[str, TableCopy] | None:
        """Those of which no record came or went since; None where any did."""
        matching = self._matching()
        return None if matching is None or any(self._changes(matching)) else matching

    def anew(self, which: ColumnElement[bool]) -> dict[str, TableCopy]:
        """Copies of the chosen records, out of the database."""
        return {table.name: self._with(_nothing(table), table, which) for table in self.kind.tables}

    def _matching(self) -> dict[str, TableCopy] | None:
        copy = columnar_copy(self.session)
        present = {table.name: copy.table(table) if copy else None for table in self.kind.tables}
        # both of one revision, else a record would have the districts of another one
        matching = {name: each for name, each in present.items() if each is not None}
        of_one = len({each.revision for each in matching.values()}) == 1
        return matching if of_one and len(matching) == len(present) else None

    def _changes(self, copies: dict[str, TableCopy]) -> tuple[int, int]:
        """How many records came and how many went since."""
        fresh, ended = self._since(copies)
        return self._number(fresh), self._number(ended)

    def _since(
        self, copies: dict[str, TableCopy]
    ) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        since = copies[self.kind.sql.name].revision, newest_revision(self.session)
        return came(self.session, self.records, *since), went(self.records, *since)

    def _carried_on(self, copies: dict[str, TableCopy]) -> dict[str, TableCopy]:
        fresh, ended = self._since(copies)
        number, ends = self._changes(copies)
        if number + ends < FEW:
            return copies
        carried = {
            table.name: self._with(copies[table.name], table, fresh) for table in self.kind.tables
        }
        if ends:
            carried[self.kind.sql.name] = self._ended(carried[self.kind.sql.name], ended)
        return {name: self._compact(name, copy) for name, copy in carried.items()}

    def _with(self, copy: TableCopy, table: Table, which: ColumnElement[bool]) -> TableCopy:
        """A copy with more rows, as of now."""
        chosen = self._chosen(table, list(copy.columns)).where(which)
        rows, files = self.writer.files(table.name, copy.columns, chosen)
        revision = newest_revision(self.session)
        seal = self.session.scalars(select(Seal.hash).where(Seal.revision == revision)).one()
        return replace(
            copy,
            revision=revision,
            seal=seal,
            rows=copy.rows + rows,
            files={**copy.files, **files},
        )

    def _ended(self, copy: TableCopy, which: ColumnElement[bool]) -> TableCopy:
        """A copy with the ends of rows that it has without one."""
        chosen = self._chosen(self.kind.sql, list(ENDS)).where(which)
        _rows, files = self.writer.files("ends", ENDS, chosen)
        return replace(copy, closed={**copy.closed, **files})

    def _compact(self, name: str, copy: TableCopy) -> TableCopy:
        if len(copy.files) + len(copy.closed) <= MOST_FILES:
            return copy
        return replace(copy, files=self.writer.one_file(name, copy), closed={})

    def _chosen(self, table: Table, names: list[str]) -> Select[Any]:
        # as the driver has them, as the copy has types of its own
        columns: list[Any] = [type_coerce(table.columns[name], NullType()) for name in names]
        chosen = select(*columns)
        link = self.kind.link
        if link is None or table is not link.table:
            return chosen
        return chosen.join(self.records, self.records.id == link.record_id)

    def _number(self, which: ColumnElement[bool]) -> int:
        return self.session.scalar(select(func.count()).select_from(self.records).where(which)) or 0


def _nothing(table: Table) -> TableCopy:
    return TableCopy(0, "", columns_of(table), 0, {}, {})


def _newest_id(session: Session, kind: Kind) -> int:
    # instead of a count, which would read the whole table
    return session.scalar(select(func.max(kind.sql.columns["id"]))) or 0
