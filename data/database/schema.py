"""The database's shape: creating, upgrading and checking it by the migrations."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, make_url, select
from sqlalchemy.orm import Session

from data.database.database import Database, newest_revision
from data.database.renewing import compute_anew, judge_by_present_rules
from data.database.sealing import seal_the_past
from data.database.text_index import index_texts
from data.refusals import refuse
from data.system import reason
from data.tables import metadata
from data.tables.accounts import Account
from data.words.offers import LIST_LIMIT

MIGRATIONS = Path(__file__).parents[1] / "migrations"
UNSEALED = ("0001", "0002")
"""The schemas of before there were seals."""
ROUNDED = (*UNSEALED, "0003")
"""Those of before ready answers were exact."""
INTOLERANT = (*ROUNDED, "0004", "0005", "0006")
"""Those of before there was a tolerance above the plan."""

BESIDE = ("", "-wal", "-shm", "-journal", "-writer")  # the files of one SQLite database

Fill = Callable[[Database], None]


def make(database: Database, fill: Fill) -> bool:
    """Create and ``fill`` a database that does not exist yet, all or nothing; says whether it did.

    One that exists is upgraded, and filled only if nobody has ever put anything into it: what was
    killed before there was anything in it begins again.
    """
    path = database.file
    if path is None:
        return _make_within(database, fill)
    # two servers may start at once, and each would find no file
    with _alone(path, database):
        if _exists(path):
            refuse_damaged_file(database)
            return _make_within(database, fill)
        _make_file(database, path, fill)
        return True


def upgrade(database: Database) -> bool:
    """Bring the schema to the newest migration; says whether the database was empty before."""
    with database.reshaping() as connection:
        version = _database_version(connection)
        # before Alembic, which would end with an error of its own at a version that it does not
        # know
        _refuse_newer(version)
        # before the first migration, which would fail at a table that exists
        _refuse_strange(connection, version)
        command.upgrade(configuration(connection), "head")
        # before anything adds a revision: that one is sealed over the seal of the one before
        if version in UNSEALED:
            with Session(connection) as session:
                seal_the_past(session)
                session.flush()
        # after the migrations: a table that somebody has removed is missed here and not by a page
        _refuse_incomplete(connection)
        with Session(connection) as session:
            # nothing but of an earlier version, or where a database was made by other programs
            index_texts(session)
            session.flush()
        # after the schema is whole: the cells are computed by today's tables
        if version in ROUNDED:
            compute_anew(database, connection)
        if version in INTOLERANT:
            judge_by_present_rules(database, connection)
        return version is None


def is_older(database: Database) -> bool:
    """Whether there is a database, made by an earlier version of this program."""
    # asked of the file system, as SQLite would make an empty file by opening one
    if database.file is not None and not _exists(database.file):
        return False
    with database.read() as session:
        return _database_version(session.connection()) not in (None, head())


def check(database: Database) -> None:
    """Refuse a database that is missing, out of date, incomplete, or newer than this program."""
    if database.file is not None and not _exists(database.file):
        raise refuse("database_not_ready")
    with database.read() as session:
        version = _database_version(session.connection())
        _refuse_newer(version)
        if version != head():
            raise refuse("database_not_ready")
        _refuse_incomplete(session.connection())


def refuse_damaged_file(database: Database) -> None:
    """Let SQLite look through its whole file; a server watches over its own."""
    if database.file is None:
        return
    with database.read() as session:
        # quick: a full check also compares each index with its table, and takes many times longer
        lines = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
    if lines != ["ok"]:
        raise refuse("database_damaged")


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know."""
    config = Config(attributes={"connection": connection})
    # a percent sign begins an interpolation in Alembic's configuration
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    return config


@cache
def head() -> str | None:
    """The newest migration."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


@cache
def _own_versions() -> frozenset[str]:
    return frozenset(
        script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()
    )


def _database_version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(version: str | None) -> None:
    if version is not None and version not in _own_versions():
        raise refuse("newer_database", found=version)


def _refuse_strange(connection: Connection, version: str | None) -> None:
    """Tables of ours without a number of the schema are what somebody else, or half of us, has
    left.
    """
    if version is None and (leftovers := _columns(connection).keys() & metadata().tables):
        raise refuse("database_half_made", missing=", ".join(sorted(leftovers)[:LIST_LIMIT]))


def _refuse_incomplete(connection: Connection) -> None:
    """Refuse a schema that has its number, but not its tables or columns."""
    present = _columns(connection)
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


def _columns(connection: Connection) -> dict[str, set[str]]:
    """The names of every table's columns."""
    tables = inspect(connection).get_multi_columns()
    return {
        name: {column["name"] for column in columns} for (_schema, name), columns in tables.items()
    }


def _make_within(database: Database, fill: Fill) -> bool:
    """Schema and filling are one transaction: whoever is killed midway leaves the database as it
    was.
    """
    with database.as_one() as one:
        was_empty = upgrade(one)
        if was_empty or _is_untouched(one):
            fill(one)
            return was_empty or one.newest() > 0
    return False


def _is_untouched(database: Database) -> bool:
    """Whether there are tables and nothing in them: not a revision, not an account."""
    with database.read() as session:
        return (
            newest_revision(session) == 0
            and session.scalar(select(func.count()).select_from(Account)) == 0
        )


@contextmanager
def _alone(path: Path, database: Database) -> Iterator[None]:
    """Let nobody else make or upgrade this file meanwhile; the system itself lets go when the
    process ends.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise refuse(
            "database_folder_unusable", folder=path.parent, reason=reason(error)
        ) from error
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            database.report_waiting("itog init")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _make_file(database: Database, path: Path, fill: Fill) -> None:
    """Made under another name and renamed when whole: nobody ever opens half a database."""
    part = path.with_name(f"{path.name}.part")
    part_database = Database(
        make_url(database.url).set(database=str(part)).render_as_string(), database.listeners
    )
    try:
        _remove(part)
        upgrade(part_database)
        fill(part_database)
        part_database.dispose()
        # the journal of an earlier database of this name would be taken for this one's
        _remove(path)
        os.replace(part, path)
    except OSError as error:
        raise refuse(
            "database_folder_unusable", folder=path.parent, reason=reason(error)
        ) from error
    finally:
        part_database.dispose()
        with suppress(OSError):
            _remove(part)


def _remove(path: Path) -> None:
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise refuse(
            "database_folder_unusable", folder=path.parent, reason=reason(error)
        ) from error
