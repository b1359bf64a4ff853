"""Records by their numbers: however these are typed, by an indicator that counts them, as of any
revision, and none of what is hidden.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.imports.registry import adopt
from indicators.answers.question import Question
from indicators.asking import Asker
from indicators.drill_down.records import records
from indicators.search.entries import SearchEntry
from indicators.search.records import RECORD, number_spellings
from indicators.search.search import search
from tests.sample_programme import SampleProgramme
from tests.soundness.test_small_numbers import new_town


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Consultations, of which one indicator counts those on law, and events that nothing counts."""
    url = f"sqlite:///{tmp_path_factory.mktemp('numbers') / 'itog.db'}"
    with SampleProgramme(url) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", filter={"topic": ["law"]})
            world.define("a_formula", kind="formula", formula="visits * 2")
        world.record("consultations", "2014-03-05", "north", number="К-2014-0007", topic="law")
        world.record("consultations", "2014-03-06", "north", number="К-2014-0008", topic="grants")
        world.record("events", "2014-03-07", "north", number="М-2014-1")
        yield world


def record_results(
    world: SampleProgramme, text: str, as_of: int | None = None
) -> list[SearchEntry]:
    return [
        result.entry
        for subject in search(Asker(world.database), world.code, text, as_of)
        if subject.subject == RECORD
        for result in subject.nearest
    ]


@pytest.mark.parametrize(
    "text",
    ["К-2014-0007", "к-2014-0007", "K-2014-0007", "k–2014–0007", "№ К-2014-0007",
     "«К-2014-0007»", "запись К-2014-0007", "консультацыя К-2014-0007", "record k-2014-0007"],
)  # fmt: skip
def test_a_number_is_found_however_it_is_typed(world: SampleProgramme, text: str) -> None:
    (entry,) = record_results(world, text)
    assert entry.code == "visits"
    assert entry.names["ru"].startswith("К-2014-0007 – ")


def test_the_number_that_it_leads_to_lists_the_record(world: SampleProgramme) -> None:
    (entry,) = record_results(world, "К-2014-0007")
    assert entry.choices == {"period": "2014-03", "district": "north"}
    question = Question(world.code, (entry.code,), district=entry.choices["district"])
    page = Asker(world.database).ask(records, question, entry.choices["period"])
    assert [row.number for row in page.rows] == ["К-2014-0007"]


@pytest.mark.parametrize("text", ["К-2014-0008", "М-2014-1", "К-2014-000", "К-2014-0009", "К"])
def test_what_no_number_counts_and_no_record_has_is_not_found(
    world: SampleProgramme, text: str
) -> None:
    assert record_results(world, text) == []


def test_a_record_is_found_as_of_the_revisions_that_it_stood_at(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('times') / 'itog.db'}"
    with SampleProgramme(url) as world:
        world.define("visits", kind="count", measure="consultations")
        before = Asker(world.database).revision()
        row = world.record("consultations", "2014-03-05", "north", number="К-1")
        there = Asker(world.database).revision()
        world.close("consultations", row)
        assert [bool(record_results(world, "К-1", at)) for at in (before, there, None)] == [
            False, True, False,
        ]  # fmt: skip


def test_records_of_small_numbers_are_found_by_those_alone_who_are_told_them(
    tmp_path: Path,
) -> None:
    with new_town(f"sqlite:///{tmp_path / 'town.db'}", tmp_path) as town:
        asker = Asker(town.database)
        number = asker.in_full(None).ask(
            records, Question(town.code, ("people",)), None, limit=1
        ).rows[0].number  # fmt: skip
        results = search(asker.in_full(frozenset()), town.code, number)
        assert RECORD not in {subject.subject for subject in results}
        results = search(asker.in_full(None), town.code, number)
        assert RECORD in {subject.subject for subject in results}
    adopt({})


def test_words_without_a_digit_are_no_numbers_and_long_texts_are_few(
    world: SampleProgramme,
) -> None:
    assert number_spellings("консультация") == ()
    assert len(number_spellings("1 " * 50_000)) < 100
    assert len(number_spellings(" ".join(map(str, range(1_000))))) < 100
