"""Which schema a database has, by the number of its newest migration, and which ones this program
knows.
"""

from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from data.refusals import refuse
from data.tables.revisions import Revision

MIGRATIONS = Path(__file__).parents[1] / "migrations"
VERSIONS = table("alembic_version", column("version_num"))
"""Where Alembic keeps which migration a database has come to."""
# compiled once: the driver is given plain text, past SQLAlchemy
NEWEST_TEXT = str(
    select(
        select(func.max(Revision.number)).scalar_subquery(),
        select(func.max(VERSIONS.c.version_num)).scalar_subquery(),
    ).compile()
)


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


def newest_and_version(engine: Engine) -> tuple[int, str | None]:
    """The number of the newest revision and the schema's, asked of the driver itself; it raises
    errors of its own.
    """
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(NEWEST_TEXT)
        ((number, version),) = cursor.fetchall()
    return number or 0, version
