"""Per residents: a population of the asked year, never interpolated."""

from decimal import Decimal

import pytest

from tests.soundness.towns import Town

DENSE = {"kind": "count", "measure": "consultations", "per": {"residents": 10000}}


@pytest.fixture
def peopled(town: Town) -> Town:
    with town.revision():
        town.define("dense", **DENSE)
        town.cover("consultations", "2014..2016")
        for date in ("2015-02", "2015-03", "2015-09", "2016-01"):
            town.record("consultations", date, "north")
    return town


def test_a_value_per_residents_of_its_year(peopled: Town) -> None:
    peopled.population(30000, "2015-01-01")
    answer = peopled.year("dense", 2015)
    assert (answer.value, answer.numerator, answer.denominator, answer.records) == (1, 3, 30000, 3)


@pytest.mark.parametrize("on", ["2014-12-31", "2016-01-01"])
def test_a_population_of_another_year_is_no_data(peopled: Town, on: str) -> None:
    peopled.population(30000, on)
    answer = peopled.year("dense", 2015)
    assert (answer.state, answer.value, answer.records) == ("no_data", None, 3)


def test_a_population_inside_the_year_serves_and_the_first_of_two_is_taken(peopled: Town) -> None:
    peopled.population(60000, "2015-12-01")
    peopled.population(30000, "2015-07-01")
    assert peopled.year("dense", 2015).value == 1


def test_quarters_use_the_population_of_their_year(peopled: Town) -> None:
    peopled.population(10000, "2015-01-01")
    assert peopled.values("dense", years=(2015, 2015), by=("quarter",)) == [2, 0, 1, 0]


def test_residents_of_the_whole_are_those_of_all_its_districts_or_unknown(peopled: Town) -> None:
    peopled.population(10000, "2015-01-01", "north")
    assert peopled.year("dense", 2015).state == "no_data"
    peopled.population(20000, "2015-01-01", "south")
    assert peopled.year("dense", 2015).value == 1
    assert peopled.values("dense", years=(2015, 2015), by=("district", "year")) == [3, 0]


def test_a_population_of_the_place_itself_wins_over_its_districts(peopled: Town) -> None:
    peopled.population(10000, "2015-01-01", "north")
    peopled.population(20000, "2015-01-01", "south")
    peopled.population(15000, "2015-01-01")
    assert peopled.year("dense", 2015).value == 2


def test_illustrative_populations_mark_the_answer(peopled: Town) -> None:
    peopled.population(30000, "2015-01-01", illustrative=True)
    assert peopled.year("dense", 2015).marks == ("illustrative",)


def test_no_residents_live_without_a_district_or_in_a_range_of_years(peopled: Town) -> None:
    peopled.population(30000, "2015-01-01")
    peopled.record("consultations", "2015-05")
    assert peopled.year("dense", 2015, district="none").state == "not_applicable"
    assert peopled.one("dense", by=()).state == "not_applicable"


def test_a_population_that_comes_or_goes_recomputes_its_year(peopled: Town) -> None:
    row = peopled.population(30000, "2015-01-01")
    assert peopled.year("dense", 2015).value == 1
    peopled.shut(row, "populations", years=[2015])
    assert peopled.year("dense", 2015).state == "no_data"
    assert peopled.doctor() == []


def test_a_ratio_per_residents_keeps_its_twenty_eight_digits(peopled: Town) -> None:
    peopled.population(70000, "2015-01-01")
    assert peopled.year("dense", 2015).value == Decimal("0.4285714285714285714285714286")
