"""Commands about the database itself: init, doctor, and a database that is not there."""

import json

import pytest
from alembic import command
from sqlalchemy import text

from commands import itog
from data.database.database import Database, file_of
from data.database.upgrading import configuration
from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme

NEEDING = [
    ("values", "--programme", "town"),
    ("records", "--programme", "town", "--indicator", "visits"),
    ("changes", "--since", "1"),
    ("doctor",),
    ("imports", "list"),
    ("serve",),
]


@pytest.mark.parametrize("words", NEEDING)
def test_without_a_database_the_remedy_is_named_and_no_file_appears(
    sqlite_url: str, words: tuple[str, ...]
) -> None:
    result = runner(sqlite_url)(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Run “itog init”" in result.stderr
    path = file_of(sqlite_url)
    assert path is not None
    assert not path.exists()


def test_refusals_speak_the_readers_language(sqlite_url: str) -> None:
    assert "Выполните «itog init»" in runner(sqlite_url, "ru")("doctor").stderr


def test_an_empty_database_has_no_programmes_and_a_second_init_says_so(run: Run) -> None:
    first, second = run("init", "--empty"), run("init", "--empty")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "was created" in first.stdout
    assert "no data were changed" in second.stdout
    refused = run("values", "--programme", "town")
    assert refused.exit_code == 1
    assert "There are: –" in refused.stderr


def test_init_leaves_the_data_of_a_database_that_exists(town: SampleProgramme, run: Run) -> None:
    assert "revision 2; no data were changed" in run("init").stdout


def test_an_upgrade_is_not_called_a_database_that_fits(run: Run, database_url: str) -> None:
    database = Database(database_url)
    with database.reshaping() as connection:
        command.upgrade(configuration(connection), "0003")
    database.dispose()
    assert "was upgraded" in run("init", "--empty").stdout
    assert "no data were changed" in run("init", "--empty").stdout


def test_doctor_is_content_with_what_was_committed(ask: Run) -> None:
    result = ask("doctor")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "equals its recomputation" in result.stderr
    assert json.loads(ask("doctor", "--format", "json").stdout) == {
        "revision": 2,
        "as_of": 2,
        "rows": [],
    }


def spoil(world: SampleProgramme) -> None:
    """A number that no record supports, as a careless hand in the database would leave it."""
    with world.database.reshaping() as connection:
        connection.execute(
            text(
                "UPDATE cell SET value = '4' WHERE indicator = 'visits' AND period = '2014' AND place = ''"
            )
        )


def test_doctor_lists_what_differs_and_mends_it_only_when_told(
    town: SampleProgramme, run: Run
) -> None:
    spoil(town)
    result = run("doctor", "--format", "json")
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)["rows"]
    assert (row["indicator"], row["period"], row["field"], row["stored"], row["recomputed"]) == (
        "visits", "2014", "value", 4, 3,
    )  # fmt: skip
    mended = run("doctor", "--repair")
    assert mended.exit_code == 0
    assert "Mended in revision 3" in mended.stderr
    assert run("doctor").exit_code == 0


def test_doctor_closes_answers_of_a_code_that_no_definition_has(
    town: SampleProgramme, run: Run
) -> None:
    """A number that nobody can explain: recomputing every indicator there is would not reach it."""
    with town.database.reshaping() as connection:
        connection.execute(
            text(
                "UPDATE cell SET indicator = 'ghost' WHERE indicator = 'visits' AND grain = 'year'"
            )
        )
    (state, *_) = json.loads(run("doctor", "--format", "json").stdout)["rows"]
    assert (state["indicator"], state["stored"]) in {("ghost", "value"), ("visits", None)}
    mended = run("doctor", "--repair")
    assert (mended.exit_code, "Mended in revision 3" in mended.stderr) == (0, True)
    again = run("doctor", "--format", "json")
    assert (again.exit_code, json.loads(again.stdout)["rows"]) == (0, [])


def test_every_command_explains_itself(ask: Run) -> None:
    listed = ask("--help").stdout
    for name in itog.list_commands(None):  # type: ignore[arg-type]
        assert f"  {name} " in listed
        assert ask(name, "--help").exit_code == 0
