"""States of composed answers: not due, no data, not applicable, value."""

from decimal import Decimal

import pytest

from indicators.answers.answer import Answer
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

VISITS = {"kind": "count", "measure": "consultations"}
MEETINGS = {"kind": "count", "measure": "events"}
AFTER = clock("2030-01-01")


@pytest.fixture
def mixed(town: Town) -> Town:
    """In 2015 ``visits`` is 2, ``zero`` is 0, ``nothing`` is covered by no one and ``never`` has no
    mean.
    """
    with town.revision():
        town.define("visits", **VISITS)
        town.define("nothing", **MEETINGS, due_days=100)
        town.define("zero", kind="count", measure="supports")
        town.define("never", kind="average", amount="amount", measure="supports")
        town.cover("consultations", "2015")
        town.cover("supports", "2015")
        for _ in range(2):
            town.record("consultations", "2015-05", "north")
    return town


def answer_of(town: Town, formula: str, on: str = "2030-01-01", **fields: object) -> Answer:
    town.define("made", kind="formula", formula=formula, **fields)
    return town.year("made", 2015, on=clock(on))


@pytest.mark.parametrize(
    ("formula", "state"),
    [
        ("visits + zero", "value"),
        ("visits + nothing", "no_data"),
        ("nothing + never", "no_data"),
        ("visits + never", "not_applicable"),
        ("visits / zero", "not_applicable"),
        ("nothing / zero", "no_data"),
        ("never / zero", "not_applicable"),
        ("zero / visits", "value"),
        ("max(visits, nothing)", "no_data"),
        ("if_none(nothing, 5) + visits", "value"),
        ("if_none(never, 5)", "value"),
        ("if_none(visits / zero, 5)", "value"),
        ("if_none(nothing, never)", "not_applicable"),
        ("if_none(nothing, nothing)", "no_data"),
    ],
)
def test_the_state_of_a_formula_is_the_worst_of_its_inputs(
    mixed: Town, formula: str, state: str
) -> None:
    assert answer_of(mixed, formula).state == state


@pytest.mark.parametrize(
    "formula",
    ["visits + nothing", "never + nothing", "if_none(nothing, 5)", "if_none(never, nothing)"],
)
def test_any_input_not_due_makes_the_answer_not_due(mixed: Town, formula: str) -> None:
    # day 100 after 2015
    assert answer_of(mixed, formula, "2016-04-09", due_days=1).state == "not_due"
    assert answer_of(mixed, formula, "2016-04-10", due_days=1).state != "not_due"


def test_if_none_replaces_inputs_that_nobody_reported(mixed: Town) -> None:
    assert answer_of(mixed, "if_none(nothing, 1) + if_none(nothing, 2)").value == 3


def test_if_none_leaves_a_value_alone(mixed: Town) -> None:
    assert answer_of(mixed, "if_none(zero, 5)").value == 0


def test_an_input_without_data_waits_for_its_own_due_date_only(mixed: Town) -> None:
    mixed.define("patient", **VISITS, due_days=300)
    mixed.define("hasty", **MEETINGS, due_days=1)
    assert answer_of(mixed, "patient + hasty", "2016-05-01", due_days=1).state == "no_data"


def test_a_ratio_over_no_records_is_not_applicable(mixed: Town) -> None:
    law = {**VISITS, "filter": {"topic": ["law"]}}
    mixed.define("share", kind="ratio", numerator=law, denominator=VISITS)
    mixed.define("inverse", kind="ratio", numerator=VISITS, denominator=law)
    share, inverse = mixed.ask("share", "inverse", years=(2015, 2015))
    assert (share.state, share.value, share.numerator, share.denominator) == ("value", 0, 0, 2)
    assert (inverse.state, inverse.value, inverse.records) == ("not_applicable", None, 2)


def test_an_average_over_no_records_is_not_applicable(mixed: Town) -> None:
    assert mixed.year("never", 2015).state == "not_applicable"
    assert mixed.year("never", 2014).state == "no_data"


def test_an_average_leaves_out_what_is_not_filled_in(town: Town) -> None:
    town.define("days", kind="average", amount="days", measure="consultations")
    town.cover("consultations", "2015")
    for days in (2, None, 5):
        town.record("consultations", "2015-05", "north", days=days)
    answer = town.year("days", 2015)
    assert (answer.value, answer.records, answer.marks) == (Decimal("3.5"), 3, ("null_amounts",))


