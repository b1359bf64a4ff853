"""Units beside their numbers: every unit there is, after every kind of number, in both languages."""

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from dashboard.sections.series import Scale
from dashboard.text import formats, labels
from dashboard.text.grammar import LONGEST, agreeing
from tests.dashboard.factories import answer, definition

NUMBERS = ("0", "1", "2", "5", "11", "21", "1.5")
APART = {"places": "none", "periods": "none"}
PROGRAMMES = Path("data/programmes")

RUSSIAN = {
    "ед.": ("ед.",) * 7,
    "%": ("%",) * 7,
    "НКО": ("НКО",) * 7,
    "чел.": ("чел.",) * 7,
    "руб.": ("руб.",) * 7,
    "на 10 тыс. чел.": ("на 10 тыс. чел.",) * 7,
    "тыс. экземпляров": ("тыс. экземпляров",) * 7,
    "дней": ("дней", "день", "дня", "дней", "дней", "день", "дня"),
    "человек": ("человек", "человек", "человека", "человек", "человек", "человек", "человека"),
    "обращений": ("обращений", "обращение", "обращения", "обращений", "обращений", "обращение", "обращения"),
    "процентов": ("процентов", "процент", "процента", "процентов", "процентов", "процент", "процента"),
    "организаций": (
        "организаций", "организация", "организации", "организаций", "организаций", "организация", "организации"
    ),
}  # fmt: skip
ENGLISH = {
    "%": ("%",) * 7,
    "per cent": ("per cent",) * 7,
    "per 10,000 people": ("per 10,000 people",) * 7,
    "thousand copies": ("thousand copies",) * 7,
    "units": ("units", "unit", "units", "units", "units", "units", "units"),
    "people": ("people", "person", "people", "people", "people", "people", "people"),
    "NGOs": ("NGOs", "NGO", "NGOs", "NGOs", "NGOs", "NGOs", "NGOs"),
    "days": ("days", "day", "days", "days", "days", "days", "days"),
    "appeals": ("appeals", "appeal", "appeals", "appeals", "appeals", "appeals", "appeals"),
    "organisations": ("organisations", "organisation", *("organisations",) * 5),
    "roubles": ("roubles", "rouble", *("roubles",) * 5),
}
OF_A_CITY = [
    ("единиц", "1", "единица"),
    ("единиц", "22", "единицы"),
    ("единица", "5", "единиц"),
    ("лет", "1", "год"),
    ("год", "7", "лет"),
    ("детей", "2", "ребёнка"),
    ("раз", "3", "раза"),
    ("суток", "21", "сутки"),
    ("часов", "0.5", "часа"),
    ("семей", "104", "семьи"),
    ("койко-мест", "3", "койко-места"),
    ("человеко-дней", "1.0", "человеко-дня"),
    ("учащихся", "1", "учащийся"),
    ("рабочих дней", "4.3", "рабочего дня"),
    ("рабочих дней", "2", "рабочих дня"),
    ("социальных контрактов", "1", "социальный контракт"),
    ("некоммерческих организаций", "31", "некоммерческая организация"),
    ("случаев насилия в семье", "2", "случая насилия в семье"),
    ("тысяч человек", "1.5", "тысячи человек"),
    ("грантополучателей", "1", "грантополучатель"),
    ("Дней", "2", "Дня"),
    ("чел", "1", "чел"),
    ("шт", "2", "шт"),
    ("кв. м", "2", "кв. м"),
    ("м²", "2", "м²"),
    ("Гкал", "5", "Гкал"),
    ("ТОС", "2", "ТОС"),
    ("", "2", ""),
]
OF_AN_ENGLISH_CITY = [
    ("unit", "22", "units"),
    ("person", "2", "people"),
    ("families", "1", "family"),
    ("children", "1", "child"),
    ("houses", "1", "house"),
    ("buses", "1", "bus"),
    ("businesses", "1", "business"),
    ("boxes", "1", "box"),
    ("man-days", "1", "man-day"),
    ("square metres", "1", "square metre"),
    ("cases of violence", "1", "case of violence"),
    ("people per 10,000", "1", "person per 10,000"),
    ("news items", "1", "news item"),
    ("days", "1.0", "days"),
    ("km", "2", "km"),
    ("ha", "2", "ha"),
    ("", "2", ""),
]


@pytest.fixture
def english(server):
    with server.test_request_context("/", headers={"X-Lang": "en"}):
        yield


def shipped(language: str) -> set[str]:
    """Units of all definitions that ship."""
    files = PROGRAMMES.glob("*/definitions/*.yaml")
    return {YAML(typ="safe").load(path.read_text())["unit"][language] for path in files}


@pytest.mark.parametrize(("language", "table"), [("ru", RUSSIAN), ("en", ENGLISH)])
def test_every_unit_that_ships_agrees_with_every_kind_of_number(language, table):
    assert shipped(language) <= set(table)
    walked = {
        unit: tuple(agreeing(unit, Decimal(number), language) for number in NUMBERS)
        for unit in table
    }
    assert walked == table


@pytest.mark.parametrize(("unit", "number", "form"), OF_A_CITY)
def test_a_city_declares_whatever_it_counts(unit, number, form):
    assert agreeing(unit, Decimal(number), "ru") == form


@pytest.mark.parametrize(("unit", "number", "form"), OF_AN_ENGLISH_CITY)
def test_english_units_are_of_one_or_of_several(unit, number, form):
    assert agreeing(unit, Decimal(number), "en") == form


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_sentence_is_no_unit(language):
    assert agreeing("дней " * LONGEST, Decimal(1), language) == "дней " * LONGEST


def test_the_digits_that_are_shown_decide():
    days = definition(unit={"ru": "дней", "en": "days"}, decimals=1)
    assert labels.value_text(days, Decimal("4.28")) == "4,3\u00a0дня"
    assert labels.value_text(days, Decimal(97)) == "97,0\u00a0дня"
    assert (
        labels.value_text(definition(unit={"ru": "дней", "en": "days"}), Decimal("0.9"))
        == "1\u00a0день"
    )


def test_pages_charts_and_cards_say_it_alike():
    counted = definition(unit={"ru": "организаций", "en": "organisations"})
    assert labels.answer_parts(counted, answer(3)) == ("3", "организации")
    assert labels.answer_text(counted, answer(21), unit=True) == "21\u00a0организация"
    assert Scale("организаций", 0).with_unit(Decimal(-2)) == "\u22122\u00a0организации"


def test_a_sign_of_english_stands_at_its_number(english):
    share = definition(unit={"ru": "%", "en": "%"}, decimals=1, kind="observed", combine=APART)
    assert labels.value_text(share, Decimal("54.2")) == "54.2%"
    assert labels.answer_parts(share, answer("54.2")) == ("54.2%", "")
    assert Scale("%", 1).with_unit(Decimal("54.2")) == "54.2%"
    assert labels.value_text(definition(), Decimal(1)) == "1\u00a0unit"
    assert labels.value_text(definition(), Decimal(1000)) == "1,000\u00a0units"


def test_a_sign_of_russian_stands_apart():
    share = definition(unit={"ru": "%", "en": "%"}, decimals=1, kind="observed", combine=APART)
    assert labels.value_text(share, Decimal("54.2")) == "54,2\u00a0%"
    assert formats.percent(Decimal("0.542"), 1) == "54,2\u00a0%"


def test_one_rouble(english):
    assert formats.money_text(Decimal(1)) == "1\u00a0rouble"
    assert formats.money_text(Decimal(22)) == "22\u00a0roubles"
