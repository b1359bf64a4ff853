"""Definitions as files and as versions."""

import json
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

import pytest

from data.programme.folder import shipped
from tests import template_databases
from tests.commands.conftest import Run, runner
from tests.sample_programme import SampleProgramme, yaml_of

ROOT = Path(__file__).parents[2]
TOWN = ("--programme", "town")


def write(folder: Path, *texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"d{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_export_then_import_changes_nothing(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "definitions"
    assert run("definitions", "export", str(folder), *TOWN).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "awarded.yaml",
        "law_share.yaml",
        "visits.yaml",
    ]
    imported = run("definitions", "import", str(folder), "--publish", *TOWN)
    assert (imported.exit_code, "nothing was changed" in imported.stdout) == (0, True)
    assert json.loads(run("values", *TOWN, "--format", "json").stdout)["revision"] == 2


def test_exported_text_is_what_was_written(town: SampleProgramme, run: Run, tmp_path: Path) -> None:
    text = "# why\n" + yaml_of("words", kind="count", measure="consultations") + "\n"
    town.publish(text)
    run("definitions", "export", str(tmp_path / "out"), *TOWN)
    assert (tmp_path / "out" / "words.yaml").read_bytes() == text.encode()


COMMENTED = """# Approved by the council.
code: words   # never renamed
kind: count
measure: consultations

name: {ru: "Слова", en: 'Words'}
unit: {en: people, ru: человек}
"""


