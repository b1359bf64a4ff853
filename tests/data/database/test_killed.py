"""Commands killed at any moment: the database is as it was before, and the next command does the
whole of it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text

from data.database.database import Database
from data.database.schema import check
from data.database.upgrading import configuration
from data.refusals import Refusal
from tests.depth import some
from tests.killing import SMALL

ROOT = Path(__file__).parents[3]
MOMENTS = (3, 150, 340)
"""Statements of making a database with one small programme: its first tables, its records, its
cells.
"""


def run(url: str, *words: str, fatal: int = 0) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, killed at its statement number ``fatal``."""
    environment = {**os.environ, "ITOG_DATABASE_URL": url, "ITOG_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-m", "tests.killing", str(fatal), *words],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )


def rule_of_check(url: str) -> str:
    """What a command or ``/readyz`` says of a database; nothing where it is fit."""
    database = Database(url)
    try:
        check(database)
    except Refusal as refusal:
        return refusal.problems[0].rule
    finally:
        database.dispose()
    return ""


def table_names(url: str) -> list[str]:
    database = Database(url)
    try:
        return inspect(database.engine).get_table_names()
    finally:
        database.dispose()


def count(url: str, table: str) -> int:
    database = Database(url)
    with database.read() as session:
        number = session.scalar(text(f"SELECT count(*) FROM {table}"))
    database.dispose()
    return int(number or 0)


def test_init_killed_at_any_moment_leaves_nothing_and_the_next_one_makes_it_whole(
    database_url: str,
) -> None:
    for fatal in some(MOMENTS, MOMENTS[0], MOMENTS[-1]):
        assert run(database_url, "init", fatal=fatal).returncode == -9
        assert rule_of_check(database_url) == "database_not_ready"
    process = run(database_url, "init")
    assert "The database was created, revision 1" in process.stdout
    assert int(process.stdout.splitlines()[-1]) > MOMENTS[-1]
    assert rule_of_check(database_url) == ""
    assert count(database_url, "programme") == 1
    if database_url.startswith("sqlite"):
        folder = Path(database_url.removeprefix("sqlite:///")).parent
        assert [path.name for path in folder.iterdir()] == ["itog.db"]


@pytest.mark.postgresql
def test_init_killed_on_a_server_leaves_no_table(postgresql_url: str) -> None:
    assert run(postgresql_url, "init", fatal=MOMENTS[-1]).returncode == -9
    assert table_names(postgresql_url) == []


def test_load_killed_midway_has_loaded_nothing(database_url: str) -> None:
    run(database_url, "init", "--empty")
    assert run(database_url, "load", str(SMALL), fatal=60).returncode == -9
    assert (count(database_url, "revision"), count(database_url, "programme")) == (0, 0)
    assert run(database_url, "load", str(SMALL)).returncode == 0
    assert (count(database_url, "revision"), count(database_url, "programme")) == (1, 1)


def test_an_upgrade_killed_midway_is_out_of_date_until_the_next(database_url: str) -> None:
    database = Database(database_url)
    with database.reshaping() as connection:
        command.upgrade(configuration(connection), "0002")
        connection.execute(
            text(
                "INSERT INTO revision (number, at, author, action, summary, reason)"
                " VALUES (1, '2020-01-01', 'x', 'x', '', '')"
            )
        )
    database.dispose()
    assert run(database_url, "init", fatal=15).returncode == -9
    assert rule_of_check(database_url) == "database_not_ready"
    assert run(database_url, "init").returncode == 0
    assert rule_of_check(database_url) == ""
    assert count(database_url, "programme") == 0