def test_a_total_of_ratios_divides_the_sums(town: Town) -> None:
    """Never the mean of percentages: 1 of 1 and 0 of 3 are 25 %, not 50 %."""
    town.define(
        "share",
        kind="ratio",
        numerator={**VISITS, "filter": {"topic": ["law"]}},
        denominator=VISITS,
        scale=100,
    )
    town.cover("consultations", "2015")
    town.record("consultations", "2015-02", "north", topic="law")
    for _ in range(3):
        town.record("consultations", "2015-02", "south", topic="other")
    assert town.values("share", years=(2015, 2015), by=("district", "year")) == [100, 0]
    assert town.values("share", years=(2015, 2015)) == [25]


# ---------------------------------------------------------------- change


@pytest.fixture
def growing(town: Town) -> Town:
    """0 consultations in 2014, 2 in 2015, 3 in 2016."""
    with town.revision():
        town.cover("consultations", "2014..2016")
        for date in ("2015-02", "2015-05", "2016-02", "2016-02", "2016-07"):
            town.record("consultations", date, "north")
    return town


def test_percent_change_from_zero_is_not_applicable(growing: Town) -> None:
    growing.define("growth", **VISITS, change={"from": "previous", "as": "percent"})
    first, second, third = growing.ask("growth", on=AFTER)
    assert (first.state, second.state, third.value) == ("no_data", "not_applicable", 50)
    assert (third.numerator, third.denominator, third.records) == (3, 2, 3)


def test_difference_from_zero_is_a_number(growing: Town) -> None:
    growing.define("gain", **VISITS, change={"from": "previous", "as": "difference"})
    assert growing.values("gain") == [None, 2, 1]


def test_previous_of_a_month_or_quarter_is_the_same_period_a_year_before(growing: Town) -> None:
    growing.define("gain", **VISITS, change={"from": "previous", "as": "difference"})
    assert growing.values("gain", years=(2016, 2016), by=("quarter",)) == [1, -1, 1, 0]
    assert growing.values("gain", years=(2016, 2016), by=("quarter",), within_year=True) == [
        1,
        0,
        1,
        1,
    ]
    assert growing.values("gain", years=(2016, 2016), by=("month",))[1] == 1


def test_change_from_a_base_year_that_comes_later_follows_it(growing: Town) -> None:
    growing.define(
        "gap", **VISITS, change={"from": "base", "as": "difference"}, baseline={"year": 2016}
    )
    assert growing.values("gap") == [-3, -1, 0]
    growing.record("consultations", "2016-08", "north")
    assert growing.values("gap") == [-4, -2, 0]
    assert growing.doctor() == []


def test_a_stated_base_is_the_wholes_and_the_years(growing: Town) -> None:
    growing.define(
        "gap",
        **VISITS,
        change={"from": "base", "as": "percent"},
        baseline={"year": 2013, "value": 2},
    )
    assert growing.values("gap") == [-100, 0, 50]
    assert {answer.state for answer in growing.ask("gap", by=("district", "year"))} == {"no_data"}
    assert {answer.state for answer in growing.ask("gap", by=("quarter",))} == {"no_data"}


def test_a_part_is_not_compared_with_the_stated_base_of_the_whole(growing: Town) -> None:
    growing.define(
        "gap",
        **VISITS,
        change={"from": "base", "as": "percent"},
        baseline={"year": 2013, "value": 2},
    )
    growing.record("consultations", "2016-08", "north", topic="law")
    assert {answer.state for answer in growing.ask("gap", years=(2015, 2016), split="topic")} == {
        "no_data"
    }


def test_change_over_a_range_of_years_is_not_applicable(growing: Town) -> None:
    growing.define("gain", **VISITS, change={"from": "previous", "as": "difference"})
    assert growing.one("gain", by=()).state == "not_applicable"


def test_change_of_an_indicator_over_no_data_is_no_data(town: Town) -> None:
    town.define("gain", **VISITS, change={"from": "previous", "as": "difference"})
    town.cover("consultations", "2014", "2016")
    assert [answer.state for answer in town.ask("gain")] == ["no_data", "no_data", "no_data"]
    assert [answer.records for answer in town.ask("gain")] == [0, 0, 0]
