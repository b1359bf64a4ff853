"""The plan of several years is the sum of theirs where the definition says so."""

from typing import Any

import pytest

from data.refusals import Refusal
from indicators.definition import read_new
from tests.sample_programme import yaml_of
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
PLANNED = {**VISITS, "targets": "life"}
LATE = clock("2030-01-01")
LIFE: dict[str, Any] = {"by": ("range",), "on": LATE}


@pytest.fixture
def planned(town: Town) -> Town:
    """Three visits of 2014 and one of 2015; plans of 1, 2 and 3, and of north alone for 2014."""
    with town.revision():
        town.define("visits", **PLANNED)
        town.cover("consultations", "2014..2016")
        for year, number in (("2014", 3), ("2015", 1)):
            for _ in range(number):
                town.record("consultations", f"{year}-05", "north")
        for year, value in (("2014", 1), ("2015", 2), ("2016", 3)):
            town.target("visits", year, value)
        town.target("visits", "2014", 1, "north")
    return town


def test_the_plan_of_all_years_is_their_sum(planned: Town) -> None:
    answer = planned.one("visits", **LIFE)
    assert (answer.value, answer.plan, answer.original_plan) == (4, 6, 6)
    assert (str(answer.degree)[:6], answer.status) == ("0.6666", "not_achieved")
    first = planned.one("visits", years=(2014, 2015), **LIFE)
    assert (first.value, first.plan, first.status) == (4, 3, "over_fulfilled")


def test_without_a_target_of_each_year_there_is_none(planned: Town) -> None:
    assert planned.one("visits", district="north", **LIFE).plan is None
    planned.define("others", **PLANNED)
    assert planned.one("others", **LIFE).plan is None
    for year, value in (("2014", 1), ("2015", None), ("2016", 3)):
        planned.target("others", year, value)
    assert planned.one("others", **LIFE).plan is None, "a printed dash is no target"


def test_a_target_of_the_range_itself_stands(planned: Town) -> None:
    planned.target("visits", "2014..2016", 10)
    assert planned.one("visits", **LIFE).plan == 10
    assert planned.one("visits", years=(2014, 2015), **LIFE).plan == 3


def test_the_first_plans_add_up_too(planned: Town) -> None:
    planned.target("visits", "2015", 5, set_on=clock("2015-06-01"))
    answer = planned.one("visits", **LIFE)
    assert (answer.plan, answer.original_plan) == (9, 6)
    assert planned.one("visits", plan="original", **LIFE).plan == 6


def test_targets_do_not_add_up_unless_the_definition_says_so(planned: Town) -> None:
    planned.define("visits", **VISITS)
    assert planned.one("visits", **LIFE).plan is None


def test_nor_across_a_break(planned: Town) -> None:
    planned.define("visits", **PLANNED, filter={"topic": ["law"]}, years="2016..")
    answer = planned.one("visits", **LIFE)
    assert (answer.state, answer.plan) == ("not_applicable", None)
    assert planned.one("visits", years=(2014, 2015), **LIFE).plan == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "distinct", "of": "organisation", "measure": "consultations"},
        {"kind": "average", "amount": "days", "measure": "consultations"},
        {"kind": "observed", "combine": {"periods": "last"}},
        {"kind": "formula", "formula": "visits"},
        {**VISITS, "accumulate": "to_date"},
        {**VISITS, "per": {"residents": 1000}},
        {**VISITS, "direction": "keep", "band": [1, 2]},
    ],
)
def test_what_does_not_add_up_has_no_plan_of_several_years(fields: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        read_new(yaml_of("made", **fields, targets="life"))
    assert [problem.rule for problem in refused.value.problems] == ["definition_targets_kind"]
    assert "targets" in refused.value.text("ru")


def test_reported_values_that_are_summed_may_have_one() -> None:
    assert read_new(yaml_of("made", kind="observed", combine={"periods": "sum"}, targets="life"))
