"""Which organisations are proposed for merging, and which are not."""

from collections.abc import Iterator

import pytest

from data.organisations.duplicates import _candidates, plain_name, proposals
from data.organisations.merging import keep_apart, merge
from tests.sample_programme import SampleProgramme


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url) as world:
        yield world


def proposed(world: SampleProgramme) -> list[tuple[str, str, tuple[str, ...]]]:
    with world.database.read() as session:
        listed = proposals(session, world.code)
    return [(each.organisation.number, each.into.number, each.reasons) for each in listed]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("АНО «Тёплый дом»", 'Автономная некоммерческая организация "Теплый дом"'),
        ("РОО «Союз ветеранов»", "региональная общественная организация Союз Ветеранов"),
        ("Фонд «Добро»", "Благотворительный фонд ДОБРО"),
    ],
)
def test_legal_forms_case_marks_and_yo_do_not_tell_names_apart(first: str, second: str) -> None:
    assert plain_name(first) == plain_name(second)


def test_a_name_of_legal_forms_alone_stays_as_it_is() -> None:
    assert plain_name("Общественная организация") == "общественная организация"


def test_the_same_numbers_and_near_names_are_proposed_and_others_not(town: SampleProgramme) -> None:
    with town.revision():
        for number, name, inn in (
            ("1", "АНО «Содружество молодых»", "2721000017"),
            ("2", "Содружество молодых", None),
            ("3", "Клуб «Амур»", "2722000019"),
            ("4", "Совсем другое имя", "2722000019"),
            ("5", "Центр «Надежда»", "2700000001"),
            ("6", "Центр «Надежда»", "2700000002"),  # the same name, registered as another
            ("7", "Лига защиты животных", None),
            ("8", "Лига защиты живатных", None),
        ):
            town.organisation(name, number=number, inn=inn)
    assert sorted(proposed(town)) == [
        ("2", "1", ("name",)),
        ("4", "3", ("inn",)),
        ("8", "7", ("name",)),
    ]


def test_the_one_with_fewer_records_is_proposed_to_count_as_the_other(
    town: SampleProgramme,
) -> None:
    with town.revision():
        town.organisation("АНО «Мост»", number="1")
        used = town.organisation("Мост", number="2")
        town.record("consultations", "2014-03-03", "north", organisation_id=used)
    assert proposed(town) == [("1", "2", ("name",))]


def test_what_is_merged_or_said_to_be_different_is_not_proposed_again(
    town: SampleProgramme,
) -> None:
    ids = [town.organisation(name) for name in ("АНО «Мост»", "Мост", "АНО «Сад»", "Сад")]
    assert len(proposed(town)) == 2
    with town.revision() as change:
        merge(change, town.programme_id, ids[0], ids[1])
        keep_apart(change, town.programme_id, ids[2], ids[3])
    assert proposed(town) == []


def test_how_many_are_compared_grows_with_how_many_there_are() -> None:
    names = {number: f"слово{number % 97} имя{number % 13} лига{number}" for number in range(4_000)}
    assert len(_candidates(names)) < 45 * len(names)
