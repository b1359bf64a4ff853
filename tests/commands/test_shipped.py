"""The programmes that ship, through the commands and the API alike."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.database.database import Database
from indicators.answers import cells
from tests.commands.conftest import Run, runner
from tests.dashboard.api.conftest import client_of

PROGRAMMES = ["khabarovsk-2014-2020", "khabarovsk-krai-2013-2020", "sodruzhestvo-2009"]


@pytest.fixture(scope="module")
def shipped_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database as ``itog init`` makes it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'itog.db'}"
    result = runner(url)("init")
    assert result.exit_code == 0, result.stderr
    return url


@pytest.fixture
def run(shipped_url: str) -> Run:
    return runner(shipped_url)


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = json.loads(run(*words, "--format", "json").stdout)["rows"]
    return answer


def test_a_second_init_changes_nothing(run: Run, shipped_url: str) -> None:
    before = rows(run, "imports", "list")
    again = run("init")
    assert (again.exit_code, "no data were changed" in again.stdout) == (0, True)
    assert rows(run, "imports", "list") == before


def test_what_ships_was_loaded_by_imports(run: Run) -> None:
    assert sorted({row["programme"] for row in rows(run, "imports", "list")}) == PROGRAMMES


def test_the_doctor_finds_nothing(run: Run) -> None:
    assert run("doctor").exit_code == 0


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_command_and_api_say_the_same(run: Run, shipped_url: str, programme: str) -> None:
    printed = rows(
        run, "values", "--programme", programme, "--by", "district,year", "--on", "2026-01-01"
    )
    client = client_of(Database(shipped_url, [cells.refresh]))
    answer = client.get(f"/api/v1/values?programme={programme}&by=district,year&on=2026-01-01")
    assert answer.get_json()["rows"] == printed


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_records_are_as_many_as_each_number_says(run: Run, programme: str) -> None:
    for row in rows(run, "values", "--programme", programme):
        if row["records"] is not None:
            options = (
                "--programme",
                programme,
                "--indicator",
                row["indicator"],
                "--period",
                row["period"],
            )
            assert len(rows(run, "records", *options)) == row["records"], row


def test_definitions_export_and_import_change_nothing(run: Run, tmp_path: Path) -> None:
    for programme in PROGRAMMES:
        folder = str(tmp_path / programme)
        assert run("definitions", "export", folder, "--programme", programme).exit_code == 0
        imported = run("definitions", "import", folder, "--publish", "--programme", programme)
        assert (imported.exit_code, "nothing was changed" in imported.stdout) == (0, True)


def test_a_programme_that_exists_is_not_loaded_again(run: Run) -> None:
    from data.programme.folder import shipped

    result = run("load", str(shipped()[0]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is in the database already" in result.stderr
