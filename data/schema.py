"""The database's shape: creating, upgrading and checking it by the migrations."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.orm import Session

from data.database import Database
from data.refusals import refuse
from data.sealing import seal_the_past
from data.tables import Base

MIGRATIONS = Path(__file__).parent / "migrations"
UNSEALED = ("0001", "0002")
"""The schemas of before there were seals."""

BESIDE = ("", "-wal", "-shm")  # the files of one SQLite database

Fill = Callable[[Database], None]


def make(database: Database, fill: Fill) -> bool:
    """Create and ``fill`` a database that does not exist yet, all or nothing; says whether it did.

    One that exists is upgraded and not filled.
    """
    path = file_of(database.url)
    if path is not None and not path.exists():
        _make_file(database, path, fill)
        return True
    was_empty = upgrade(database)
    if was_empty:
        _fill_or_clear(database, fill)
    return was_empty


def upgrade(database: Database) -> bool:
    """Bring the schema to the newest migration; says whether the database was empty before."""
    with database.reshaping() as connection:
        found = _found(connection)
        _refuse_newer(found)
        command.upgrade(configuration(connection), "head")
        if found in UNSEALED:
            with Session(connection) as session:
                seal_the_past(session)
                session.flush()
        return found is None


def check(database: Database) -> None:
    """Refuse a database that is missing, out of date, or newer than this program."""
    path = file_of(database.url)
    if path is not None and not path.exists():
        raise refuse("database_not_ready")
    with database.read() as session:
        found = _found(session.connection())
    _refuse_newer(found)
    if found != head():
        raise refuse("database_not_ready")


def file_of(url: str) -> Path | None:
    """The file of an embedded database; nothing for a server or for memory."""
    address = make_url(url)
    name = address.database
    return Path(name) if address.get_backend_name() == "sqlite" and name and name != ":memory:" else None


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    return config


@cache
def head() -> str | None:
    """The newest migration."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions())


def _found(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(found: str | None) -> None:
    if found is not None and found not in _known():
        raise refuse("newer_database", found=found)


def _make_file(database: Database, path: Path, fill: Fill) -> None:
    """Made under another name and renamed when whole: nobody ever opens half a database."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("database_unavailable", reason=error.strerror) from error
    part = path.with_name(f"{path.name}.part")
    _remove(part)
    made = Database(make_url(database.url).set(database=str(part)).render_as_string(), database.listeners)
    try:
        upgrade(made)
        fill(made)
        made.dispose()
        os.replace(part, path)
    finally:
        made.dispose()
        _remove(part)


def _remove(path: Path) -> None:
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _fill_or_clear(database: Database, fill: Fill) -> None:
    try:
        fill(database)
    except BaseException:
        with database.reshaping() as connection:
            Base.metadata.drop_all(connection)
            if inspect(connection).has_table("alembic_version"):
                connection.exec_driver_sql("DROP TABLE alembic_version")
        raise
