"""Formulas that choose, and that look at other places and periods: figures written by hand."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from data.refusals import Refusal
from indicators.contributions.asking import dimensions
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.periods import parse
from tests.soundness.agreement import clock
from tests.soundness.conftest import TownMaker
from tests.soundness.towns import Town

LATE = clock("2030-01-01")
VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
BY_PLACE: dict[str, Any] = {"by": ("district", "year"), "years": (2015, 2015), "on": LATE}


@pytest.fixture
def city(port: Town) -> Town:
    """In 2015 dock has 3 visits, pier 1, hill 1 and field none; in 2014 dock has 1; of 2016 only
    half the months of dock are reported.
    """
    with port.revision():
        port.define("visits", **VISITS)
        port.cover("consultations", "2014", "2015")
        port.cover("consultations", "2016-H1", districts=["dock"])
        port.record("consultations", "2014-11", "dock")
        for month, place in ((1, "dock"), (2, "dock"), (12, "dock"), (5, "pier"), (5, "hill")):
            port.record("consultations", f"2015-{month:02}", place)
    return port


def numbers(town: Town, formula: str, **question: Any) -> dict[str | None, Any]:
    """What a formula is in each place of 2015, or what it is instead of a number."""
    town.define("made", kind="formula", formula=formula, unit={"ru": "балл", "en": "points"})
    rows = town.ask("made", **BY_PLACE | question)
    return {row.district: row.exact if row.state == "value" else row.state for row in rows}


def test_a_condition_is_decided_in_each_place(city: Town) -> None:
    assert numbers(city, "if(visits >= 2, visits * 10, 0 - visits)") == {
        "dock": 30,
        "pier": -1,
        "hill": -1,
        "field": 0,
        "none": 0,
    }


def test_shares_of_all_places_make_one(city: Town) -> None:
    shares = numbers(city, "share(visits)")
    assert shares == {
        "dock": Decimal("0.6"),
        "pier": Decimal("0.2"),
        "hill": Decimal("0.2"),
        "field": 0,
        "none": 0,
    }
    assert sum(shares.values()) == 1
    assert city.year("made", 2015, on=LATE).value == 1
    assert city.year("made", 2016, on=LATE).value is None, "nothing of nothing is no share"


def test_of_a_range_of_years_one_district_is_still_a_part_of_the_whole(city: Town) -> None:
    numbers(city, "share(visits) + 10 * rank(visits)")
    of_dock = {"by": ("range",), "years": (2014, 2015), "district": "dock", "on": LATE}
    assert city.one("made", **of_dock).exact == Fraction(4, 6) + 10
    assert city.one("made", **of_dock | {"district": "hill"}).exact == Fraction(1, 6) + 20


def test_equal_places_share_a_rank(city: Town) -> None:
    expected = {"dock": 1, "pier": 2, "hill": 2, "field": 4}
    assert numbers(city, "rank(visits)") == expected
    assert city.year("made", 2015, on=LATE).state == "not_applicable"
    # port, which has districts of its own, has no equal
    assert city.year("made", 2015, district="port", on=LATE).value == 1


def test_where_less_is_better_the_least_is_first(city: Town) -> None:
    city.define("visits", **VISITS, direction="decrease")
    expected = {"field": 1, "pier": 2, "hill": 2, "dock": 4}
    assert numbers(city, "rank(visits)") == expected


def test_a_rank_among_places_of_which_one_is_unknown_is_partial(city: Town) -> None:
    numbers(city, "rank(visits)")
    city.record("consultations", "2016-03", "dock")
    here = city.year("made", 2016, district="dock", on=LATE)
    assert (here.value, here.coverage, "partial" in here.marks) == (1, 0, True)
    assert city.year("made", 2016, district="pier", on=LATE).state == "no_data"
    # a place whose number is not due yet may still come first
    assert city.year("made", 2016, district="dock", on=clock("2017-01-15")).state == "not_due"


def test_coverage_is_a_share_of_districts_and_months(city: Town) -> None:
    assert set(numbers(city, "coverage(visits)").values()) == {1}
    assert city.year("made", 2016, on=LATE).exact == Fraction(6, 48)
    assert city.year("made", 2016, district="dock", on=LATE).exact == Fraction(1, 2)
    assert city.year("made", 2016, district="pier", on=LATE).exact == 0
    assert city.year("made", 2016, district="pier", on=clock("2017-01-15")).state == "not_due"


def test_what_is_covered_too_little_is_left_out_by_a_condition(city: Town) -> None:
    numbers(city, "if(coverage(visits) >= 0.9, visits, 0 - 1)")
    assert [city.year("made", year, on=LATE).value for year in (2014, 2015, 2016)] == [1, 5, -1]


def test_an_earlier_year_is_the_same_part_of_it(city: Town) -> None:
    assert numbers(city, "visits - previous(visits)")["dock"] == 2
    quarters = city.ask("made", by=("quarter",), years=(2015, 2015), on=LATE)
    assert [each.value for each in quarters] == [2, 2, 0, 0]
    # before the first year nothing is known
    assert city.year("made", 2014, on=LATE).state == "no_data"


def test_an_earlier_period_is_the_one_before_it(city: Town) -> None:
    assert numbers(city, "visits - shift(visits)")["dock"] == 2
    quarters = city.ask("made", by=("quarter",), years=(2015, 2015), on=LATE)
    assert [each.value for each in quarters] == [2 - 1, 2 - 2, 0 - 2, 1 - 0]
    months = city.ask("made", by=("month",), years=(2015, 2015), on=LATE)
    assert [each.value for each in months][:3] == [1, 0, -1]
    city.define("made", kind="formula", formula="shift(visits, 13)")
    december = city.ask("made", by=("month",), years=(2015, 2015), on=LATE)[-1]
    assert december.value == 1, "of November 2014"


def test_a_range_of_years_has_none_before_it(city: Town) -> None:
    numbers(city, "previous(visits) + shift(visits)")
    assert city.one("made", by=("range",), years=(2014, 2015), on=LATE).state == "not_applicable"


def test_no_growth_is_computed_across_a_break(city: Town) -> None:
    city.define("visits", **VISITS, filter={"topic": ["law"]}, years="2015..")
    numbers(city, "visits - previous(visits)")
    answer = city.year("made", 2015, on=LATE)
    assert (answer.state, answer.marks) == ("not_applicable", ("break",))


def test_cells_follow_what_changes_in_earlier_years_and_other_places(city: Town) -> None:
    with city.revision():
        for code, formula in {
            "growth": "visits - previous(visits)",
            "months": "visits - shift(visits, 12)",
            "part": "share(visits)",
            "standing": "rank(visits)",
            "reach": "coverage(visits)",
        }.items():
            city.define(code, kind="formula", formula=formula)
    city.record("consultations", "2014-11", "field")
    city.record("consultations", "2015-11", "field")
    city.cover("consultations", "2016", districts=["hill"])
    assert city.year("growth", 2015, on=LATE).value == 6 - 2
    assert city.year("part", 2015, district="dock", on=LATE).value == Decimal("0.5")
    assert city.doctor() == []


def test_the_difference_of_what_looks_elsewhere_is_not_divided(city: Town) -> None:
    city.define("plain", kind="formula", formula="if(visits > 3, visits, 0)")
    city.define("growth", kind="formula", formula="visits - previous(visits)")
    with city.database.read() as session:
        for code, listed in (("plain", ["input"]), ("growth", [])):
            difference = DifferenceQuestion(code, parse("2015"), parse("2014"))
            question = city.question(code, on=LATE)
            assert [*dimensions(session, question, difference)] == listed


def test_without_districts_there_is_no_rank(new_town: TownMaker) -> None:
    town = new_town(districts=())
    town.define("visits", **VISITS)
    town.cover("consultations", "2015")
    town.define("made", kind="formula", formula="rank(visits)")
    assert town.year("made", 2015, on=LATE).state == "not_applicable"
    town.define("part", kind="formula", formula="share(visits)")
    assert town.year("part", 2015, on=LATE).state == "not_applicable", "nothing of nothing"


def test_a_share_in_per_cent_is_multiplied_by_a_hundred(city: Town) -> None:
    per_cent = {"ru": "%", "en": "%"}
    with pytest.raises(Refusal):
        city.define("part", kind="formula", formula="share(visits)", unit=per_cent)
    city.define("part", kind="formula", formula="share(visits) * 100", unit=per_cent)
