"""Labels of periods, and what lies inside them."""

import datetime

import pytest

from data.refusals import Refusal
from indicators.periods import Period, parse, periods, written


@pytest.mark.parametrize(
    "label",
    ["2016", "2016-H1", "2016-H2", "2016-Q1", "2016-Q4", "2016-01", "2016-12", "2014..2020"],
)
def test_a_label_reads_back(label: str) -> None:
    assert parse(label).label == label


@pytest.mark.parametrize(
    "label", ["16", "2016-Q5", "2016-13", "2016-H3", "2016-1", "2016..", "x", "", "2016-Q2 "]
)
def test_anything_else_is_refused(label: str) -> None:
    with pytest.raises(Refusal, match="is not a period"):
        parse(label)


@pytest.mark.parametrize(
    ("label", "end"),
    [
        ("2016", (2016, 12, 31)),
        ("2016-H1", (2016, 6, 30)),
        ("2016-Q3", (2016, 9, 30)),
        ("2016-02", (2016, 2, 29)),
    ],
)
def test_a_period_ends_on_its_last_day(label: str, end: tuple[int, int, int]) -> None:
    assert parse(label).end == datetime.date(*end)


def test_a_range_of_one_year_is_that_year() -> None:
    assert parse("2016..2016") == Period(2016)


def test_quarters_partition_the_year() -> None:
    months = [
        month
        for period in periods("quarter", 2016, 2016)
        for month in range(period.first_month, period.last_month + 1)
    ]
    assert months == list(range(1, 13))


def test_the_same_period_a_year_earlier() -> None:
    assert parse("2016-Q2").years_earlier(1).label == "2015-Q2"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2 квартал 2016", "2016-Q2"),
        ("11.2020", "2020-11"),
        ("январь–март 2016", "2016-Q1"),
        ("2014–2020 гг.", "2014..2020"),
        ("2016..2016", "2016"),
        ("Q2 2016", "2016-Q2"),
        ("январь–май 2016", "2016-01-01..2016-05-31"),
    ],
)
def test_a_period_may_be_written_in_words(text: str, label: str) -> None:
    assert written(text).label == label


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I полугодие", "does not say the year"),
        ("январь–прошлый май 2016", "is not a period"),
        ("x" * 999, "xxx"),
    ],
)
def test_words_that_are_no_period_are_refused_briefly(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        written(text)
    assert len(str(refused.value)) < 400
