"""The records as Parquet files in folders of kind, programme and year, as every engine that reads very
much reads them: ``consultation/programme_id=1/year=2016/….parquet``.

Rows keep ``since`` and ``until``, so that they answer as of any revision up to their own.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from data.columnar.columns import columns_of, copied_kinds
from data.columnar.copy import in_columns, quoted, view
from data.columnar.folder import TableCopy, folder_of
from data.columnar.renewing import KindCopies
from data.columnar.writing import Writer
from data.imports.columns.kind import Kind
from data.refusals import refuse
from data.system import reason
from data.tables.base import Record

PARTED_BY = ("programme_id", "year")
"""What folders are called after: a column of theirs is in no file."""
FORM = f"FORMAT parquet, COMPRESSION zstd, PARTITION_BY ({', '.join(PARTED_BY)})"
OPEN_FILES = 1_000
"""Of folders that are written to at a time; what is beyond is closed, and goes on as another file."""


@dataclass(frozen=True)
class PartedTable:
    """The files of one table in a ``folder`` of their own; ``columns`` are types by name."""

    name: str
    folder: Path
    columns: Mapping[str, str]


@contextmanager
def laid_out(
    session: Session, programmes: Collection[int], folder: Path | None = None
) -> Iterator[list[PartedTable]]:
    """The records of some programmes, as the session sees them, while the block lasts: in a folder of
    their own in ``folder``, or in the system's.

    Refuses where they cannot be written.
    """
    import duckdb

    where = folder or Path(gettempdir())
    with ExitStack() as stack:
        try:
            own = stack.enter_context(TemporaryDirectory(prefix="itog-cells-", dir=where))
            tables = write_partitions(session, Path(own), programmes)
        except OSError as error:
            raise refuse("records_not_laid_out", folder=where, reason=reason(error)) from error
        except duckdb.IOException as error:
            line, _, _ = str(error).partition("\n")
            raise refuse("records_not_laid_out", folder=where, reason=line) from error
        yield tables


def write_partitions(
    session: Session, folder: Path, programmes: Collection[int]
) -> list[PartedTable]:
    """Write the records of some programmes into an empty folder."""
    staging = folder / "staging"
    staging.mkdir()
    kinds = (KindPartitions(session, folder, staging, kind) for kind in copied_kinds())
    parted = [table for each in kinds for table in each.write(programmes)]
    for file in staging.iterdir():
        file.unlink()
    staging.rmdir()
    return parted


@dataclass(frozen=True)
class KindPartitions:
    """The files of one kind: those of its records, and of their districts where it has several."""

    session: Session
    folder: Path
    staging: Path
    kind: Kind

    def write(self, programmes: Collection[int]) -> Iterator[PartedTable]:
        """Each table, written."""
        connection = in_columns()
        connection.execute(f"SET partitioned_write_max_open_files = {OPEN_FILES}")
        source, copies = self._copies(programmes)
        for name, copy in copies.items():
            connection.execute(view(source, name, copy))
        numbers = ", ".join(str(int(each)) for each in programmes)
        for table in self.kind.tables:
            parted = self._parted(table)
            parted.folder.mkdir()
            chosen = f"{self._rows(table)} WHERE record.programme_id IN ({numbers})"
            where = f"{quoted(str(parted.folder))} ({FORM}, OVERWRITE_OR_IGNORE)"
            connection.execute(f"COPY ({chosen}) TO {where}")
            yield parted

    def _copies(self, programmes: Collection[int]) -> tuple[Path, dict[str, TableCopy]]:
        """Rows in columns: those that lie beside the database, or read for this alone."""
        here = folder_of(self.session.get_bind().engine.url)
        copies = KindCopies(self.session, Writer(self.session, self.staging), self.kind)
        current = copies.current()
        if here is not None and current is not None:
            return here, current
        records = cast(type[Record], self.kind.table)
        return self.staging, copies.anew(records.programme_id.in_(programmes))

    def _parted(self, table: Table) -> PartedTable:
        parted_by = columns_of(self.kind.sql)
        columns = {**columns_of(table), **{name: parted_by[name] for name in PARTED_BY}}
        return PartedTable(table.name, self.folder / table.name, columns)

    def _rows(self, table: Table) -> str:
        link = self.kind.link
        if link is None or table is not link.table:
            return f'SELECT record.* FROM "{table.name}" AS record'  # noqa: S608 - names of ours
        parts = ", ".join(f'record."{name}"' for name in PARTED_BY)
        shared = f'JOIN "{table.name}" AS shared ON shared."{link.names[0]}" = record.id'
        return f'SELECT shared.*, {parts} FROM "{self.kind.sql.name}" AS record {shared}'  # noqa: S608 - names of ours
