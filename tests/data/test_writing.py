"""One writer at a time: who waits is told who writes, readers never wait, nothing half done is kept."""

from threading import Event, Thread

import pytest

from data.database import Database, newest_revision
from tests import moulds


@pytest.fixture
def database(database_url: str) -> Database:
    database = Database(database_url)
    moulds.tables(database)
    return database


def test_a_waiting_writer_is_told_who_writes_and_readers_do_not_wait(database: Database) -> None:
    told: list[str] = []
    waiting = Event()

    def tell(who: str) -> None:
        told.append(who)
        waiting.set()

    second = Database(database.url, tell=tell)
    thread = Thread(target=_write, args=(second, "second file"))
    with database.transaction("import", "first file"):
        thread.start()
        assert waiting.wait(20)
        with database.read() as session:
            assert newest_revision(session) == 0
    thread.join(20)
    with database.read() as session:
        assert newest_revision(session) == 2
    assert "first file" in told[0]
    second.dispose()
    database.dispose()


def test_a_failure_leaves_no_revision(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction("import", "broken"):
        raise ZeroDivisionError
    with database.read() as session:
        assert newest_revision(session) == 0
    database.dispose()


def _write(database: Database, summary: str) -> None:
    with database.transaction("import", summary):
        pass
