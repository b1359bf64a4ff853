"""One writer at a time: who waits is told who writes, readers never wait, nothing half done is
kept.
"""

from threading import Event, Thread

import pytest
from sqlalchemy import Connection, event

from data.database.database import Database, newest_revision
from data.refusals import Refusal
from tests import template_databases


@pytest.fixture
def database(database_url: str) -> Database:
    database = Database(database_url)
    template_databases.tables(database)
    return database


def test_a_waiting_writer_is_told_who_writes_and_readers_do_not_wait(database: Database) -> None:
    writers: list[str] = []
    waiting = Event()

    def report_waiting(who: str) -> None:
        writers.append(who)
        waiting.set()

    second = Database(database.url, report_waiting=report_waiting)
    thread = Thread(target=_write, args=(second, "second file"))
    with database.transaction("import", "first file"):
        thread.start()
        assert waiting.wait(20)
        with database.read() as session:
            assert newest_revision(session) == 0
    thread.join(20)
    with database.read() as session:
        assert newest_revision(session) == 2
    assert "first file" in writers[0]
    second.dispose()
    database.dispose()


def test_who_writes_is_told_in_the_letters_it_was_written_in(database: Database) -> None:
    """PostgreSQL keeps 63 bytes of ASCII."""
    writers: list[str] = []
    waiting = Event()

    def report_waiting(who: str) -> None:
        writers.append(who)
        waiting.set()

    second = Database(database.url, report_waiting=report_waiting)
    thread = Thread(target=_write, args=(second, "второй"))
    with database.transaction("import", "наблюдения: апрель – «ё» и №"):
        thread.start()
        assert waiting.wait(20)
    thread.join(20)
    assert writers[0].startswith("наблюдения: апрель – «ё»")
    second.dispose()
    database.dispose()


def test_a_writer_that_does_not_wait_is_refused_at_once_and_may_come_again(
    database: Database,
) -> None:
    second = Database(database.url)
    with (
        database.transaction("import", "first file"),
        pytest.raises(Refusal) as refused,
        second.writing("last use", waits=False),
    ):
        pytest.fail("two write at once")
    assert "first file" in refused.value.text("en")
    with second.writing("last use", waits=False) as session:
        assert newest_revision(session) == 1
    second.dispose()
    database.dispose()


def test_a_failure_leaves_no_revision(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction("import", "broken"):
        raise ZeroDivisionError
    with database.read() as session:
        assert newest_revision(session) == 0
    database.dispose()


def test_a_full_disk_is_said_and_nothing_has_changed(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    template_databases.tables(database)
    event.listen(database.engine, "begin", _allow_no_more_pages)
    with pytest.raises(Refusal) as refused, database.transaction("import", "x" * 1_000_000):
        pass
    assert refused.value.problems[0].rule == "database_full"
    with database.read() as session:
        assert newest_revision(session) == 0
    database.dispose()


def _allow_no_more_pages(connection: Connection) -> None:
    """SQLite then says what it says when the disk has no more room."""
    connection.exec_driver_sql("PRAGMA max_page_count = 1")  # never below what there is


def _write(database: Database, summary: str) -> None:
    with database.transaction("import", summary):
        pass
