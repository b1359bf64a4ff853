"""``itog sources`` and ``--source``: files of other systems are read as somebody has said once."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from data.imports.receipt import say
from data.tables.coverage import Coverage
from tests.commands.conftest import Run, runner
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
SECTION = DOCUMENT.split("## A source whose columns")[1].split("\n## ")[0]
SOURCE, COMMANDS, FILE = re.findall(r"```(?:yaml)?\n(.*?)```", SECTION, re.DOTALL)
PROGRAMME = "khabarovsk-2014-2020"
HEAD = FILE.splitlines()[0]


@pytest.fixture
def city(sqlite_url: str) -> Iterator[SampleProgramme]:
    """The programme of the document."""
    districts = ("central", "kirovsky")
    with SampleProgramme(
        sqlite_url, code=PROGRAMME, years=(2014, 2020), districts=districts
    ) as city:
        yield city


@pytest.fixture
def itog(city: SampleProgramme, sqlite_url: str) -> Run:
    return runner(sqlite_url)


@pytest.fixture
def folder(tmp_path: Path, itog: Run) -> Path:
    """Where the source of the document lies; it is saved."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "Приёмная.yaml").write_text(SOURCE, encoding="utf-8")
    result = itog("sources", "import", str(folder), "--programme", PROGRAMME, "--publish")
    assert result.exit_code == 0, result.stderr
    return folder


def put(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 60,) * 2)
    return str(path)


def load(itog: Run, path: str, *words: str) -> str:
    """What the command answers, whether the file is loaded or refused."""
    usual = ("--source", "Приёмная", "--programme", PROGRAMME)
    result = itog("import", "consultations", path, *usual, *words)
    return result.stdout + result.stderr


def rows(city: SampleProgramme) -> list[tuple[str, str, str | None, str]]:
    columns = (Consultation.number, Consultation.date, Consultation.district, Consultation.request)
    with city.database.read() as session:
        living = select(*columns).where(Consultation.until.is_(None)).order_by(Consultation.number)
        return [(each[0], str(each[1]), each[2], each[3]) for each in session.execute(living)]


def covered(city: SampleProgramme) -> set[tuple[str, int, int]]:
    columns = (Coverage.district, Coverage.year, Coverage.month)
    with city.database.read() as session:
        living = select(*columns).where(Coverage.until.is_(None))
        return {(each[0], each[1], each[2]) for each in session.execute(living)}


def test_the_example_of_the_document_is_loaded_as_it_says(
    city: SampleProgramme, itog: Run, folder: Path, tmp_path: Path
) -> None:
    receipt = load(itog, put(tmp_path / "march.csv", FILE))
    assert rows(city) == [
        ("п-1", "2016-03-05", "central", "consulting"),
        ("п-2", "2016-03-11", "kirovsky", "copying"),
    ]
    assert covered(city) == {("central", 2016, 3), ("kirovsky", 2016, 3)}
    assert say("receipt_source", "en", source="“Приёмная”", version=1) in receipt
    assert say("receipt_source_dates", "en", covers="2016-03") in receipt
    assert say("receipt_columns_left_out", "en", columns="“Оператор”") in receipt
    assert "“ксерокс” was replaced by “copying” in 1 row (numbers 3)" in receipt
    assert "itog import consultations march.csv --source Приёмная" in COMMANDS
    assert "changes nothing" in load(itog, put(tmp_path / "march.csv", FILE))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (FILE.replace("Участок", "Район").replace("Оператор", "Смена"),
         "the file lacks: “Участок”; new columns: “Район”, “Смена”"),
        # our own names are the source's only where it says so
        (FILE.replace("Участок", "district"), "the file lacks: “Участок”; new columns: “district”"),
        (FILE.replace(";Тема звонка", ""), "lacks: “Тема звонка”"),
        (FILE.replace("ксерокс", "факс"), "факс"),
        (FILE.replace("Кир.", "Кир"), "Кир"),
        ("a;b\n1;2\n", "the file lacks: “№ обращения”, “Принято”, “Участок”, “Тема звонка”"),
    ],
)  # fmt: skip
def test_what_the_source_does_not_say_is_refused_and_nothing_is_loaded(
    city: SampleProgramme, itog: Run, folder: Path, tmp_path: Path, text: str, sentence: str
) -> None:
    assert sentence in load(itog, put(tmp_path / "march.csv", text))
    assert rows(city) == []


def test_what_is_said_when_loading_comes_before_the_dates_of_the_rows(
    city: SampleProgramme, itog: Run, folder: Path, tmp_path: Path
) -> None:
    receipt = load(itog, put(tmp_path / "march.csv", FILE), "--covers", "none")
    assert "Judging by" not in receipt
    assert (len(rows(city)), covered(city)) == (2, set())


