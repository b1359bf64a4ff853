"""``itog doctor`` finds what somebody altered in the database behind Itog's back, and says where."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from commands.doctor import rows
from data.audit import events as audit_events
from data.audit import proving
from tests import services, template_databases
from tests.commands.conftest import fill, runner
from tests.conftest import ENGINES
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module", params=ENGINES)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SampleProgramme]:
    """A town of four revisions and three events, which every test leaves as it was."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('town') / 'itog.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(
                services.fresh_database(request.getfixturevalue("postgresql_server"))
            )
        world = stack.enter_context(SampleProgramme(url, create=template_databases.upgraded))
        fill(world)
        world.record("consultations", "2015-06-01", "north")
        world.record("consultations", "2015-06-02", "south")
        with world.database.writing("test") as session:
            for name in ("anna", "boris", "vera"):
                audit_events.note(session, name, "signed_in", name)
        yield world


@contextmanager
def altered(world: SampleProgramme, *statements: str) -> Iterator[Session]:
    """What stands after somebody who may do anything with the database, until the end of the test."""
    with world.database.engine.connect() as connection, connection.begin() as transaction:
        _drop_triggers(connection)
        for statement in statements:
            connection.execute(text(statement))
        yield Session(connection)
        transaction.rollback()


def _drop_triggers(connection: Connection) -> None:
    postgresql = connection.dialect.name == "postgresql"
    for table in ("revision", "seal", "audit_event"):
        for change in ("update", "delete"):
            connection.execute(
                text(f"DROP TRIGGER {table}_no_{change}" + (f" ON {table}" if postgresql else ""))
            )


def test_what_nobody_altered_is_whole_and_the_newest_seal_is_told(town: SampleProgramme) -> None:
    result = runner(town.database.url)("doctor")
    assert result.exit_code == 0
    with town.database.read() as session:
        newest = session.scalar(text("SELECT hash FROM seal WHERE revision = 4"))
    assert (
        f"The seals of revisions 1…4 agree with the data. The newest, of revision 4: {newest}"
        in result.stderr
    )
    assert "The trail of events is whole, entries: 3" in result.stderr


@pytest.mark.parametrize(
    ("statement", "revisions"),
    [
        ("UPDATE consultation SET people = 99 WHERE since = 3", [3]),
        ("UPDATE consultation SET until = 4 WHERE since = 3", [4]),
        ("DELETE FROM consultation WHERE since = 3", [3]),
        ("UPDATE target SET value = '1' WHERE indicator = 'visits'", [2]),
        ("UPDATE revision SET author = 'nobody' WHERE number = 3", [3]),
        ("UPDATE seal SET hash = 'another' WHERE revision = 3", [3, 4]),
        ("DELETE FROM seal WHERE revision = 1", [2]),
        ("DELETE FROM seal WHERE revision = 4", [4]),
    ],
)
def test_an_altered_revision_is_found_and_named(
    town: SampleProgramme, statement: str, revisions: list[int]
) -> None:
    with altered(town, statement) as session:
        assert proving.seals(session).broken == revisions


@pytest.mark.parametrize(
    ("statement", "events"),
    [
        ("UPDATE audit_event SET author = 'vera' WHERE id = 1", [1]),
        ('UPDATE audit_event SET detail = \'{"address": "elsewhere"}\' WHERE id = 3', [3]),
        ("DELETE FROM audit_event WHERE id = 2", [3]),
        ("DELETE FROM audit_event WHERE id = 1", [2]),
    ],
)
def test_an_altered_or_removed_event_is_found_and_named(
    town: SampleProgramme, statement: str, events: list[int]
) -> None:
    with altered(town, statement) as session:
        assert proving.events(session).broken == events


@pytest.mark.parametrize("table", ["revision", "seal", "audit_event"])
def test_the_database_itself_refuses_to_alter_the_past(town: SampleProgramme, table: str) -> None:
    column = {"revision": "author", "seal": "hash", "audit_event": "author"}[table]
    for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with (
            town.database.engine.connect() as connection,
            pytest.raises(DBAPIError, match="append-only"),
        ):
            connection.execute(text(change))


@pytest.mark.parametrize("table", ["revision", "seal", "audit_event"])
@pytest.mark.parametrize(
    "without", ["PRAGMA recursive_triggers=OFF", "DROP TRIGGER {table}_no_insert"]
)
def test_a_row_of_the_past_is_not_replaced_either(
    sqlite_url: str, table: str, without: str
) -> None:
    """The trigger holds where another program connects; our connection, where a database has no
    such trigger yet.
    """
    with SampleProgramme(sqlite_url, create=template_databases.upgraded) as world:
        with world.database.writing("test") as session:
            audit_events.note(session, "anna", "signed_in", "anna")
        with world.database.engine.connect() as connection:
            connection.execute(text(without.format(table=table)))
            with pytest.raises(DBAPIError, match="append-only"):
                connection.execute(
                    text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
                )


def test_the_command_names_what_does_not_hold_and_where_the_chain_begins(sqlite_url: str) -> None:
    with SampleProgramme(sqlite_url, create=template_databases.upgraded) as world:
        world.record("consultations", "2015-06-01", "north")
        world.record("consultations", "2015-06-02", "north")
        with world.database.writing("test") as session:
            audit_events.note(session, "anna", "signed_in", "anna")
        with world.database.reshaping() as connection:
            _drop_triggers(connection)
            connection.execute(text("DELETE FROM seal WHERE revision = 1"))
            connection.execute(text("UPDATE consultation SET people = 99 WHERE since = 3"))
            connection.execute(text("UPDATE audit_event SET author = 'boris'"))
    result = runner(sqlite_url)("doctor")
    assert result.exit_code == 1
    assert "the chain begins with revision 2" in result.stderr
    assert "The data of revision 3 are not those that were sealed" in result.stderr
    assert "The entry 1 of the trail of events was altered" in result.stderr


def test_an_answer_of_the_past_that_somebody_altered_is_found(town: SampleProgramme) -> None:
    """A closed cell answers every question as of its revisions."""
    changed = (
        "UPDATE cell SET value = 99 WHERE id = (SELECT min(id) FROM cell WHERE until IS NOT NULL)"
    )
    with altered(town, changed) as session:
        differences = list(rows(session, history=True))
        assert list(rows(session, history=False)) == []
    assert {row["stored"] for row in differences} == {99}
    assert all(row["as_of"] < 4 for row in differences)
    sound = runner(town.database.url)("doctor", "--history")
    assert sound.exit_code == 0
    assert "at each earlier revision equals" in sound.stderr
