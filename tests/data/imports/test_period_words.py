"""Periods as people write them, in Russian and English: one label for every spelling."""

import pytest

from data.imports.problems import InvalidValue
from data.imports.values import periods
from data.imports.values.period_words import label

SPELLINGS = {
    "2016": ["2016", "2016 год", "2016 г.", "2016г", "за 2016 год", "год 2016"],
    "2016-H1": ["I полугодие 2016", "1 полугодие 2016 г.", "первое полугодие 2016 года", "1-е полугодие 2016",
                "2016 год, I полугодие", "1 полуг. 2016", "H1 2016", "1H 2016", "first half of 2016", "2016-h1"],
    "2016-Q2": ["2 квартал 2016", "2-й квартал 2016 года", "II кв. 2016", "второй квартал 2016", "2кв2016",
                "2016 г., 2 квартал", "во 2 квартале 2016", "Ⅱ квартал 2016", "Q2 2016", "2016 Q2", "q2/2016",
                "2nd quarter of 2016", "Second quarter 2016", "2016-q2"],
    "2020-11": ["11.2020", "11/2020", "2020.11", "ноябрь 2020", "Ноябрь 2020 г.", "ноября 2020", "в ноябре 2020",
                "нояб. 2020", "ноя 2020", "nov 2020", "2020 ноябрь",
                "November 2020", "Nov. 2020", "november, 2020", "2020-11"],
    "2020-05": ["5.2020", "05.2020", "май 2020", "в мае 2020", "May 2020"],
}  # fmt: skip
TEXTS = [(text, meant) for meant, texts in SPELLINGS.items() for text in texts]


@pytest.mark.parametrize(("text", "meant"), TEXTS)
def test_a_period_is_read_as_people_write_it(text: str, meant: str) -> None:
    assert label(text) == label(text.upper()) == label(f" {text.replace(' ', chr(0xA0))} ") == meant


@pytest.mark.parametrize("text", ["I полугодие", "2 квартал", "ноябрь", "Q2", "November"])
def test_a_part_of_a_year_asks_for_its_year_unless_one_alone_can_be_meant(text: str) -> None:
    with pytest.raises(InvalidValue, match="import_period_year"):
        label(text)
    assert label(text, "2016").startswith("2016-")


@pytest.mark.parametrize(
    "text", ["", "5 квартал 2016", "III полугодие 2016", "13.2020", "0.2020", "12 мая 2016", "31.05.2016", "1 1 2016",
             "2016-5", "22 квартал 2016", "квартал 2016", "ноябрь 20", "II квартал 2016" + " " * 100]
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="import_period"):
        label(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2014–2016", "2014..2016"),
        ("2014-2016 гг.", "2014..2016"),
        ("январь–март 2016", "2016-01..2016-03"),
        ("с января по март 2016", "2016-01..2016-03"),
        ("January to March 2016", "2016-01..2016-03"),
        ("ноябрь 2020 – январь 2021", "2020-11..2021-01"),
        ("01.2016-03.2016", "2016-01..2016-03"),
        ("01.01.2016–31.03.2016", "2016-01..2016-03"),
        ("1 квартал – 3 квартал 2016", "2016-01..2016-09"),
        ("2 квартал 2016, 4 квартал 2016", "2016-04..2016-06,2016-10..2016-12"),
        ("январь, март 2016", "2016-01,2016-03"),
        ("2016 г., 2 квартал", "2016-04..2016-06"),
        ("2015; Q1 2016", "2015-01..2016-03"),
        ("2014-01-2014-03", "2014-01..2014-03"),
    ],
)
def test_what_a_file_covers_is_said_in_words_too(text: str, meant: str) -> None:
    months = periods.covered(text)
    assert months is not None
    assert periods.proposal(months) == meant


@pytest.mark.parametrize(
    "text", ["02.01.2016-31.03.2016", "2016-2017-2018", "март – январь 2016", "-" * 1500, "по"]
)
def test_a_run_that_cannot_be_told_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        periods.covered(text)


def test_a_file_may_say_in_russian_that_it_claims_nothing() -> None:
    assert periods.covered("нет") is None
