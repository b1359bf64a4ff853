"""The newest revision, which every request asks first: right, seen at once, and asked again where
asking fails.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from data.database.database import Database, newest_revision
from data.refusals import Refusal
from tests import template_databases


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


def test_a_revision_is_the_newest_as_soon_as_it_is_made(database: Database) -> None:
    template_databases.tables(database)
    other = Database(database.url)
    assert other.newest() == 0
    for number in (1, 2):
        with database.transaction("import", "file"):
            assert other.newest() == number - 1
        assert other.newest() == number
        with database.read() as session:
            assert newest_revision(session) == number
    other.dispose()


def test_a_database_without_tables_is_not_ready(database: Database) -> None:
    with pytest.raises(Refusal) as refused:
        database.newest()
    assert refused.value.problems[0].rule == "database_not_ready"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "itog.db").write_text("a letter", encoding="utf-8")
    database = Database(f"sqlite:///{tmp_path / 'itog.db'}")
    with pytest.raises(Refusal) as refused:
        database.newest()
    assert refused.value.problems[0].rule == "database_is_none"


def test_asking_leaves_no_transaction_open(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    template_databases.tables(database)
    database.newest()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0) as other:
        (busy, _pages, _moved) = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert busy == 0
    other.close()
    database.dispose()


@pytest.mark.postgresql
def test_a_lost_connection_is_renewed(postgresql_url: str) -> None:
    database, other = Database(postgresql_url), Database(postgresql_url)
    template_databases.tables(database)
    assert database.newest() == 0
    with other.engine.connect() as connection:
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
        connection.execute(text(f"{others} AND datname = current_database()"))
    assert database.newest() == 0
    database.dispose()
    other.dispose()


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_said_and_not_a_failure_of_ours(
    postgresql_url: str,
) -> None:
    away = make_url(postgresql_url).set(query={"host": "/nowhere"}).render_as_string()
    with pytest.raises(Refusal) as refused:
        Database(away).newest()
    assert refused.value.problems[0].rule == "database_not_answering"
