"""Versions in force, breaks and withdrawal."""

from typing import Any

import pytest

from data.refusals import Refusal
from tests.soundness.towns import Town

VISITS = {"kind": "count", "measure": "consultations"}
LAW = {**VISITS, "filter": {"topic": ["law"]}}


@pytest.fixture
def visited(town: Town) -> Town:
    """Two consultations a year, one of them about law."""
    with town.revision():
        town.cover("consultations", "2014..2016")
        for year in (2014, 2015, 2016):
            town.record("consultations", f"{year}-02", "north", topic="law")
            town.record("consultations", f"{year}-03", "south", topic="other")
    return town


def test_the_newest_version_of_the_same_years_is_in_force(visited: Town) -> None:
    visited.define("visits", **VISITS)
    first = visited.revision_number
    visited.define("visits", **LAW)
    assert visited.values("visits") == [1, 1, 1]
    assert {answer.definition_version for answer in visited.ask("visits")} == {2}
    assert visited.values("visits", as_of=first) == [2, 2, 2]


def test_each_period_has_the_version_whose_years_hold_it(visited: Town) -> None:
    visited.define("visits", **VISITS, years="..2014")
    visited.define("visits", **LAW, years="2015..")
    answers = visited.ask("visits")
    assert [(answer.value, answer.definition_version) for answer in answers] == [
        (2, 1),
        (1, 2),
        (1, 2),
    ]
    assert {
        answer.definition_version
        for answer in visited.ask("visits", years=(2015, 2015), by=("month",))
    } == {2}


def test_outside_the_years_of_every_version_nothing_applies(visited: Town) -> None:
    visited.define("visits", **VISITS, years="2015..")
    first, second, _ = visited.ask("visits")
    assert (first.state, first.definition_version, first.due_on) == ("not_applicable", None, None)
    assert second.value == 2


def test_a_period_crossing_a_break_is_not_applicable_and_marked(visited: Town) -> None:
    visited.define("visits", **VISITS, years="..2014")
    visited.define("visits", **LAW, years="2015..")
    crossing = visited.one("visits", by=())
    assert (crossing.state, crossing.marks) == ("not_applicable", ("break",))
    assert visited.one("visits", by=(), years=(2015, 2016)).value == 2


@pytest.mark.parametrize("period", [None, "2015..2016", "2014"])
def test_across_a_break_no_records_are_listed(visited: Town, period: str | None) -> None:
    visited.define("visits", **VISITS, years="2015..2015")
    visited.define("visits", **LAW, years="2016..")
    with pytest.raises(Refusal) as refused:
        visited.behind("visits", period)
    assert refused.value.problems[0].rule == "records_across_a_break"
    assert visited.behind("visits", "2015").total == 2


def test_a_formula_over_an_input_that_crosses_a_break_is_not_applicable(visited: Town) -> None:
    visited.define("visits", **VISITS, years="..2014")
    visited.define("visits", **LAW, years="2015..")
    visited.define("twice", kind="formula", formula="visits * 2")
    visited.define("at_least", kind="formula", formula="if_none(visits, 7)")
    visited.define("rate", kind="ratio", numerator={"indicator": "visits"}, denominator=VISITS)
    crossing = visited.one("twice", by=())
    assert (crossing.state, crossing.marks) == ("not_applicable", ("break",))
    assert visited.one("at_least", by=()).value == 7
    assert visited.one("rate", by=()).state == "not_applicable"


def test_a_formula_reads_each_input_by_its_own_version_for_the_period(visited: Town) -> None:
    visited.define("visits", **VISITS, years="..2014")
    visited.define("visits", **LAW, years="2015..")
    visited.define("twice", kind="formula", formula="visits * 2")
    assert visited.values("twice") == [4, 2, 2]


def test_an_input_outside_its_years_is_not_applicable(visited: Town) -> None:
    visited.define("visits", **VISITS)
    visited.define("late", **LAW, years="2015..")
    visited.define("together", kind="formula", formula="visits + late")
    visited.define("forgiving", kind="formula", formula="visits + if_none(late, 0)")
    assert [answer.state for answer in visited.ask("together")] == [
        "not_applicable",
        "value",
        "value",
    ]
    assert visited.values("forgiving") == [2, 3, 3]


@pytest.mark.parametrize(
    ("modifier", "values"),
    [
        ({"accumulate": "to_date"}, [2, 2, 3]),  # 2015 counts law since 2014, not visits of 2014
        ({"change": {"from": "previous", "as": "difference"}}, [None, 0, 0]),
        ({"change": {"from": "base", "as": "difference"}, "baseline": {"year": 2014}}, [0, 0, 0]),
    ],
)
def test_the_version_of_the_asked_period_computes_its_whole_window(
    visited: Town, modifier: dict[str, Any], values: list[int | None]
) -> None:
    visited.define("visits", **VISITS, **modifier, years="..2014")
    visited.define("visits", **LAW, **modifier, years="2015..")
    assert visited.values("visits") == values


def test_a_withdrawn_version_gives_way_to_the_earlier_one(visited: Town) -> None:
    visited.define("visits", **VISITS)
    visited.define("visits", **LAW)
    withdrawn_after = visited.revision_number
    visited.withdraw("visits")
    assert visited.values("visits") == [2, 2, 2]
    assert visited.values("visits", as_of=withdrawn_after) == [1, 1, 1]
    assert visited.doctor() == []


def test_the_last_version_withdrawn_leaves_the_grid_and_says_in_which_revision(
    visited: Town,
) -> None:
    visited.define("visits", **VISITS)
    visited.define("other", **LAW)
    before = visited.revision_number
    visited.withdraw("visits")
    assert {answer.indicator for answer in visited.ask()} == {"other"}
    assert {answer.indicator for answer in visited.ask(as_of=before)} == {"visits", "other"}
    with pytest.raises(Refusal) as refused:
        visited.ask("visits")
    (problem,) = refused.value.problems
    assert (problem.rule, problem.params["revision"]) == ("indicator_withdrawn", before + 1)
    assert visited.values("visits", as_of=before) == [2, 2, 2]
    assert visited.doctor() == []


def test_a_version_is_not_withdrawn_while_a_formula_uses_it(visited: Town) -> None:
    visited.define("visits", **VISITS)
    visited.define("twice", kind="formula", formula="visits * 2")
    with pytest.raises(Refusal) as refused:
        visited.withdraw("visits")
    assert refused.value.problems[0].rule == "withdrawal_breaks_formula"
    assert visited.values("twice") == [4, 4, 4]


def test_publishing_a_formulas_input_recomputes_the_formula(visited: Town) -> None:
    visited.define("visits", **VISITS)
    visited.define("twice", kind="formula", formula="visits * 2")
    visited.define("visits", **LAW)
    assert visited.values("twice") == [2, 2, 2]
    assert visited.doctor() == []
