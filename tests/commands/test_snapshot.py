"""``itog snapshot``: create, list and verify."""

import json

from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme


def test_a_snapshot_is_created_listed_and_verified(run: Run, town: SampleProgramme) -> None:
    receipt = json.loads(
        run("snapshot", "create", "Meeting", "--programme", town.code, "--format", "json").stdout
    )
    row = receipt["rows"][0]
    assert (row["id"], row["revision"], len(row["checksum"])) == (1, town.database.newest(), 64)
    listed = json.loads(run("snapshot", "list", "--format", "json").stdout)
    assert listed["rows"] == receipt["rows"]
    checked = run("snapshot", "verify", "1")
    assert checked.exit_code == 0
    assert row["checksum"] in checked.stdout
    assert "3. " in checked.stdout


def test_an_unknown_snapshot_is_refused_with_the_known_ones(
    run: Run, town: SampleProgramme
) -> None:
    run("snapshot", "create", "Meeting", "--programme", town.code)
    refused = run("snapshot", "verify", "9")
    assert refused.exit_code == 1
    assert "9" in refused.stderr
    assert "1" in refused.stderr


def test_an_empty_title_is_refused_in_the_readers_language(
    database_url: str, town: SampleProgramme
) -> None:
    refused = runner(database_url, "ru")("snapshot", "create", " ", "--programme", town.code)
    assert refused.exit_code == 1
    assert "Название пусто" in refused.stderr
