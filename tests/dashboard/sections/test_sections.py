"""What the sections of pages conclude from answers, without a page."""

from decimal import Decimal

import pytest

from dashboard.sections.comparison.lines import indexed
from dashboard.sections.districts.tiles import shortened
from dashboard.sections.indicator.by_district import excess
from dashboard.sections.indicator.by_year import breaks
from dashboard.sections.indicator.disaggregation import _adds_up, stacks
from dashboard.sections.indicator.within_year import span_text
from indicators.ranking.basis import OWN, RESIDENTS, adds_up, basis_of
from tests.dashboard.factories import answer, definition

RATIO = {
    "kind": "ratio",
    "numerator": {"kind": "count", "measure": "grant_awards"},
    "denominator": {"kind": "count", "measure": "grant_applications"},
}


def test_excess_says_by_how_much_districts_exceed_the_whole():
    sentence = excess(definition(), [answer(7), answer(6)], answer(10))
    assert sentence is not None
    assert "13" in sentence
    assert "3" in sentence


@pytest.mark.parametrize("parts", [[4, 6], [4, None]], ids=["adding up", "incomplete"])
def test_nothing_is_said_where_districts_do_not_exceed_the_whole(parts):
    assert excess(definition(), [answer(part) for part in parts], answer(10)) is None


def test_a_value_over_the_last_months_does_not_begin_with_the_year():
    assert "с начала года" in span_text(definition(), "2015-03")
    rolling = span_text(definition(window={"months": 12}), "2015-03")
    assert "с начала года" not in rolling
    assert "12 мес." in rolling


def test_shares_and_averages_are_never_added_up():
    assert excess(definition(**RATIO), [answer(60), answer(70)], answer(65)) is None
    assert not adds_up(definition(kind="average", measure="consultations", amount="days"))
    assert not adds_up(definition(per={"residents": 10000}))


def test_distinct_values_are_not_stacked():
    assert not stacks(definition(kind="distinct", measure="consultations", of="organisation"))
    assert stacks(definition())


@pytest.mark.parametrize(
    ("parts", "total", "stacked"),
    [([3, 4], 7, True), ([3, 4], 9, False), ([3, None], 3, True), ([None], 3, False)],
)
def test_reported_parts_are_stacked_where_they_add_up(parts, total, stacked):
    assert (
        _adds_up([answer(part, split=str(at)) for at, part in enumerate(parts)], [answer(total)])
        is stacked
    )


def test_break_stands_where_the_version_changes():
    years = [
        answer(1, period="2014"),
        answer(1, period="2015", definition_version=2),
        answer(1, period="2016", definition_version=2),
    ]
    assert list(breaks(years)) == ["2015"]


def test_years_outside_every_version_are_no_break():
    assert breaks([answer(period="2013", definition_version=None), answer(1, period="2014")]) == {}


@pytest.mark.parametrize(
    ("value", "base", "expected"), [(150, 50, 300), (None, 50, None), (5, None, None), (5, 0, None)]
)
def test_index_takes_the_first_value_as_a_hundred(value, base, expected):
    number, first = (None if text is None else Decimal(text) for text in (value, base))
    assert indexed(number, first) == expected


def test_what_grows_with_a_district_compares_by_its_residents():
    assert basis_of(definition(**RATIO)) == OWN
    assert basis_of(definition()) == RESIDENTS
    assert basis_of(definition(kind="formula", formula="events + consultations")) is None


def test_a_word_that_every_district_shares_is_left_out_of_the_map():
    assert shortened(["Центральный район", "Кировский район"]) == ["Центральный", "Кировский"]
    assert shortened(["СЗАО", "САО"]) == ["СЗАО", "САО"]
    assert shortened(["Центральный район"]) == ["Центральный район"]