def exported(run: Run, folder: Path) -> dict[str, bytes]:
    assert run("definitions", "export", str(folder), *TOWN).exit_code == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_that_were_exported_and_imported_are_the_same_with_their_comments(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    town.publish(COMMENTED)
    first = exported(run, tmp_path / "first")
    with SampleProgramme(
        f"sqlite:///{tmp_path / 'other.db'}", create=template_databases.upgraded
    ) as other:
        there = runner(other.database.url)
        assert (
            there("definitions", "import", str(tmp_path / "first"), "--publish", *TOWN).exit_code
            == 0
        )
        assert exported(there, tmp_path / "second") == first
    assert first["words.yaml"].decode() == COMMENTED


def test_one_changed_word_is_a_difference_of_one_line(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    town.publish(COMMENTED)
    before = exported(run, tmp_path / "out")
    file = tmp_path / "out" / "words.yaml"
    file.write_text(COMMENTED.replace("Words", "Sayings"), encoding="utf-8")
    assert run("definitions", "import", str(tmp_path / "out"), "--publish", *TOWN).exit_code == 0
    after = exported(run, tmp_path / "out")
    assert after["words.yaml"] == before["words.yaml"]
    lines = [
        *unified_diff(
            before["words.yaml"].decode().splitlines(),
            after["words.2.yaml"].decode().splitlines(),
            n=0,
        )
    ]
    assert lines[3:] == [
        "-name: {ru: \"Слова\", en: 'Words'}",
        "+name: {ru: \"Слова\", en: 'Sayings'}",
    ]
    differs = json.loads(
        run("definitions", "diff", "words", "1", "2", *TOWN, "--format", "json").stdout
    )
    assert differs["rows"] == [{"field": "name.en", "old": "Words", "new": "Sayings"}]


def test_a_folder_with_other_definitions_is_not_written_to(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    folder = write(tmp_path / "out", yaml_of("other", kind="count", measure="events"))
    result = run("definitions", "export", str(folder), *TOWN)
    assert (result.exit_code, "d0.yaml" in result.stderr) == (1, True)
    assert [path.name for path in folder.iterdir()] == ["d0.yaml"]


def test_import_says_what_it_would_publish_and_publishes_when_told(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    folder = write(
        tmp_path / "new", yaml_of("visits", kind="count", measure="consultations", decimals=1)
    )
    preview = run("definitions", "import", str(folder), *TOWN)
    assert "To be published: visits" in preview.stdout
    published = run("definitions", "import", str(folder), "--publish", *TOWN)
    assert "Published in revision 3: visits" in published.stdout
    differs = json.loads(
        run("definitions", "diff", "visits", "1", "2", *TOWN, "--format", "json").stdout
    )
    assert differs["rows"] == [{"field": "decimals", "old": 0, "new": 1}]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "d2.yaml: The same definition “fresh” is in the file d0.yaml already, and each version is published once.",
        ),
        (
            "ru",
            "d2.yaml: То же определение «fresh» уже есть в файле d0.yaml, а каждая версия публикуется один раз.",
        ),
    ],
)
def test_one_new_definition_in_two_files_is_refused(
    town: SampleProgramme, database_url: str, tmp_path: Path, language: str, sentence: str
) -> None:
    text = yaml_of("fresh", kind="count", measure="consultations")
    folder = write(
        tmp_path / "new", text, yaml_of("other", kind="count", measure="events"), f"# again\n{text}"
    )
    ask = runner(database_url, language)
    for words in (
        ("check", str(folder)),
        ("import", str(folder), *TOWN),
        ("import", str(folder), "--publish", *TOWN),
    ):
        refused = ask("definitions", *words)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert sentence in refused.stderr
    assert json.loads(ask("imports", "list", "--format", "json").stdout)["revision"] == 2


def test_what_stands_may_be_in_two_files(town: SampleProgramme, run: Run, tmp_path: Path) -> None:
    run("definitions", "export", str(tmp_path / "out"), *TOWN)
    (tmp_path / "out" / "again.yaml").write_bytes((tmp_path / "out" / "visits.yaml").read_bytes())
    imported = run("definitions", "import", str(tmp_path / "out"), "--publish", *TOWN)
    assert (imported.exit_code, "nothing was changed" in imported.stdout) == (0, True)


def test_two_new_versions_of_one_code_are_published_in_order(
    town: SampleProgramme, run: Run, tmp_path: Path
) -> None:
    texts = [
        yaml_of("fresh", kind="count", measure="consultations", decimals=decimals)
        for decimals in (0, 1)
    ]
    assert (
        run(
            "definitions", "import", str(write(tmp_path / "new", *texts)), "--publish", *TOWN
        ).exit_code
        == 0
    )
    differs = json.loads(
        run("definitions", "diff", "fresh", "1", "2", *TOWN, "--format", "json").stdout
    )
    assert differs["rows"] == [{"field": "decimals", "old": 0, "new": 1}]


def test_an_unknown_version_is_refused_with_the_known(town: SampleProgramme, run: Run) -> None:
    result = run("definitions", "diff", "visits", "1", "7", *TOWN)
    assert (result.exit_code, result.stderr) == (
        1,
        "The indicator “visits” has no version 7. There are: 1.\n",
    )


BAD = {
    "There is no field “colour” here": yaml_of(
        "a", kind="count", measure="consultations", colour="red"
    ),
    "There is no measure “weather”": yaml_of("a", kind="count", measure="weather"),
    "No record of “Consultations (consultations)” can have": yaml_of(
        "a", kind="count", measure="consultations", filter={"topic": ["astrology"]}
    ),
    "refers to itself": yaml_of("a", kind="formula", formula="a + 1"),
    "uses “nowhere”": yaml_of("a", kind="formula", formula="nowhere + 1"),
    "cannot be read as YAML": "code: [",
}


@pytest.mark.parametrize("sentence", BAD)
def test_a_bad_definition_is_refused_and_changes_nothing(
    town: SampleProgramme, run: Run, tmp_path: Path, sentence: str
) -> None:
    folder = write(tmp_path / "bad", BAD[sentence])
    for words in (("check", str(folder)), ("import", str(folder), "--publish", *TOWN)):
        result = run("definitions", *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert sentence in result.stderr
    assert json.loads(run("values", *TOWN, "--format", "json").stdout)["revision"] == 2


def test_a_circle_through_two_files_is_found_without_a_database(
    sqlite_url: str, tmp_path: Path
) -> None:
    texts = [
        yaml_of("a", kind="formula", formula="b + 1"),
        yaml_of("b", kind="formula", formula="a + 1"),
    ]
    result = runner(sqlite_url)("definitions", "check", str(write(tmp_path / "circle", *texts)))
    assert (result.exit_code, "refers to itself" in result.stderr) == (1, True)


def test_all_problems_of_all_files_are_told_together(sqlite_url: str, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "bad",
        BAD["There is no field “colour” here"],
        BAD["There is no measure “weather”"],
    )
    output = runner(sqlite_url)("definitions", "check", str(folder)).stderr
    assert "d0.yaml" in output
    assert "d1.yaml" in output


def test_what_ships_is_sound(sqlite_url: str) -> None:
    for folder in shipped():
        result = runner(sqlite_url)("definitions", "check", str(folder))
        assert result.exit_code == 0, result.stderr


def test_an_empty_folder_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    result = runner(sqlite_url)("definitions", "check", str(tmp_path))
    assert (result.exit_code, "has no definitions" in result.stderr) == (1, True)


def test_files_are_checked_where_there_is_no_database(tmp_path: Path) -> None:
    """Neither its address, nor a folder to keep it in, nor anything left behind."""
    program = (
        "import app; from commands.common import settings; "
        "settings.INSTANCE = app.Path('instance'); app.main()"
    )
    process = subprocess.run(
        [sys.executable, "-c", program, "definitions", "check", str(shipped()[0])],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "ITOG_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert "sound" in process.stdout
    assert not [*tmp_path.iterdir()]
