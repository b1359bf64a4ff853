"""Databases as earlier versions of the program have left them, kept in ``released/``: brought up to
date they answer what the program of then answered, and the doctor finds nothing.

Each is a backup of «Содружество» 2009, loaded by the last program of a schema; 0003 is that of 0.1.0.
``answers.json`` is what each of them printed: state, value, plan and status.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests import services
from tests.commands.conftest import Run, runner
from tests.conftest import ENGINES
from tests.depth import some

RELEASED = Path(__file__).parent / "released"
SCHEMAS = sorted(path.stem for path in RELEASED.glob("*.itog"))
ANSWERS = json.loads((RELEASED / "answers.json").read_text(encoding="utf-8"))
PROGRAMME = "sodruzhestvo-2009"


@pytest.fixture(params=some(ENGINES, "sqlite"))
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Run]:
    """Commands against a database that does not exist yet."""
    if request.param == "sqlite":
        yield runner(f"sqlite:///{tmp_path / 'itog.db'}")
        return
    with services.fresh_database(request.getfixturevalue("postgresql_server")) as url:
        yield runner(url)


def printed(run: Run, *words: str) -> dict[str, list[Any]]:
    result = run("values", "--programme", PROGRAMME, "--format", "json", *words)
    assert result.exit_code == 0, result.output
    return {
        f"{row['indicator']} {row['period']}": [
            row[name] for name in ("state", "value", "plan", "status")
        ]
        for row in json.loads(result.stdout)["rows"]
    }


@pytest.mark.parametrize("schema", some(SCHEMAS, "0003", "0013"))
def test_what_an_earlier_version_has_left_answers_as_it_did(run: Run, schema: str) -> None:
    file = RELEASED / f"{schema}.itog"
    with ZipFile(file) as archive:
        assert json.loads(archive.read("manifest.json"))["schema_version"] == schema
    restored = run("restore", str(file))
    assert restored.exit_code == 0, restored.output
    assert printed(run) == ANSWERS
    # the revision of then, which an upgrade leaves as it was
    assert printed(run, "--as-of", "1") == ANSWERS
    checked = run("doctor", "--whole", "--history")
    assert checked.exit_code == 0, checked.output
    assert run("init").exit_code == 0
    assert printed(run) == ANSWERS
