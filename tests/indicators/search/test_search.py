"""A few words find what they mean, whatever their endings, case, quotes, «ё» and small mistakes."""

from collections.abc import Iterator

import pytest

from indicators.asking import Asker
from indicators.search.search import MOST, SubjectResult, search
from tests.sample_programme import SampleProgramme

WORDS = {
    "консультация": ["per_head", "visits"],
    "КОНСУЛЬТАЦИЙ": ["per_head", "visits"],
    "консультацыи": ["per_head", "visits"],
    "консульт": ["per_head", "visits"],
    "жителей консультации": ["per_head"],
    "консультации житель": ["per_head"],
    "учёт": ["accounts"],
    "учета": ["accounts"],
    "журнала": ["visits"],
    "visits": ["per_head", "visits"],
    "visit": ["per_head", "visits"],
    "accounts": ["accounts"],
    "north": ["north"],
    "ветеранов": ["Совет ветеранов «Ёлка»"],
    "«елка»": ["Совет ветеранов «Ёлка»", "Провести ярмарку «Ёлка добра»"],
    "2700000001": ["Совет ветеранов «Ёлка»"],
    "взаимодействии": ["№ 906-п «О взаимодействии с НКО»"],
    "906-п": ["№ 906-п «О взаимодействии с НКО»"],
    "дом": [],
    "77-р": ["№ 77-р О планах на сёла"],
    "планам села": ["№ 77-р О планах на сёла"],
    "ярмарки": ["Провести ярмарку «Ёлка добра»"],
    "ярморка": ["Провести ярмарку «Ёлка добра»"],
    "елку добра": ["Провести ярмарку «Ёлка добра»"],
    "комитета": ["Провести ярмарку «Ёлка добра»"],
    "медианы": ["Медиана"],
    "мидиана": ["Медиана"],
    "«ревизию»": ["Ревизия", "Печать ревизии"],
    "уточнённое": ["Предварительное значение"],
    "уточненные": ["Предварительное значение"],
    "консультации слонов": [],
    "...": [],
    "": [],
}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'itog.db'}"
    with SampleProgramme(url) as world:
        with world.revision():
            world.define(
                "visits",
                kind="count",
                measure="consultations",
                name={"ru": "Количество консультаций", "en": "Visits"},
                source={"ru": "Журнал центра", "en": "Log"},
            )
            world.define(
                "per_head",
                kind="count",
                measure="consultations",
                name={"ru": "Консультации на тысячу жителей", "en": "Visits per thousand"},
            )
            world.define(
                "accounts",
                kind="count",
                measure="events",
                name={"ru": "Учёт мероприятий", "en": "Accounts of events"},
            )
            world.organisation("Совет ветеранов «Ёлка»", number="НКО-1", inn="2700000001")
            for number in range(MOST + 5):
                world.organisation(f"Клуб {number}", number=f"К-{number}")
            world.record(
                "legal_acts", "2014-03-05", type="resolution", act_number="906-п",
                title="О взаимодействии с НКО",
            )  # fmt: skip
            world.target("visits", "2014", 5, act="№ 77-р", act_title="О планах на сёла")
            world.decision("Провести ярмарку «Ёлка добра»", "2014-05-01", "2014-09-01", "Комитет")
        yield world


def subjects(world: SampleProgramme, text: str) -> list[SubjectResult]:
    return search(Asker(world.database), world.code, text)


@pytest.mark.parametrize("text", WORDS)
def test_words_find_what_they_mean(world, text):
    named = [
        result.entry.code
        if result.entry.subject in ("indicator", "district")
        else result.entry.names["ru"]
        for subject in subjects(world, text)
        for result in subject.nearest
    ]
    assert named == WORDS[text]


def test_a_name_that_says_the_word_stands_before_what_only_resembles_it(world):
    (indicators,) = subjects(world, "консультации")
    assert all(result.is_sure for result in indicators.nearest)
    (indicators,) = subjects(world, "журнал")
    assert (indicators.nearest[0].field, indicators.nearest[0].words) == ("source", ("журнал",))
    (indicators,) = subjects(world, "консультацыи")
    assert not any(result.is_sure for result in indicators.nearest)


@pytest.fixture
def near(tmp_path) -> Iterator[SampleProgramme]:
    """A town with a word that is spelt like another one, and one that only mentions a term."""
    names = {
        "visits": ("Количество консультаций", ""),
        "consoles": ("Консультанции игровые", ""),
        "age": ("Возраст", "Медиана по участникам"),
    }
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        with world.revision():
            for code, (name, method) in names.items():
                words = {"name": {"ru": name, "en": code}}
                words |= {"method": {"ru": method, "en": method}} if method else {}
                world.define(code, kind="count", measure="events", **words)
        yield world


def test_what_is_only_spelt_alike_comes_last_and_together(near):
    exact, alike = subjects(near, "консультации")
    assert [each.entry.code for each in exact.nearest] == ["visits"]
    assert (alike.subject, [each.entry.code for each in alike.nearest]) == ("alike", ["consoles"])
    # by their kinds where nothing has the word itself
    (indicators,) = subjects(near, "консультоции")
    assert {each.entry.code for each in indicators.nearest} == {"visits", "consoles"}
    assert all(each.is_alike for each in indicators.nearest)


def test_kinds_whose_names_have_the_word_stand_before_those_that_only_mention_it(near):
    listed = [(each.subject, each.nearest[0].is_sure) for each in subjects(near, "медиана")]
    assert listed == [("term", True), ("indicator", False)]


def test_of_very_many_the_nearest_are_listed_and_all_are_counted(world):
    (organisations,) = subjects(world, "клуб")
    assert (len(organisations.nearest), organisations.total) == (MOST, MOST + 5)
    assert subjects(world, "клуб 7")[0].nearest[0].entry.names["ru"] == "Клуб 7"


def test_a_long_hostile_text_finds_nothing_and_costs_nothing(world):
    assert subjects(world, "й\u0306" * 5_000) == []
    assert subjects(world, "% _ \\ ' \0 [") == []
