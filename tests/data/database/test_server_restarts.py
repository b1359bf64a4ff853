"""A real PostgreSQL that is stopped, restarted, read-only or crowded: a sentence each, and no lost
work.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import IntegrityError

from data.database.database import Database, newest_revision
from data.refusals import Refusal
from data.tables import metadata
from tests import services

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def own_server() -> Iterator[tuple[Path, URL]]:
    """A server that nobody else uses, and so may be stopped."""
    with (
        tempfile.TemporaryDirectory(prefix="itog-pg-", dir=services.in_memory()) as folder,
        services.cluster(Path(folder)) as server,
    ):
        yield Path(folder), server


@pytest.fixture
def url(own_server: tuple[Path, URL]) -> Iterator[str]:
    with services.fresh_database(own_server[1]) as url:
        database = Database(url)
        metadata().create_all(database.engine)  # templates are of the tests' common server
        database.dispose()
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.dispose()


def rule(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].rule


def write(database: Database) -> None:
    with database.transaction("test", "test"):
        pass


def read(database: Database) -> int:
    with database.read() as session:
        return newest_revision(session)


@pytest.mark.parametrize("first", ["write", "read", "newest"])
def test_the_first_word_after_a_restart_is_answered(
    own_server: tuple[Path, URL], database: Database, first: str
) -> None:
    write(database)
    assert (read(database), database.newest()) == (1, 1)
    services.restart(own_server[0])
    if first == "write":
        write(database)
    assert (read(database) if first == "read" else database.newest()) == (
        2 if first == "write" else 1
    )


def test_a_server_that_is_stopped_is_said_and_what_comes_after_works(
    own_server: tuple[Path, URL], database: Database
) -> None:
    write(database)
    services.stop(own_server[0])
    for act in (write, read, Database.newest):
        with pytest.raises(Refusal) as refused:
            act(database)
        assert rule(refused) == "database_not_answering"
    services.restart(own_server[0])
    write(database)
    assert database.newest() == 2


def test_a_server_lost_in_the_middle_of_a_change_has_changed_nothing(
    own_server: tuple[Path, URL], database: Database
) -> None:
    """What was begun is not done again by itself: nobody knows how much of it had arrived."""
    times: list[int] = []

    def change_and_lose() -> None:
        with database.transaction("test", "test") as change:
            times.append(change.revision)
            services.restart(own_server[0])
            change.session.execute(text("SELECT 1"))

    with pytest.raises(Refusal) as refused:
        change_and_lose()
    assert (rule(refused), times) == ("database_not_answering", [1])
    assert read(database) == 0
    write(database)
    assert read(database) == 1


def test_a_driver_adds_no_words_of_its_own_to_an_error(
    own_server: tuple[Path, URL], database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Refusal), database.transaction("load", "Changes") as change:  # noqa: PT012
        connection = change.session.connection().connection.driver_connection
        services.stop(own_server[0], "immediate")
        with connection.pipeline():
            connection.execute("SELECT 1")
    services.restart(own_server[0])
    assert [each for each in caplog.records if each.name.startswith("psycopg")] == []


def test_a_database_that_may_only_be_read_says_so(url: str, database: Database) -> None:
    name = make_url(url).database
    services.administer(
        make_url(url), f"ALTER DATABASE {name} SET default_transaction_read_only = on"
    )
    with pytest.raises(Refusal) as refused:
        write(database)
    assert rule(refused) == "database_read_only"
    assert read(database) == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"database": "nowhere"}, "database_missing"),
        ({"username": "stranger"}, "database_sign_in_wrong"),
        ({"query": {"host": "/nowhere"}}, "database_not_answering"),
        ({"host": "127.0.0.1", "port": 1, "query": {}}, "database_not_answering"),
        ({"host": "no-such-host.invalid", "query": {}}, "database_not_answering"),
    ],
)
def test_each_reason_has_a_sentence_of_its_own(
    url: str, change: dict[str, object], expected: str
) -> None:
    away = Database(make_url(url).set(**change).render_as_string())  # type: ignore[arg-type]
    for act in (read, write, Database.newest):
        with pytest.raises(Refusal) as refused:
            act(away)
        assert rule(refused) == expected
        for language in ("ru", "en"):
            assert refused.value.text(language)


def test_rights_that_are_missing_are_said(url: str, database: Database) -> None:
    services.administer(make_url(url), "CREATE ROLE reader LOGIN")
    reading = Database(make_url(url).set(username="reader").render_as_string())
    with pytest.raises(Refusal) as refused:
        reading.newest()
    assert rule(refused) == "database_no_rights"
    reading.dispose()
    services.administer(make_url(url), "DROP ROLE reader")


def test_a_server_without_a_free_place_says_so(url: str, database: Database) -> None:
    name = make_url(url).database
    services.administer(make_url(url), "CREATE ROLE guest LOGIN")
    services.administer(make_url(url), "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    services.administer(make_url(url), "ALTER ROLE guest CONNECTION LIMIT 0")
    with pytest.raises(Refusal) as refused:
        read(Database(make_url(url).set(username="guest", database=name).render_as_string()))
    assert rule(refused) == "database_crowded"
    services.administer(make_url(url), "DROP OWNED BY guest")
    services.administer(make_url(url), "DROP ROLE guest")


def test_words_that_somebody_typed_are_no_fault_of_the_server(database: Database) -> None:
    with pytest.raises(IntegrityError), database.read() as session:
        session.execute(
            text("INSERT INTO account (name) VALUES ('connection refused: timeout, no such table')")
        )
