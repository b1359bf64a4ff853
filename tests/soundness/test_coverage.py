"""Coverage: zero is not no data."""

import pytest

from tests.soundness.towns import Town

VISITS = {"kind": "count", "measure": "consultations"}
PEOPLE = {"kind": "sum", "amount": "people", "measure": "consultations"}


def test_covered_and_no_records_is_zero(town: Town) -> None:
    town.define("visits", **VISITS)
    town.define("people", **PEOPLE)
    town.cover("consultations", "2015")
    for answer in town.ask("visits", "people", years=(2015, 2015)):
        assert (answer.state, answer.value, answer.records, answer.coverage) == ("value", 0, 0, 1.0)


def test_not_covered_is_no_data(town: Town) -> None:
    town.define("visits", **VISITS)
    answer = town.year("visits", 2015)
    assert (answer.state, answer.value, answer.records, answer.coverage) == (
        "no_data",
        None,
        0,
        0.0,
    )


def test_partly_covered_without_records_is_no_data_and_says_how_much_is_covered(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2015", districts=["north"])
    answer = town.year("visits", 2015)
    assert (answer.state, answer.value, answer.records, answer.coverage) == (
        "no_data",
        None,
        0,
        0.5,
    )


def test_partly_covered_with_records_is_a_value_marked_partial(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2015-Q1", districts=["north"])
    town.record("consultations", "2015-02-02", "north")
    answer = town.year("visits", 2015)
    assert (answer.state, answer.value, answer.coverage, answer.marks) == (
        "value",
        1,
        3 / 24,
        ("partial",),
    )
    first, second, *_ = town.ask("visits", years=(2015, 2015), by=("quarter",), district="north")
    assert (first.value, first.coverage, first.marks) == (1, 1.0, ())
    assert (second.state, second.coverage) == ("no_data", 0.0)


def test_records_that_claim_no_completeness_are_a_partial_value(town: Town) -> None:
    town.define("visits", **VISITS)
    town.record("consultations", "2015-02-02", "north")
    answer = town.year("visits", 2015)
    assert (answer.state, answer.value, answer.coverage, answer.marks) == (
        "value",
        1,
        0.0,
        ("partial",),
    )
    assert town.year("visits", 2014).state == "no_data"


def test_without_a_district_coverage_is_that_of_the_whole(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2015", districts=["north"])
    town.record("consultations", "2015-02-02")
    assert (
        town.year("visits", 2015, district="none").coverage
        == town.year("visits", 2015).coverage
        == 0.5
    )


def test_a_place_of_a_cut_is_covered_as_its_districts_are(port: Town) -> None:
    port.define("visits", **VISITS)
    port.cover("consultations", "2015", districts=["hill", "field"])
    coverage = {
        answer.district: answer.coverage
        for answer in port.ask("visits", years=(2015, 2015), by=("district", "year"), cut="okrugs")
    }
    assert coverage == {"left": 0.5, "right": 0.0}  # left: pier and hill; right: dock
    assert port.year("visits", 2015, district="port").coverage == 0.0
    assert port.year("visits", 2015).coverage == 0.5


def test_a_ratio_has_the_least_coverage_of_its_sides(town: Town) -> None:
    town.define(
        "share", kind="ratio", numerator={"kind": "count", "measure": "events"}, denominator=VISITS
    )
    town.cover("consultations", "2015")
    town.cover("events", "2015-H1")
    town.record("events", "2015-02", "north")
    town.record("consultations", "2015-02", "north")
    answer = town.year("share", 2015)
    assert (answer.value, answer.coverage, answer.marks) == (1, 0.5, ("partial",))


def test_a_formula_has_the_least_coverage_of_its_inputs(town: Town) -> None:
    town.define("visits", **VISITS)
    town.define("meetings", kind="count", measure="events")
    town.define("both", kind="formula", formula="visits + meetings")
    town.cover("consultations", "2015")
    town.cover("events", "2015-Q1")
    town.record("events", "2015-02", "north")
    answer = town.year("both", 2015)
    assert (answer.value, answer.coverage, answer.marks) == (1, 0.25, ("partial",))


def test_the_same_month_reported_twice_is_covered_once(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2015-Q1")
    town.cover("consultations", "2015-02")
    assert town.year("visits", 2015).coverage == 0.25


def test_a_territory_without_districts_is_one_leaf(new_town) -> None:  # type: ignore[no-untyped-def]
    town = new_town(districts=())
    town.define("visits", **VISITS)
    town.cover("consultations", "2015")
    assert (town.year("visits", 2015).value, town.year("visits", 2015).coverage) == (0, 1.0)
    assert town.ask("visits", by=("district", "year")) == ()


@pytest.mark.parametrize("within", [True, False])
def test_nothing_is_gathered_beyond_the_last_covered_period(town: Town, within: bool) -> None:
    town.define("visits", **VISITS, **({} if within else {"accumulate": "to_date"}))
    town.cover("consultations", "2014-Q1", "2014-Q2")
    town.record("consultations", "2014-02-02", "north")
    answers = town.ask("visits", years=(2014, 2014), by=("quarter",), within_year=within)
    assert [answer.value for answer in answers] == [1, 1, None, None]
    assert [answer.coverage for answer in answers] == [1.0, 1.0, 2 / 3, 0.5]


def test_illustrative_coverage_marks_its_own_place_and_months_only(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2014", districts=["north"], illustrative=True)
    town.cover("consultations", "2014", districts=["south"])
    town.cover("consultations", "2015..2016")
    marks = {
        (answer.district, answer.period): answer.marks
        for answer in town.ask("visits", by=("district", "year"))
    }
    assert [at for at, names in marks.items() if "illustrative" in names] == [("north", "2014")]
    assert town.doctor() == []
