"""Many rows into one table, the fastest way each database has."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, func, insert, select

from data.database.faults import fault
from data.imports.columns.batch import filled

MANY = 100_000
CACHE_KIB = 64 * 1024  # with SQLite's own 2 MB every entry of an index is a page written again

ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})

Columns = Sequence[Sequence[Any]]


def insert_rows(
    connection: Connection,
    table: Table,
    same: Mapping[str, Any],
    columns: Mapping[str, Sequence[Any]],
) -> None:
    """Insert rows given by column, as the database keeps them; ``same`` holds what all have alike."""
    varying = filled(columns)
    names = [
        column.name for column in table.columns if column.name in same or column.name in varying
    ]
    rows = len(next(iter(columns.values())))
    values = [varying.get(name) or [same[name]] * rows for name in names]
    (_copy if connection.dialect.name == "postgresql" else _execute_many)(
        connection, table, names, values
    )


@contextmanager
def indexes_afterwards(connection: Connection, table: Table, rows: int) -> Iterator[None]:
    """Where many rows come to a table of fewer, build its indexes after them: on SQLite three times
    faster.

    Elsewhere that would make readers wait.
    """
    stored = select(func.count()).select_from(table)
    if (
        rows < MANY
        or connection.dialect.name != "sqlite"
        or (connection.scalar(stored) or 0) > rows
    ):
        yield
        return
    for index in table.indexes:
        index.drop(connection)
    yield
    for index in table.indexes:
        index.create(connection)


def look_at(connection: Connection, table: Table, rows: int) -> None:
    """After many new rows let PostgreSQL look at the table, which it otherwise still takes for the
    small one it was.
    """
    if rows >= MANY and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            f"ANALYZE {connection.dialect.identifier_preparer.quote(table.name)}"
        )


def _execute_many(connection: Connection, table: Table, names: list[str], columns: Columns) -> None:
    connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    statement = _statement(connection.dialect, table, tuple(names))
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


@lru_cache(maxsize=32)
def _statement(dialect: Dialect, table: Table, names: tuple[str, ...]) -> str:
    return str(insert(table).compile(dialect=dialect, column_keys=names))


def _copy(connection: Connection, table: Table, names: list[str], columns: Columns) -> None:
    quote = connection.dialect.identifier_preparer.quote
    statement = f"COPY {quote(table.name)} ({', '.join(map(quote, names))}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    dbapi: Any = connection.dialect.dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(copy_text(columns))
    except dbapi.OperationalError as error:
        raise fault(error) from error


def copy_text(columns: Columns) -> str:
    """Rows in the text format of PostgreSQL's COPY, built by column."""
    return "".join(map("{}\n".format, map("\t".join, zip(*map(_cells, columns), strict=True))))


def _cells(column: Sequence[Any]) -> Iterator[str]:
    texts = {value: _cell(value) for value in set(column)}
    return map(texts.__getitem__, column)


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return value.translate(ESCAPED) if isinstance(value, str) else str(value)
