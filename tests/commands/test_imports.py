"""Files in, and taken back."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from commands.common.context import Itog
from commands.common.progress import stages
from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme

TOWN = ("--programme", "town")
HEADER = "number,date,district,request,topic\n"


def file(folder: Path, *rows: str) -> str:
    path = folder / "visits.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def listed(run: Run) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("imports", "list", "--format", "json").stdout)[
        "rows"
    ]
    return rows


def visits(run: Run) -> int:
    output = run(
        "values", *TOWN, "--indicator", "visits", "--years", "2014", "--format", "json"
    ).stdout
    return int(json.loads(output)["rows"][0]["value"])


def test_a_file_is_loaded_listed_and_taken_back(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    path = file(
        tmp_path, "a1,2014-03-01,north,consulting,law", "a2,2014-04-01,south,consulting,law"
    )
    loaded = run("import", "consultations", path, *TOWN, "--covers", "2014")
    assert loaded.exit_code == 0, loaded.stderr
    assert "itog changes --since 2 --until 3" in loaded.stdout
    assert visits(run) == 5
    (row,) = listed(run)
    assert {name: row[name] for name in ("kind", "file", "programme", "revision", "accepted", "state")} == {
        "kind": "consultations", "file": "visits.csv", "programme": "town",
        "revision": 3, "accepted": 2, "state": "loaded",
    }  # fmt: skip
    assert run("imports", "undo", str(row["id"])).exit_code == 0
    assert visits(run) == 3
    imports = json.loads(run("imports", "show", str(row["id"]), "--format", "json").stdout)["rows"]
    assert [each["state"] for each in imports] == ["undone"]
    assert run("imports", "undo", str(row["id"])).exit_code == 1


def test_the_same_file_again_changes_nothing_and_says_so(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    path = file(tmp_path, "a1,2014-03-01,north,consulting,law")
    words = ("import", "consultations", path, *TOWN, "--covers", "2014")
    first, second = run(*words), run(*words)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "itog changes" not in second.stdout
    assert len(listed(run)) == 1


def test_a_dry_run_changes_nothing(town: SampleProgramme, run: Run, tmp_path: Path) -> None:
    path = file(tmp_path, "a1,2014-03-01,north,consulting,law")
    assert (
        run("import", "consultations", path, *TOWN, "--covers", "2014", "--dry-run").exit_code == 0
    )
    assert (visits(run), listed(run)) == (3, [])


def test_a_dry_run_says_which_numbers_would_change(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    path = file(
        tmp_path,
        "a1,2014-03-01,north,consulting,law",
        "a2,2014-03-02,south,consulting,law",
    )
    words = ("import", "consultations", path, *TOWN, "--covers", "2014")
    foreseen = json.loads(run(*words, "--dry-run", "--format", "json").stdout)
    of_whole = [
        (each["period"], each["old_value"], each["new_value"])
        for each in foreseen["changes"]
        if each["indicator"] == "visits" and each["district"] is None
    ]
    assert of_whole == [("2014", 3, 5)]
    assert foreseen["changes_total"] == len(foreseen["changes"])
    printed = run(*words, "--dry-run").stdout
    assert f"would change: {foreseen['changes_total']}" in printed
    assert "visits" in printed
    # the same as what has changed once it is loaded
    receipt = json.loads(run(*words, "--format", "json").stdout)["rows"][0]
    since = str(receipt["revision"] - 1)
    question = ("changes", "--since", since, *TOWN, "--by", "year", "--format", "json")
    plain = [row for row in json.loads(run(*question).stdout)["rows"] if not row["within_year"]]
    numbers = ("indicator", "district", "period", "old_value", "new_value")
    assert [[row[name] for name in numbers] for row in plain] == [
        [row[name] for name in numbers] for row in foreseen["changes"]
    ]
    again = run(*words, "--dry-run").stdout
    assert "No number of a whole year would change." in again


@pytest.mark.parametrize(
    ("row", "words", "sentence"),
    [
        ("a1,2014-03-01,west,consulting,law", ("--covers", "2014"), "west"),
        ("a1,2014-02-30,north,consulting,law", ("--covers", "2014"), "2014-02-30"),
        ("a1,2014-03-01,north,consulting,law", ("--covers", "soon"), "soon"),
        ("a1,2014-03-01,north,consulting,law", (), "--covers"),
    ],
)
def test_a_file_with_a_problem_is_refused_whole(
    town: SampleProgramme, run: Run, tmp_path: Path, row: str, words: tuple[str, ...], sentence: str
) -> None:
    path = file(tmp_path, "b1,2014-03-01,north,consulting,law", row)
    result = run("import", "consultations", path, *TOWN, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
    assert (visits(run), listed(run)) == (3, [])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("import", "weather", "x.csv", *TOWN), 1),
        (("import", "consultations", "nowhere.csv", *TOWN), 1),
        (("import", "consultations", "x.csv"), 2),
        (("import", "consultations"), 2),
        (("import",), 2),
        (("imports", "show", "99"), 1),
        (("imports", "undo", "99"), 1),
    ],
)
def test_what_cannot_be_imported_or_found_is_refused(
    ask: Run, words: tuple[str, ...], status: int
) -> None:
    result = ask(*words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr


def test_a_template_is_written_without_a_database(sqlite_url: str, tmp_path: Path) -> None:
    result = runner(sqlite_url)("import", "consultations", "--template", str(tmp_path / "t.xlsx"))
    assert (result.exit_code, "t.xlsx" in result.stdout) == (0, True)
    assert (tmp_path / "t.xlsx").read_bytes()[:2] == b"PK"


def test_a_template_for_a_programme_has_its_districts(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "t.xlsx"
    assert run("import", "consultations", "--template", str(path), *TOWN).exit_code == 0
    with ZipFile(path) as parts:
        assert ">north<" in parts.read("xl/sharedStrings.xml").decode()


def test_a_template_for_an_unknown_programme_is_refused(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    result = ask(
        "import", "consultations", "--template", str(path), "--programme", "nowhere-at-all"
    )
    assert (result.exit_code, path.exists()) == (1, False)
    assert "nowhere-at-all" in result.stderr


def test_nothing_is_drawn_where_there_is_no_terminal(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    path = file(tmp_path, "a1,2014-03-01,north,consulting,law")
    assert run("import", "consultations", path, *TOWN, "--covers", "2014").stderr == ""


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Loading visits.csv"), ("ru", "Загружается visits.csv")]
)
def test_a_terminal_shows_each_stage_in_the_readers_language(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, label: str
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    sentence = Itog(_no_database, _no_database, language).sentence
    with stages(lambda stage: sentence(f"progress_{stage}", file="visits.csv")) as progress:
        progress("check", 0, None)
        progress("check", 5, 10)
        progress("load", 3, 4)
    output = capfd.readouterr()
    assert output.out == ""
    assert label in output.err
    assert "75%" in output.err


def _no_database() -> Any:
    raise AssertionError("a sentence needs no database")


def test_a_sheet_is_asked_for_and_named(town: SampleProgramme, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, number in (("North", "a1"), ("South", "a2")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER.strip().split(","))
            sheet.write_row(1, 0, [number, "2014-03-01", name.lower(), "consulting", "law"])
    words = ("import", "consultations", str(path), *TOWN, "--covers", "2014")
    refused = run(*words)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "--sheet all" in refused.stderr
    one = json.loads(run(*words, "--sheet", "south", "--dry-run", "--format", "json").stdout)[
        "rows"
    ][0]
    assert (one["accepted"], one["dry_run"], one["sheets"]) == (1, True, ["South"])
    assert [note["rule"] for note in one["notes"]] == ["receipt_sheets", "receipt_sheets_unread"]
    assert "North" in one["notes"][1]["text"]
    every = run(*words, "--sheet", "all")
    assert "“North”, “South”" in every.stdout
    assert visits(run) == 5
    (row,) = listed(run)
    receipt = json.loads(run("imports", "show", str(row["id"]), "--format", "json").stdout)["rows"][
        0
    ]
    assert (receipt["sheets"], "“North”, “South”" in receipt["notes"]) == (["North", "South"], True)


@pytest.mark.parametrize(
    ("form", "sentence"), [("csv", "accepted"), ("json", '"accepted"'), ("table", "1")]
)
def test_a_receipt_is_printed_as_rows_are(
    town: SampleProgramme, run: Run, tmp_path: Path, form: str, sentence: str
) -> None:
    path = file(tmp_path, "a1,2014-03-01,north,consulting,law")
    result = run("import", "consultations", path, *TOWN, "--covers", "2014", "--format", form)
    assert (result.exit_code, sentence in result.stdout) == (0, True)
    if form == "json":
        answer = json.loads(result.stdout)
        (row,) = answer["rows"]
        assert (row["accepted"], row["revision"], row["notes"]) == (1, answer["revision"], [])
