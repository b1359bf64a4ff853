"""Creating and upgrading a database by the migrations."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, make_url, select
from sqlalchemy.orm import Session

from data.database import versions
from data.database.database import Database, newest_revision
from data.database.faults import fault
from data.database.kinds import adopt, kind_texts
from data.database.renewing import compute_anew, judge_by_present_rules
from data.database.schema import (
    exists,
    refuse_damaged_file,
    refuse_incomplete,
    refuse_strange,
)
from data.database.sealing import seal_the_past
from data.database.text_index import index_texts
from data.database.versions import database_version, refuse_newer
from data.fault_points import FaultPoint, reach
from data.refusals import refuse
from data.system import locked, reason, settle_names, usable
from data.tables.accounts import Account

UNSEALED = ("0001", "0002")
"""The schemas of before there were seals."""
ROUNDED = (*UNSEALED, "0003")
"""Those of before ready answers were exact."""
INTOLERANT = (*ROUNDED, "0004", "0005", "0006")
"""Those of before there was a tolerance above the plan."""

BESIDE = ("", "-wal", "-shm", "-journal", "-writer")  # the files of one SQLite database

Fill = Callable[[Database], None]
Shape = Callable[[Database], bool]
"""Gives a database its tables; says whether it was empty before."""


def make(database: Database, fill: Fill, version: str | None = None) -> bool:
    """Create and ``fill`` a database that does not exist yet, all or nothing; says whether it did.

    One that exists is upgraded, and filled only if nobody has ever put anything into it: what was
    killed before there was anything in it begins again. ``version``: of the schema that is filled,
    where it is not the newest; whoever fills it upgrades it then.
    """
    path = database.file
    shape = upgrade if version in (None, versions.head()) else _shaping(str(version))
    if path is None:
        return _make_within(database, fill, shape)
    # two servers may start at once, and each would find no file
    with _alone(path, database):
        if exists(path):
            refuse_damaged_file(database)
            return _make_within(database, fill, shape)
        _make_file(database, path, fill, shape)
        return True


def _shaping(version: str) -> Shape:
    """What gives an empty database the schema of an earlier version, and leaves any other as it is."""

    def shape(database: Database) -> bool:
        with database.reshaping() as connection:
            present = database_version(connection)
            refuse_strange(connection, present)
            if present is None:
                command.upgrade(configuration(connection), version)
            return present is None

    return shape


def upgrade(database: Database) -> bool:
    """Bring the schema to the newest migration; says whether the database was empty before."""
    with database.reshaping() as connection:
        version = database_version(connection)
        # before Alembic, which would end with an error of its own at a version that it does not
        # know
        refuse_newer(version)
        # before the first migration, which would fail at a table that exists
        refuse_strange(connection, version)
        command.upgrade(configuration(connection), "head")
        # before anything adds a revision: that one is sealed over the seal of the one before
        if version in UNSEALED:
            with Session(connection) as session:
                seal_the_past(session)
                session.flush()
        # after the migrations: a table that somebody has removed is missed here and not by a page
        with Session(connection) as session:
            adopt(kind_texts(session))
        refuse_incomplete(connection)
        with Session(connection) as session:
            # nothing but of an earlier version, or where a database was made by other programs
            index_texts(session)
            session.flush()
        # after the schema is whole: the cells are computed by today's tables
        if version in ROUNDED:
            compute_anew(database, connection)
        if version in INTOLERANT:
            judge_by_present_rules(database, connection)
        reach(FaultPoint.RENEWED)
        return version is None


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know."""
    config = Config(attributes={"connection": connection})
    # a percent sign begins an interpolation in Alembic's configuration
    config.set_main_option("script_location", str(versions.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    return config


def _make_within(database: Database, fill: Fill, shape: Shape) -> bool:
    """Schema and filling are one transaction: whoever is killed midway leaves the database as it
    was.
    """
    with database.as_one() as one:
        was_empty = shape(one)
        if was_empty or (shape is upgrade and _is_untouched(one)):
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
    """Let nobody else make or upgrade this file meanwhile."""
    with ExitStack() as stack:
        with usable("database_folder_unusable", folder=path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            report = partial(database.report_waiting, "itog init")
            stack.enter_context(locked(path.parent, report_waiting=report))
        yield


def _make_file(database: Database, path: Path, fill: Fill, shape: Shape) -> None:
    """Made under another name and renamed when whole: nobody ever opens half a database."""
    part = path.with_name(f"{path.name}.part")
    part_database = Database(
        make_url(database.url).set(database=str(part)).render_as_string(), database.listeners
    )
    try:
        _remove(part)
        shape(part_database)
        fill(part_database)
        _settle(part_database)
        part_database.dispose()
        reach(FaultPoint.DATABASE_WHOLE)
        # the journal of an earlier database of this name would be taken for this one's
        _remove(path)
        reach(FaultPoint.DATABASE_CLEARED)
        os.replace(part, path)
        settle_names(path.parent)
        reach(FaultPoint.DATABASE_NAMED)
    except OSError as error:
        raise refuse(
            "database_folder_unusable", folder=path.parent, reason=reason(error)
        ) from error
    finally:
        part_database.dispose()
        with suppress(OSError):
            _remove(part)


def _settle(database: Database) -> None:
    """Bring all of the journal into the file, which is named without it.

    Closing the last connection would do so too, but without a word where the disk has no room.
    """
    driver = database.engine.dialect.loaded_dbapi
    with closing(database.engine.raw_connection()) as connection:
        try:
            (unsettled, *_pages) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except driver.Error as error:
            raise fault(error) from error
    if unsettled:
        raise refuse("database_busy", writer="SQLite")


def _remove(path: Path) -> None:
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
