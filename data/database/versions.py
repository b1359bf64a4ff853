"""Which schema a database has, by the number of its newest migration, and which ones this program
knows.
"""

from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from data.refusals import refuse
from data.tables.audit import Seal
from data.tables.revisions import Revision

MIGRATIONS = Path(__file__).parents[1] / "migrations"
VERSIONS = table("alembic_version", column("version_num"))
"""Where Alembic keeps which migration a database has come to."""
NEWEST = select(func.max(Revision.number)).scalar_subquery()
STATE = select(
    NEWEST,
    select(func.max(VERSIONS.c.version_num)).scalar_subquery(),
    select(Seal.hash).where(Seal.revision == NEWEST).scalar_subquery(),
)
# compiled once: the driver is given plain text, past SQLAlchemy
STATE_TEXT = str(STATE.compile())


class State(NamedTuple):
    """Of a database: its newest revision, 0 where there is none, the number of its schema, and the
    seal of that revision.
    """

    newest: int
    version: str | None
    seal: str | None


@cache
def head() -> str:
    """The newest migration."""
    return max(known_versions())


@cache
def known_versions() -> frozenset[str]:
    """By the names of the files, as `r0001_initial.py`: whoever only looks needs no Alembic."""
    return frozenset(
        path.stem[1:].partition("_")[0] for path in (MIGRATIONS / "versions").glob("r*.py")
    )


def database_version(connection: Connection) -> str | None:
    """The migration that a database has come to; nothing where none of ours has begun."""
    if not inspect(connection).has_table(VERSIONS.name):
        return None
    return connection.scalar(select(VERSIONS.c.version_num))


def refuse_newer(version: str | None) -> None:
    """Refuse what a later program has made: what it writes may mean something that this one does
    not know.
    """
    if version is not None and version not in known_versions():
        raise refuse("newer_database", found=version)


def state_by_driver(engine: Engine) -> State:
    """The state of a database, asked of the driver itself; it raises errors of its own."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(STATE_TEXT)
        ((number, version, seal),) = cursor.fetchall()
    return State(number or 0, version, seal)


def state_of(connection: Connection) -> State:
    """The same of any schema."""
    version = database_version(connection)
    if version is not None:
        ((number, _version, seal),) = connection.execute(STATE)
        return State(number or 0, version, seal)
    return State(connection.scalar(select(NEWEST)) or 0, None, None)
