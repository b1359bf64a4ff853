"""``itog watch``: files that others put into a folder are loaded, and stand aside with what became of
them.
"""

import os
import time
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.sample_programme import SampleProgramme

HEAD = "number,date,district,request,people\n"
GOOD = HEAD + "w1,2014-03-05,north,consulting,2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "consultations").mkdir(parents=True)
    return tmp_path / "in"


def put(folder: Path, name: str, text: str, kind: str = "consultations", age: float = 60) -> Path:
    path = folder / kind / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(folder: Path, place: str) -> list[str]:
    return sorted(path.name for path in (folder / "consultations" / place).glob("*"))


def test_each_file_is_loaded_or_refused_and_stands_aside_with_its_words(
    run: Run, town: SampleProgramme, folder: Path
) -> None:
    put(folder, "march 2014-03.csv", GOOD)
    put(folder, "april 2014-04.csv", GOOD.replace("03-05", "02-31").replace("w1", "w2"))
    put(folder, "may.csv", GOOD.replace("w1", "w3"))
    put(folder, "june 2014-06.csv", GOOD.replace("w1", "w4"), age=0)
    result = run("watch", str(folder), "--programme", town.code, "--once")
    assert result.exit_code == 1
    assert names(folder, "done") == ["march 2014-03.csv", "march 2014-03.csv.txt"]
    assert names(folder, "refused") == [
        "april 2014-04.csv", "april 2014-04.csv.txt", "may.csv", "may.csv.txt"
    ]  # fmt: skip
    refused = folder / "consultations" / "refused"
    assert "row 2, column" in (refused / "april 2014-04.csv.txt").read_text(encoding="utf-8")
    assert "End it with the period" in (refused / "may.csv.txt").read_text(encoding="utf-8")
    assert "New rows: 1" in (folder / "consultations" / "done" / "march 2014-03.csv.txt").read_text(
        encoding="utf-8"
    )
    assert names(folder, ".") == ["done", "june 2014-06.csv", "refused"]


def test_the_same_file_again_changes_nothing_and_replaces_none(
    run: Run, town: SampleProgramme, folder: Path
) -> None:
    words = ("watch", str(folder), "--programme", town.code, "--once", "--settled", "0")
    put(folder, "march 2014-03.csv", GOOD)
    assert run(*words).exit_code == 0
    newest = town.database.newest()
    put(folder, "march 2014-03.csv", GOOD)
    assert run(*words).exit_code == 0
    assert town.database.newest() == newest
    assert [name for name in names(folder, "done") if name.endswith(".csv")] == [
        "march 2014-03.2.csv", "march 2014-03.csv"
    ]  # fmt: skip


def test_a_folder_that_is_no_kind_is_refused_with_the_kinds_there_are(
    run: Run, town: SampleProgramme, folder: Path
) -> None:
    put(folder, "a.csv", GOOD, kind="consultation")
    result = run("watch", str(folder), "--programme", town.code, "--once")
    assert (result.exit_code, "(consultations)" in result.stderr) == (1, True)
    assert (folder / "consultation" / "a.csv").exists()
