"""Many rows into one table, the fastest way each database has."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import repeat
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Index,
    Table,
    func,
    insert,
    literal_column,
    null,
    select,
)

from data.database.faults import fault
from data.tables.base import EDITED

MANY = 10_000
LOOKED_AT = 100_000
CACHE_KIB = 64 * 1024  # with SQLite's own 2 MB every entry of an index is a page written again

NEVER_NEW = {"until IS NOT NULL", "chain IS NOT NULL", EDITED}
"""What is indexed of rows that are closed or correct others: a new row of an import never is."""

SPECIAL = re.compile(r"[\\\t\n\r]")
ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})

Columns = Mapping[str, Sequence[Any]]


def new_ids(connection: Connection, table: Table, rows: int) -> range:
    """Ids for so many rows that are about to be inserted, under the writers' lock."""
    last: Any
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        last = connection.scalar(select(func.setval(sequence, func.nextval(sequence) + rows - 1)))
    else:
        # as SQLite itself would number them
        last = (connection.scalar(select(func.max(table.columns.id))) or 0) + rows
    return range(last - rows + 1, last + 1)


def parted(
    same: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
) -> tuple[dict[str, Any], Columns]:
    """What all rows have alike, ``same`` among it, and the columns that differ from row to row."""
    alike = {name: column[0] for name, column in columns.items() if _is_alike(column)}
    return {**same, **alike}, {name: each for name, each in columns.items() if name not in alike}


def _is_alike(column: Sequence[Any]) -> bool:
    # one row too: a statement of its values would be another for each
    return len(column) > 1 and column.count(column[0]) == len(column)


def insert_rows(
    connection: Connection, table: Table, alike: Mapping[str, Any], columns: Columns
) -> None:
    """Insert rows given by column, as the database keeps them; ``alike`` holds what all have alike."""
    write = _copy if connection.dialect.name == "postgresql" else _execute_many
    write(connection, table, alike, columns)


@contextmanager
def indexes_afterwards(
    connection: Connection, tables: Iterable[Table], rows: int
) -> Iterator[None]:
    """Where many rows come to tables of fewer, build their indexes after them: on SQLite three times
    faster.

    Elsewhere that would make readers wait.
    """
    indexes = [index for table in tables for index in _built_afterwards(connection, table, rows)]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def _built_afterwards(connection: Connection, table: Table, rows: int) -> list[Index]:
    if rows < MANY or connection.dialect.name != "sqlite":
        return []
    stored = connection.scalar(select(func.count()).select_from(table)) or 0
    return [index for index in table.indexes if stored <= rows and _has_new_rows(index)]


def _has_new_rows(index: Index) -> bool:
    return str(index.dialect_options["sqlite"]["where"]) not in NEVER_NEW


def look_at(connection: Connection, table: Table, rows: int) -> None:
    """After many new rows let PostgreSQL look at the table, which it otherwise still takes for the
    small one it was.
    """
    if rows >= LOOKED_AT and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            f"ANALYZE {connection.dialect.identifier_preparer.quote(table.name)}"
        )


def _execute_many(
    connection: Connection, table: Table, alike: Mapping[str, Any], columns: Columns
) -> None:
    connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    rows = len(next(iter(columns.values())))
    # whole numbers stand in the statement: what is bound for every row takes half of its time
    texts = {name: value for name, value in alike.items() if not isinstance(value, int | None)}
    numbers = tuple((name, value) for name, value in alike.items() if name not in texts)
    bound = {**columns, **{name: repeat(value, rows) for name, value in texts.items()}}
    statement, names = _statement(connection.dialect, table, tuple(bound), numbers)
    cells = zip(*(bound[name] for name in names), strict=True)
    connection.exec_driver_sql(statement, list(cells))


@lru_cache(maxsize=32)
def _statement(
    dialect: Dialect,
    table: Table,
    bound: tuple[str, ...],
    numbers: tuple[tuple[str, int | None], ...],
) -> tuple[str, Sequence[str]]:
    """The statement that inserts a row, and the names of what is bound in it."""
    fixed: dict[str, Any] = {
        name: null() if value is None else literal_column(str(int(value)))
        for name, value in numbers
    }
    compiled: Any = (
        insert(table).values(fixed).compile(dialect=dialect, column_keys=[*bound, *fixed])
    )
    return str(compiled), compiled.positiontup


def _copy(connection: Connection, table: Table, alike: Mapping[str, Any], columns: Columns) -> None:
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(map(quote, (*columns, *alike)))
    statement = f"COPY {quote(table.name)} ({names}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    dbapi: Any = connection.dialect.dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(copy_text(list(columns.values()), list(alike.values())))
    except dbapi.OperationalError as error:
        raise fault(error) from error


def copy_text(columns: Sequence[Sequence[Any]], alike: Sequence[Any] = ()) -> str:
    """Rows in the text format of PostgreSQL's COPY, each ending with the values that all have
    alike.
    """
    end = [_cell(value).replace("%", "%%") for value in alike]
    row = "\t".join([*["%s"] * len(columns), *end]) + "\n"
    return "".join(map(row.__mod__, zip(*map(_cells, columns), strict=True)))


def _cells(column: Sequence[Any]) -> Iterable[Any]:
    types = set(map(type, column))
    # most columns: no text needs to be made
    if types == {int} or (types == {str} and not SPECIAL.search("".join(column))):
        return column
    texts = {value: _cell(value) for value in set(column)}
    return map(texts.__getitem__, column)


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    return value.translate(ESCAPED) if isinstance(value, str) else str(value)
