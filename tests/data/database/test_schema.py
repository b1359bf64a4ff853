"""Migrations make the tables that the code says, and a database is created whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, text

from data.accounts import accounts
from data.audit.proving import seals
from data.clock import now
from data.database import sealing
from data.database.database import Database, file_of
from data.database.schema import check, check_at_rest, names_of_columns
from data.database.sealed_tables import LATER, followed
from data.database.upgrading import configuration, make, upgrade
from data.database.versions import head
from data.refusals import Refusal
from data.tables import metadata
from data.tables.revisions import Revision
from tests import template_databases


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


def rule(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.problems[0].rule


def nothing(_database: Database) -> None:
    """Fill with nothing."""


def stumble(_database: Database) -> None:
    raise KeyboardInterrupt


def one_revision(database: Database) -> None:
    with database.transaction("test", "one"):
        pass


def test_migrations_make_the_tables_that_the_code_says(database: Database) -> None:
    upgrade(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        differences: list[Any] = compare_metadata(context, metadata())
    assert differences == []


def test_an_upgraded_database_is_ready_and_a_second_upgrade_changes_nothing(
    database: Database,
) -> None:
    assert upgrade(database)
    assert not upgrade(database)
    check(database)


def test_what_was_there_before_seals_is_sealed_and_who_could_make_decks_still_can(
    database: Database,
) -> None:
    with database.reshaping() as connection:
        command.upgrade(configuration(connection), "0002")
        for number in (1, 2):
            values = {"number": number, "at": now(), "author": "x", "action": "load"}
            connection.execute(insert(Revision).values(**values, summary="x", reason=""))
        words = "'anna', 'hash', 1, FALSE, '2020-01-01 00:00:00'"
        connection.execute(
            text(
                f"INSERT INTO account (name, password_hash, epoch, disabled, added_at) VALUES ({words})"
            )
        )
    assert not upgrade(database)
    with database.read() as session:
        chain = seals(session)
        assert (chain.first, chain.newest, list(chain.broken)) == (1, 2, [])
        assert accounts.account_of(session, "anna").role == "steward"


def test_a_missing_database_is_refused_and_not_created(database: Database) -> None:
    with pytest.raises(Refusal) as refused:
        check(database)
    assert rule(refused) == "database_not_ready"
    path = file_of(database.url)
    assert path is None or not path.exists()


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for ask in (check, upgrade):
        with pytest.raises(Refusal) as refused:
            ask(database)
        assert rule(refused) == "newer_database"


def test_a_program_whose_database_was_upgraded_meanwhile_neither_answers_nor_writes(
    database: Database,
) -> None:
    """Two versions side by side: rows of the newer one may mean what the older one does not know."""
    template_databases.upgraded(database)
    one_revision(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    def sign_in() -> None:
        with database.writing("anna"):
            pass

    for act in (database.newest, lambda: one_revision(database), sign_in):
        with pytest.raises(Refusal) as refused:
            act()
        assert rule(refused) == "newer_database"
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})
    assert database.newest() == 1


def test_a_new_database_is_filled_and_one_that_exists_is_not(database: Database) -> None:
    assert make(database, one_revision)
    assert not make(database, one_revision)
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM revision")) == 1


def test_what_fails_while_filling_leaves_nothing(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt):
        make(database, stumble)
    path = file_of(database.url)
    if path is not None:
        assert list(path.parent.iterdir()) == []
    else:
        assert inspect(database.engine).get_table_names() == []
    assert make(database, nothing)


def test_the_folder_of_an_embedded_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'itog.db'}")
    assert make(database, nothing)
    assert (tmp_path / "a" / "b" / "itog.db").exists()
    database.dispose()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Refusal) as refused:
        make(Database(f"sqlite:///{tmp_path / 'file' / 'itog.db'}"), nothing)
    assert rule(refused) == "database_folder_unusable"


def test_every_migration_is_numbered(database: Database) -> None:
    assert (head() or "").isdecimal()


def test_an_address_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Database("no address")
    assert rule(refused) == "database_address_wrong"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "itog.db").write_text("a letter", encoding="utf-8")
    database = Database(f"sqlite:///{tmp_path / 'itog.db'}")
    for ask in (check, upgrade):
        with pytest.raises(Refusal) as refused:
            ask(database)
        assert rule(refused) == "database_is_none"


def test_a_database_that_lacks_a_table_or_a_column_is_never_called_fitting(
    database: Database,
) -> None:
    upgrade(database)
    for statement, missing in (
        ("ALTER TABLE deck_version RENAME COLUMN title TO name", "deck_version.title"),
        ("DROP TABLE budget", "budget"),
    ):
        with database.reshaping() as connection:
            connection.execute(text(statement))
        for ask in (check, upgrade, lambda database: make(database, nothing)):
            with pytest.raises(Refusal) as refused:
                ask(database)
            assert rule(refused) == "database_incomplete"
            assert missing in refused.value.text("ru")


def test_one_query_sees_the_columns_that_a_reflection_sees(database: Database) -> None:
    upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text('CREATE TABLE "Ours, too" (a TEXT, "б в" TEXT, gone TEXT)'))
        connection.execute(text('ALTER TABLE "Ours, too" DROP COLUMN gone'))
        connection.execute(
            text("CREATE TABLE sums (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) STORED)")
        )
        connection.execute(text("CREATE VIEW seen AS SELECT a AS other FROM sums"))
        reflected = inspect(connection).get_multi_columns()
        assert names_of_columns(connection) == {
            name: {column["name"] for column in columns}
            for (_schema, name), columns in reflected.items()
        }


def test_tables_without_a_version_are_not_built_upon(database: Database) -> None:
    upgrade(database)
    with database.reshaping() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(Refusal) as refused:
        make(database, nothing)
    assert rule(refused) == "database_half_made"


def test_what_was_made_and_never_filled_is_filled_by_the_next_and_what_people_have_begun_is_not(
    database: Database,
) -> None:
    """As earlier versions left it when they were killed."""
    upgrade(database)
    assert not make(database, nothing)
    assert make(database, one_revision)
    assert not make(database, one_revision)
    assert database.newest() == 1


def test_an_account_makes_a_database_somebody_s(database: Database) -> None:
    upgrade(database)
    with database.writing("test") as session:
        accounts.add(session, "anna", "correct horse battery")
    assert not make(database, one_revision)
    assert database.newest() == 0


def test_a_damaged_file_is_said_to_be(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    make(database, one_revision)
    path = file_of(sqlite_url)
    assert path is not None
    database.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refusal) as refused:
        make(database, nothing)
    assert rule(refused) == "database_damaged"
    path.write_bytes(b"")
    assert make(database, one_revision)
    database.dispose()


def test_the_journal_of_a_database_that_was_removed_spoils_no_new_one(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    make(database, one_revision)
    path = file_of(sqlite_url)
    assert path is not None
    with database.transaction("test", "two"):
        pass
    journal = path.with_name(f"{path.name}-wal").read_bytes()
    database.dispose()
    path.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(journal)
    assert make(database, one_revision)
    assert database.newest() == 1
    database.dispose()


def test_two_that_make_one_database_at_once_make_one(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(2)]
    results: list[bool] = []
    threads = [
        Thread(target=lambda each=each: results.append(make(each, one_revision)))
        for each in databases
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, True]
    assert databases[0].newest() == 1
    for each in databases:
        each.dispose()


class Heard:
    """What a hash would be fed with."""

    def __init__(self) -> None:
        self.text = ""

    def update(self, data: bytes) -> None:
        self.text += data.decode()


def test_rows_from_before_a_column_came_keep_their_seal(database: Database) -> None:
    with database.reshaping() as connection:
        command.upgrade(configuration(connection), "0003")
        names = "id, since, programme_id, number, fingerprint, date, precision, year, decision, illustrative, import_id"
        for number in (1, 2):
            values = f"{number}, 1, 1, 'Г-{number}', 'f', '2016-01-01', 'year', 2016, 'pending', FALSE, NULL"
            connection.execute(text(f"INSERT INTO grant_application ({names}) VALUES ({values})"))
    assert not upgrade(database)
    with database.reshaping() as connection:
        connection.execute(
            text("UPDATE grant_application SET decided_precision = 'month' WHERE id = 2")
        )
    grants = next(each for each in followed() if each.table.name == "grant_application")
    with database.read() as session:
        heard = Heard()
        for statement in grants.added(1):
            sealing._hash_rows(session, heard, "grant_application", statement, 1)
    old, new = heard.text.splitlines()
    fields = [
        column.name
        for column in grants.table.columns
        if column.name not in ("until", *LATER["grant_application"])
    ]
    assert old.count(", ") == len(fields) - 1, "without a word of the new columns"
    assert new.endswith(", 'month', None, None, None)")


def test_a_database_is_not_at_rest_while_its_schema_changes(database: Database) -> None:
    make(database, nothing)
    check_at_rest(database)
    with database.reshaping(), pytest.raises(Refusal) as refused:
        check_at_rest(database)
    assert rule(refused) == "database_changes_shape"
    # other writers do not count, nor the note of somebody who was killed
    with database.transaction("load", "a file") as change:
        change.session.flush()
        check_at_rest(database)
    if database.file:
        Path(f"{database.file}-writer").write_text("schema, 12:00", encoding="utf-8")
    check_at_rest(database)
