"""Statements of SQLAlchemy, answered from the columnar copy."""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Table, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from data.columnar.columns import columns_of
from data.columnar.folder import TableCopy, folder_of, table_copies
from data.tables.audit import Seal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COPY = "columnar_copy"
"""Where a session has its copy, once somebody has asked for it."""


ALONE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "temp_directory": "",
    # nothing is ever fetched from outside
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""What DuckDB may take of the machine."""


class ColumnarCopy:
    """The copy of one database as a session sees it; only what matches it is believed."""

    def __init__(self, session: Session, folder: Path, copies: dict[str, TableCopy]) -> None:
        self._session = session
        self._folder = folder
        self._copies = copies
        self._connection = in_columns()
        self._believed: dict[str, TableCopy | None] = {}

    def table(self, table: Table) -> TableCopy | None:
        """The copy of a table, if there is one that matches."""
        if table.name not in self._believed:
            self._believed[table.name] = self._matching(table)
        return self._believed[table.name]

    def rows(self, statement: Select[Any]) -> list[tuple[Any, ...]] | None:
        """What a statement over copied tables gives; None where its files have gone meanwhile, or
        have not what it asks for.
        """
        import duckdb

        options = {"render_postcompile": True}
        compiled = statement.compile(dialect=_dialect(), compile_kwargs=options)
        try:
            rows = self._connection.execute(str(compiled), bound_values(compiled)).fetchall()
        except duckdb.Error:
            # who asks reads the records themselves: slower, and the same
            return None
        return rows

    def _matching(self, table: Table) -> TableCopy | None:
        copy = self._copies.get(table.name)
        if copy is None or copy.columns != columns_of(table) or not self._is_of_our_past(copy):
            return None
        if not copy.sound_in(self._folder):
            return None
        import duckdb

        # a file may have gone since it was looked at
        with suppress(duckdb.Error):
            self._connection.execute(view(self._folder, table.name, copy))
            ((rows,),) = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchall()  # noqa: S608 - a table of ours
            return copy if rows == copy.rows else None
        return None

    def _is_of_our_past(self, copy: TableCopy) -> bool:
        """A seal is of all that was ever written up to its revision: another database, or one that
        was put back to an earlier state and went on, has another.
        """
        sealed = select(Seal.hash).where(Seal.revision == copy.revision)
        return self._session.scalar(sealed) == copy.seal


def in_columns() -> "DuckDBPyConnection":
    """DuckDB with nothing in it, which reads files and keeps nothing."""
    import duckdb  # most readers never need it

    return duckdb.connect(config=ALONE)


def columnar_copy(session: Session) -> ColumnarCopy | None:
    """The copy of a session's database, if there is one."""
    if COPY not in session.info:
        folder = folder_of(session.get_bind().engine.url)
        copies = table_copies(folder) if folder else {}
        session.info[COPY] = ColumnarCopy(session, folder, copies) if folder and copies else None
    copy: ColumnarCopy | None = session.info[COPY]
    return copy


def view(folder: Path, name: str, copy: TableCopy) -> str:
    """What makes the view of a table over its files."""
    columns = ", ".join(
        f'coalesce(closed.until, came.until) AS "{each}"'
        if each == "until" and copy.closed
        else f'came."{each}"'
        for each in copy.columns
    )
    rows = f"{_parquet(folder, copy.files)} AS came"
    if copy.closed:
        rows += f" LEFT JOIN {_parquet(folder, copy.closed)} AS closed ON closed.id = came.id"
    return f'CREATE VIEW "{name}" AS SELECT {columns} FROM {rows}'  # noqa: S608 - names and files of ours


def _parquet(folder: Path, names: Iterable[str]) -> str:
    files = ", ".join(quoted(str(folder / name)) for name in names)
    return f"read_parquet([{files}])"


def quoted(text: str) -> str:
    """A text as SQL has it."""
    return "'{}'".format(text.replace("'", "''"))


@cache
def _dialect() -> Dialect:
    # of PostgreSQL's dialect DuckDB understands all that measures say; values go beside the text
    return postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


def bound_values(compiled: Any) -> list[Any]:
    """The values of a statement as its places come, as a driver of a database has them."""
    values, processors = compiled.params, compiled._bind_processors
    return [
        processors[name](values[name]) if name in processors else values[name]
        for name in compiled.positiontup or ()
    ]
