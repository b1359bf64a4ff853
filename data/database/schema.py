"""The database's shape: which it is, and whether it is the one that this program reads."""

from pathlib import Path

from sqlalchemy import Connection

from data.database.database import Database, newest_revision
from data.database.kinds import kind_texts
from data.database.versions import database_version, head, refuse_newer
from data.database.writing import is_reshaping
from data.refusals import refuse
from data.system import reason
from data.tables import metadata
from data.words.offers import LIST_LIMIT

COLUMNS = {
    "sqlite": """
        SELECT tables.name, columns.name
        FROM sqlite_master AS tables, pragma_table_xinfo(tables.name) AS columns
        WHERE tables.type = 'table' AND substr(tables.name, 1, 7) <> 'sqlite_'
    """,
    "postgresql": """
        SELECT tables.relname, columns.attname
        FROM pg_catalog.pg_class AS tables
        JOIN pg_catalog.pg_namespace AS schemas ON schemas.oid = tables.relnamespace
        JOIN pg_catalog.pg_attribute AS columns ON columns.attrelid = tables.oid
        WHERE tables.relkind IN ('r', 'p', 'f') AND schemas.nspname <> 'pg_catalog'
        AND pg_catalog.pg_table_is_visible(tables.oid)
        AND columns.attnum > 0 AND NOT columns.attisdropped
    """,
}
"""Each table and column that a connection sees, by the engine."""


def is_older(database: Database) -> bool:
    """Whether there is a database, made by an earlier version of this program."""
    # asked of the file system, as SQLite would make an empty file by opening one
    if database.file is not None and not exists(database.file):
        return False
    with database.read() as session:
        return database_version(session.connection()) not in (None, head())


def check(database: Database) -> None:
    """Refuse a database that is missing, out of date, incomplete, or newer than this program."""
    if database.file is not None and not exists(database.file):
        raise refuse("database_not_ready")
    with database.read() as session:
        version = database_version(session.connection())
        refuse_newer(version)
        if version != head():
            raise refuse("database_not_ready")
        database.kinds.follow(newest_revision(session), lambda: kind_texts(session))
        refuse_incomplete(session.connection())


def check_at_rest(database: Database) -> None:
    """The same, and refuse one whose schema is being changed at this moment."""
    check(database)
    with database.read() as session:
        if is_reshaping(session.connection()):
            raise refuse("database_changes_shape")


def refuse_damaged_file(database: Database) -> None:
    """Let SQLite look through its whole file; a server watches over its own."""
    if database.file is None:
        return
    with database.read() as session:
        # quick: a full check also compares each index with its table, and takes many times longer
        lines = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
    if lines != ["ok"]:
        raise refuse("database_damaged")


def refuse_strange(connection: Connection, version: str | None) -> None:
    """Tables of ours without a number of the schema are what somebody else, or half of us, has
    left.
    """
    if version is None and (leftovers := names_of_columns(connection).keys() & metadata().tables):
        raise refuse("database_half_made", missing=", ".join(sorted(leftovers)[:LIST_LIMIT]))


def refuse_incomplete(connection: Connection) -> None:
    """Refuse a schema that has its number, but not its tables or columns."""
    present = names_of_columns(connection)
    missing = [
        name if name not in present else f"{name}.{column.name}"
        for name, table in metadata().tables.items()
        for column in table.columns
        if column.name not in present.get(name, ())
    ]
    if missing:
        raise refuse(
            "database_incomplete", missing=", ".join(list(dict.fromkeys(missing))[:LIST_LIMIT])
        )


def names_of_columns(connection: Connection) -> dict[str, set[str]]:
    """The names of every table's columns, in one query: a reflection looks at each table by itself,
    and every command begins with this.
    """
    columns: dict[str, set[str]] = {}
    for table, column in connection.exec_driver_sql(COLUMNS[connection.dialect.name]):
        columns.setdefault(table, set()).add(column)
    return columns


def exists(path: Path) -> bool:
    """Whether a database has its file; refuses a folder that cannot be looked into."""
    try:
        return path.exists()
    except OSError as error:
        raise refuse(
            "database_folder_unusable", folder=path.parent, reason=reason(error)
        ) from error
