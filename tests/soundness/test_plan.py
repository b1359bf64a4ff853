"""Plan, degree and status, with every special case."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.answers.answer import Answer
from indicators.impact.changes import changes
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

AFTER = clock("2030-01-01")


def judged(town: Town, fact: Any, plan: Any, **fields: Any) -> Answer:
    """The year 2015 of an observed fact and its plan."""
    town.define("said", kind="observed", combine={}, **fields)
    if fact is not None:
        town.observe("said", "2015", fact)
    town.target("said", "2015", plan)
    return town.year("said", 2015, on=AFTER)


@pytest.mark.parametrize(
    ("fact", "plan", "raw", "status"),
    [
        (13, 10, "1.3", "over_fulfilled"),
        (10, 10, "1", "achieved"),
        ("9.5", 10, "0.95", "at_risk"),
        ("9.4999999999", 10, "0.94999999999", "not_achieved"),
        (0, 10, "0", "not_achieved"),
        (-5, 10, "-0.5", "not_achieved"),
        ("9.9999999999", 10, "0.99999999999", "at_risk"),
        ("10.03", 10, "1.003", "achieved"),
        ("10.5", 10, "1.05", "achieved"),
        ("10.5000000001", 10, "1.05000000001", "over_fulfilled"),
    ],
)
def test_the_degree_of_a_growing_indicator_is_fact_by_plan(
    town: Town, fact: Any, plan: Any, raw: str, status: str
) -> None:
    answer = judged(town, fact, plan)
    assert (answer.degree_raw, answer.degree) == (Decimal(raw), min(Decimal(raw), Decimal(1)))
    assert answer.status == status


@pytest.mark.parametrize(
    ("fact", "plan", "raw", "status"),
    [
        (8, 10, "1.25", "over_fulfilled"),
        (20, 21, "1.05", "achieved"),
        (10, 10, "1", "achieved"),
        (20, 10, "0.5", "not_achieved"),
    ],
)
def test_the_degree_of_a_declining_indicator_is_plan_by_fact(
    town: Town, fact: Any, plan: Any, raw: str, status: str
) -> None:
    answer = judged(town, fact, plan, direction="decrease")
    assert (answer.degree_raw, answer.status) == (Decimal(raw), status)


@pytest.mark.parametrize(
    ("direction", "fact", "plan", "status"),
    [
        ("increase", 0, 0, "achieved"),  # plan 0, fulfilled
        ("increase", 3, 0, "achieved"),
        ("increase", -3, 0, "not_achieved"),
        ("decrease", 0, 10, "achieved"),
        ("decrease", 0, 0, "achieved"),
        ("increase", 3, -2, "undetermined"),
        ("decrease", 3, -2, "undetermined"),
        ("decrease", 0, -2, "undetermined"),
    ],
)
def test_where_no_ratio_can_be_taken_the_degree_is_null_and_the_case_decides(
    town: Town, direction: str, fact: int, plan: int, status: str
) -> None:
    answer = judged(town, fact, plan, direction=direction)
    assert (answer.degree_raw, answer.degree, answer.status, answer.marks) == (
        None,
        None,
        status,
        (),
    )


def test_a_declining_plan_of_zero_is_not_achieved_by_a_fact(town: Town) -> None:
    answer = judged(town, 3, 0, direction="decrease")
    assert (answer.degree_raw, answer.status) == (0, "not_achieved")


@pytest.mark.parametrize(("fact", "marks"), [("15", ()), ("15.1", ("plan_error",))])
def test_a_degree_above_one_and_a_half_is_marked_as_an_error_of_planning(
    town: Town, fact: str, marks: tuple[str, ...]
) -> None:
    assert judged(town, fact, 10).marks == marks


def test_planned_and_due_without_a_value_is_undetermined(town: Town) -> None:
    answer = judged(town, None, 10)
    assert (answer.state, answer.plan, answer.degree, answer.status) == (
        "no_data",
        10,
        None,
        "undetermined",
    )


def test_planned_and_not_due_has_no_status(town: Town) -> None:
    judged(town, None, 10)
    answer = town.year("said", 2015, on=clock("2015-06-01"))
    assert (answer.state, answer.plan, answer.status) == ("not_due", 10, None)


def test_without_a_plan_there_is_no_status(town: Town) -> None:
    town.define("said", kind="observed", combine={})
    town.observe("said", "2015", 5)
    answer = town.year("said", 2015, on=AFTER)
    assert (answer.plan, answer.degree_raw, answer.degree, answer.status) == (
        None,
        None,
        None,
        None,
    )


def test_a_printed_dash_is_no_target(town: Town) -> None:
    answer = judged(town, 5, None)
    assert (answer.plan, answer.status) == (None, None)


@pytest.mark.parametrize(
    ("fact", "status"),
    [
        ("1", "achieved"),
        ("2", "achieved"),
        ("3", "achieved"),
        ("3.1", "not_achieved"),
        ("0.9", "not_achieved"),
    ],
)
def test_keep_is_achieved_inside_its_band(town: Town, fact: str, status: str) -> None:
    answer = judged(town, fact, 2, direction="keep", band=[1, 3])
    assert (answer.degree_raw, answer.degree, answer.status) == (None, None, status)


def test_a_part_is_not_judged_by_the_plan_or_band_of_the_whole(town: Town) -> None:
    town.define("visits", kind="count", measure="consultations", direction="keep", band=[1, 3])
    town.target("visits", "2015", 2)
    town.record("consultations", "2015-05", "north", topic="law")
    (part,) = town.ask("visits", years=(2015, 2015), split="topic", on=AFTER)
    assert (part.split, part.value, part.plan, part.status) == ("law", 1, None, None)


def test_a_plan_is_never_split_spread_or_summed(town: Town) -> None:
    town.define("visits", kind="count", measure="consultations")
    town.cover("consultations", "2014..2016")
    town.target("visits", "2015", 12)
    town.target("visits", "2014", 3, "north")
    town.target("visits", "2014", 4, "south")
    plans = {
        (answer.district, answer.period): answer.plan
        for by in (("year",), ("quarter",), ("district", "year"), ("range",))
        for answer in town.ask("visits", by=by)
        if answer.plan is not None
    }
    assert plans == {(None, "2015"): 12, ("north", "2014"): 3, ("south", "2014"): 4}


def test_a_quarter_has_a_plan_where_one_was_set_for_it(town: Town) -> None:
    town.define("visits", kind="count", measure="consultations")
    town.target("visits", "2015-Q2", 12)
    assert [answer.plan for answer in town.ask("visits", years=(2015, 2015), by=("quarter",))] == [
        None,
        12,
        None,
        None,
    ]


def test_a_to_date_indicators_target_is_the_to_date_value(town: Town) -> None:
    town.define("ever", kind="count", measure="consultations", accumulate="to_date")
    town.cover("consultations", "2014..2015")
    town.record("consultations", "2014-05", "north")
    town.record("consultations", "2015-05", "north")
    town.target("ever", "2015", 2)
    answer = town.year("ever", 2015, on=AFTER)
    assert (answer.value, answer.plan, answer.status) == (2, 2, "achieved")


def test_the_threshold_is_a_setting_of_the_programme_and_compares_unrounded(new_town) -> None:  # type: ignore[no-untyped-def]
    town = new_town(settings={"thresholds": {"at_risk": 0.9}})
    assert judged(town, "8.9999", 10).status == "not_achieved"
    town.observe("said", "2016", 9)
    town.target("said", "2016", 10)
    assert town.year("said", 2016, on=AFTER).status == "at_risk"


@pytest.mark.parametrize(
    ("over_fulfilled", "fact", "status"),
    [
        (1, "10.03", "over_fulfilled"),
        (1, 10, "achieved"),
        ("1.1", 11, "achieved"),
        ("1.1", "11.001", "over_fulfilled"),
    ],
)
def test_the_tolerance_above_the_plan_is_a_setting_of_the_programme(  # type: ignore[no-untyped-def]
    new_town, over_fulfilled: Any, fact: Any, status: str
) -> None:
    town = new_town(settings={"thresholds": {"over_fulfilled": over_fulfilled}})
    assert judged(town, fact, 10).status == status


def test_another_tolerance_is_a_revision_that_names_what_it_changes(town: Town) -> None:
    assert judged(town, "10.03", 10).status == "achieved"
    before = town.revision_number
    town.settle({"thresholds": {"over_fulfilled": 1}})
    assert town.year("said", 2015, on=AFTER).status == "over_fulfilled"
    assert town.year("said", 2015, on=AFTER, as_of=before).status == "achieved"
    with town.database.read() as session:
        (changed,) = changes(session, town.code, before)
    assert changed.old is not None
    assert changed.new is not None
    assert (changed.old.status, changed.new.status) == ("achieved", "over_fulfilled")


def test_a_degree_has_ten_exact_digits_at_least(town: Town) -> None:
    assert judged(town, 2, 3).degree_raw == Decimal(2) / Decimal(3)


def test_an_illustrative_target_marks_the_answer(town: Town) -> None:
    town.define("said", kind="observed", combine={})
    town.observe("said", "2015", 5)
    town.target("said", "2015", 5, illustrative=True)
    assert town.year("said", 2015, on=AFTER).marks == ("illustrative",)


def test_a_target_of_a_place_of_a_cut_is_that_places(port: Town) -> None:
    port.define("visits", kind="count", measure="consultations")
    port.target("visits", "2015", 5, "left")
    plans = {
        answer.district: answer.plan
        for answer in port.ask("visits", years=(2015, 2015), by=("district", "year"), cut="okrugs")
    }
    assert plans == {"left": 5, "right": None}


@pytest.mark.parametrize(
    ("fact", "fields", "limits"),
    [
        ("94.6", {}, ["100", "95", "105"]),
        (
            "105.4",
            {"direction": "decrease"},
            ["100", "105.2631578947368421052631579", "95.23809523809523809523809524"],
        ),
        ("9", {"direction": "keep", "band": [10, 20]}, ["10", "20"]),
    ],
)
def test_an_answer_says_what_its_status_has_compared_it_with(
    town: Town, fact: str, fields: dict[str, Any], limits: list[str]
) -> None:
    answer = judged(town, fact, 100, **fields)
    assert answer.status == "not_achieved"
    assert list(answer.judged_by) == list(map(Decimal, limits))


def test_a_value_without_a_plan_is_compared_with_nothing(town: Town) -> None:
    town.define("free", kind="observed", combine={})
    town.observe("free", "2015", 3)
    assert town.year("free", 2015, on=AFTER).judged_by == ()