def test_a_folder_of_the_source_is_watched(
    city: SampleProgramme, itog: Run, folder: Path, tmp_path: Path
) -> None:
    put(tmp_path / "in" / "Приёмная" / "whatever.csv", FILE)
    words = ("watch", str(tmp_path / "in"), "--programme", PROGRAMME, "--once")
    assert itog(*words).exit_code == 0
    assert len(rows(city)) == len(covered(city)) == 2
    receipt = tmp_path / "in" / "Приёмная" / "done" / "whatever.csv.txt"
    assert "version 1" in receipt.read_text(encoding="utf-8")


def test_sources_are_listed_written_and_brought_back_unchanged(
    city: SampleProgramme, itog: Run, folder: Path, tmp_path: Path
) -> None:
    of = ("--programme", PROGRAMME)
    assert itog("sources", "list", *of, "--format", "csv").stdout.splitlines()[1] == (
        f"Приёмная,1,consultations,dates,4,4,1,{city.database.newest()}"
    )
    assert itog("sources", "export", str(tmp_path / "out"), *of).exit_code == 0
    # what stands before the fields, such as a remark, comes back too
    assert (tmp_path / "out" / "Приёмная.yaml").read_text(encoding="utf-8") == SOURCE
    before = city.database.newest()
    assert itog("sources", "import", str(tmp_path / "out"), *of, "--publish").exit_code == 0
    assert city.database.newest() == before
    (folder / "Приёмная.yaml").write_text(SOURCE.replace("Ц: central", "Ц: kirovsky"), "utf-8")
    assert "Add --publish" in itog("sources", "import", str(folder), *of).stdout
    assert itog("sources", "import", str(folder), *of, "--publish").exit_code == 0
    assert "version 2" in load(itog, put(tmp_path / "march.csv", FILE))
    assert rows(city)[0][2] == "kirovsky"


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        ("Принято: date", "Принято: day", "This kind of records has no column “day”"),
        ("Участок: district", "Участок: request", "Several columns of the file go into one column"),
        ("  Тема звонка: request\n", "", "Required columns are not matched: Kind of request"),
        ("ксерокс: copying", "ксерокс: xerox", "xerox"),
        ("Ц: central", "Ц: nowhere", "nowhere"),
        ("covers: dates", "covers: month", "month"),
        ("- Оператор", "- Участок", "stands twice"),
        ("name: Приёмная", "name: events", "will not do for a source"),
        ("  district:\n    Ц", "  channel:\n    Ц", "no column of the file is loaded into"),
        ("kind: consultations", "kind: consultation", "(consultations)"),
        ("Ц: central", "Ц: [central]", "words.district.Ц"),
    ],
)  # fmt: skip
def test_a_source_by_which_nothing_could_be_read_is_refused_whole(
    city: SampleProgramme, itog: Run, tmp_path: Path, was: str, now: str, rule: str
) -> None:
    assert was in SOURCE
    put(tmp_path / "bad" / "a.yaml", SOURCE.replace(was, now))
    result = itog("sources", "import", str(tmp_path / "bad"), "--programme", PROGRAMME, "--publish")
    assert (result.exit_code, rule in result.stderr) == (1, True), result.stderr
    assert "a.yaml" in result.stderr or "consultation" in now
    assert (
        itog("sources", "list", "--programme", PROGRAMME, "--format", "json").stdout.count(
            "Приёмная"
        )
        == 0
    )


def test_a_source_of_another_kind_and_one_that_there_is_not_are_refused_with_the_remedy(
    city: SampleProgramme, itog: Run, folder: Path, tmp_path: Path
) -> None:
    path = put(tmp_path / "march.csv", FILE)
    unknown = itog(
        "import", "consultations", path, "--source", "Приемная", "--programme", PROGRAMME
    )
    assert "Choose one that is saved: Приёмная. Did you mean “Приёмная”?" in unknown.stderr
    other = itog("import", "events", path, "--source", "Приёмная", "--programme", PROGRAMME)
    assert "reads files of another kind, consultations" in other.stderr


def test_a_source_is_in_the_backup_and_read_by_where_it_is_restored(
    itog: Run, folder: Path, tmp_path: Path
) -> None:
    backup = str(tmp_path / "backup.zip")
    assert itog("backup", backup).exit_code == 0
    elsewhere = runner(f"sqlite:///{tmp_path / 'restored.db'}")
    assert elsewhere("restore", backup).exit_code == 0
    receipt = load(elsewhere, put(tmp_path / "march.csv", FILE))
    assert "“Приёмная”, version 1" in receipt
