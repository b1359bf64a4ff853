"""Questions from the words of addresses and commands."""

import datetime

import pytest

from data.refusals import Refusal
from indicators.answers.question import Question, from_words


def test_every_word_is_read() -> None:
    words = {
        "programme": "p",
        "indicator": ["a,b", "c"],
        "years": "2014..2016",
        "by": "district,quarter",
        "cut": "okrugs",
        "within_year": "1",
        "as_of": "7",
        "on": "2019-03-12",
    }
    question = from_words(words)
    assert question == Question(
        programme="p",
        indicators=("a", "b", "c"),
        years=(2014, 2016),
        by=("district", "quarter"),
        cut="okrugs",
        within_year=True,
        as_of=7,
        on=datetime.date(2019, 3, 12),
    )
    assert question.view == ("quarter", "within_year")


def test_empty_words_mean_the_defaults() -> None:
    assert from_words({"years": "", "indicator": [], "as_of": None}) == Question()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("colour", "red"),
        ("years", "2016-Q2"),
        ("years", "2020..2014"),
        ("within_year", "maybe"),
        ("by", "colour"),
        ("as_of", "-1"),
        ("as_of", "x"),
        ("on", "yesterday"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, word: str) -> None:
    with pytest.raises(Refusal):
        from_words({name: word})


def test_whole_years_are_the_same_within_the_year() -> None:
    assert Question(within_year=True).view == Question().view == ("year", "plain")


def test_a_range_is_asked_for_by_its_name() -> None:
    assert from_words({"by": "range"}).grain == "range"
    assert from_words({"by": "district,range"}).by_district


@pytest.mark.parametrize("by", ["range,year", "month,range", "district,range,quarter"])
def test_a_range_and_its_parts_exclude_each_other(by: str) -> None:
    with pytest.raises(Refusal, match="range"):
        from_words({"by": by})


def test_a_refusal_repeats_no_more_than_a_line_of_what_was_written() -> None:
    with pytest.raises(Refusal) as refusal:
        from_words({"by": "x" * 100_000})
    assert len(str(refusal.value)) < 1000
