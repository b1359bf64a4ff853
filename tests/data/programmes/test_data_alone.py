"""A programme whose kinds of records no module knows: what it counts is what its files say."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from data.database.database import Database
from data.database.upgrading import make
from data.imports.registry import adopt, shipped_kinds
from data.programme.folder import shipped
from indicators.answers import cells
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.loading import load
from tools.illustrative.neighbourhoods import RECORDS, files
from tools.illustrative.writing import write

FOLDER = RECORDS.parent
CODE = FOLDER.name
YEARS = (2019, 2020, 2021)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('data_alone') / 'itog.db'}"
    database = Database(url, [cells.refresh])
    make(database, lambda _database: None)
    load(database, FOLDER)
    yield database
    database.dispose()
    adopt({})


def rows(name: str) -> list[dict[str, str]]:
    with (RECORDS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_year(name: str) -> dict[int, list[dict[str, str]]]:
    years = defaultdict(list)
    for row in rows(name):
        years[int(row["date"][:4])].append(row)
    return years


def total(listed: list[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(row[column] or 0) for row in listed), Decimal(0))


def test_it_is_made_of_files_that_no_program_reads_by_name() -> None:
    assert FOLDER not in shipped()
    assert {path.suffix for path in FOLDER.rglob("*.*")} == {".yaml", ".csv"}
    assert {path.stem for path in (FOLDER / "kinds").iterdir()}.isdisjoint(shipped_kinds())


def test_its_numbers_are_those_of_its_files(database: Database) -> None:
    entries, meetings = by_year("contest_entries"), by_year("working_meetings")
    publications = by_year("publications")
    expected = {
        "tos_in_contests": lambda year: len({row["organisation"] for row in entries[year]}),
        "young_share": lambda year: 100 * total(entries[year], "young") / total(entries[year], "people"),
        "contest_prizes": lambda year: total(entries[year], "prize"),
        "winners": lambda year: sum(row["outcome"] == "winner" for row in entries[year]),
        "tos_publications": lambda year: len(publications[year]),
        "meetings": lambda year: len(meetings[year]),
        "answered_share": lambda year: 100 * total(meetings[year], "answered") / total(meetings[year], "questions"),
    }  # fmt: skip
    plans = {(row["indicator"], row["period"]): Decimal(row["value"]) for row in rows("targets")}
    with database.read() as session:
        listed = answers(session, Question(CODE, tuple(expected), years=(YEARS[0], YEARS[-1])))
    assert len(listed) == len(expected) * len(YEARS)
    for each in listed:
        counted = Decimal(expected[each.indicator](int(each.period)))
        assert abs(Decimal(each.value) - counted) < Decimal("1e-9"), (each.indicator, each.period)
        assert each.plan == plans.get((each.indicator, each.period))


def test_the_generator_writes_the_same_bytes_again_and_marks_each_row(tmp_path: Path) -> None:
    write(tmp_path, files())
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (RECORDS / path.name).read_bytes(), path.name
    assert {row["illustrative"] for made_up in files().values() for row in made_up} == {"да"}
    assert {row["source"] for row in rows("targets")} == {"base.garant.ru/48374450"}
