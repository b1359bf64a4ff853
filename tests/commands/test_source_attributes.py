"""What another system calls the values of an attribute: a saved source says it for columns `by:ATTRIBUTE` too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from data.imports import context_of, kind_of
from data.sources.declaration import read_source
from data.sources.matching import unknown_words
from data.tables.definitions import Observation
from tests.commands.conftest import Run, runner
from tests.commands.test_sources import DOCUMENT, PROGRAMME, put
from tests.sample_programme import SampleProgramme

SECTION = DOCUMENT.split("## Attributes of reported values")[1].split("\n## ")[0]
SOURCE, FILE = re.findall(r"```(?:yaml)?\n(.*?)```", SECTION, re.DOTALL)
PERCENT = {"ru": "%", "en": "%"}
AGE = {
    "age": {
        "name": {"ru": "Возраст", "en": "Age"},
        "values": {
            "18–35": {"ru": "от 18 до 35", "en": "18 to 35"},
            "60+": {"ru": "старше 60", "en": "over 60"},
        },
    }
}


@pytest.fixture
def city(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url, code=PROGRAMME, years=(2014, 2020)) as city:
        city.define(
            "survey_support", kind="observed", unit=PERCENT, combine={}, disaggregations=AGE
        )
        yield city


@pytest.fixture
def itog(city: SampleProgramme, sqlite_url: str) -> Run:
    return runner(sqlite_url)


def saved(itog: Run, folder: Path, text: str) -> str:
    """What the command answers that saves a source."""
    put(folder / "surveys.yaml", text)
    result = itog("sources", "import", str(folder), "--programme", PROGRAMME, "--publish")
    return result.stderr


def loaded(itog: Run, path: str) -> str:
    words = ("--source", "Опросы", "--programme", PROGRAMME)
    result = itog("import", "observations", path, *words)
    return result.stdout + result.stderr


def values(city: SampleProgramme) -> dict[str, str]:
    with city.database.read() as session:
        living = select(Observation.by, Observation.printed).where(Observation.until.is_(None))
        return dict(session.execute(living).all())


def test_the_example_of_the_document_is_loaded_under_our_values(
    city: SampleProgramme, itog: Run, tmp_path: Path
) -> None:
    assert saved(itog, tmp_path / "sources", SOURCE) == ""
    receipt = loaded(itog, put(tmp_path / "surveys.csv", FILE))
    assert values(city) == {"age=18–35": "61,5", "age=60+": "48,0", "": "55,0"}
    assert "“молодёжь” was replaced by “18–35” in 1 row (numbers 2)" in receipt
    assert "changes nothing" in loaded(itog, put(tmp_path / "surveys.csv", FILE))


def test_a_name_of_a_value_is_the_value_and_a_word_of_nobody_is_one_of_its_own(
    city: SampleProgramme, itog: Run, tmp_path: Path
) -> None:
    named = SOURCE.replace("молодёжь: 18–35", "молодёжь: от 18 до 35")
    assert saved(itog, tmp_path / "sources", named) == ""
    loaded(itog, put(tmp_path / "surveys.csv", FILE.replace("пенсионеры", "дети")))
    assert values(city) == {"age=18–35": "61,5", "age=дети": "48,0", "": "55,0"}


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("молодёжь: 18–35", "молодёжь: 18=35", "words.by:age.молодёжь"),
        ("  by:age:", "  by:sex:", "which no column of the file is loaded into"),
        ("  by:age:", "  age:", "which no column of the file is loaded into"),
    ],
)
def test_words_that_could_name_no_value_are_refused_with_the_source(
    itog: Run, tmp_path: Path, was: str, now: str, sentence: str
) -> None:
    assert sentence in saved(itog, tmp_path / "sources", SOURCE.replace(was, now))


def test_words_are_matched_with_the_values_that_definitions_declare(
    city: SampleProgramme, tmp_path: Path
) -> None:
    path = Path(put(tmp_path / "surveys.csv", FILE + "survey_support;2017;50,0;От 18 до 35\n"))
    mapping = read_source(SOURCE).mapping()
    with city.database.read() as session:
        context, kind = context_of(session, PROGRAMME), kind_of("observations")
        (words,) = unknown_words(kind, context, path, mapping, "ru").values()
    # also those that are matched already, so that they may be changed
    assert [(each.text, each.count) for each in words] == [("молодёжь", 1), ("пенсионеры", 1)]
