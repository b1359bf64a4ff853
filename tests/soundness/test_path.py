"""The path to a target of a later year, against numbers worked by hand."""

from fractions import Fraction
from typing import Any

import pytest

from indicators.answers.path import Path, path_to_target
from indicators.answers.reader import ProgrammeReader
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

NOW = clock("2015-06-01")


def path(
    town: Town, facts: dict[str, Any], plan: Any, year: str = "2016", **fields: Any
) -> Path | None:
    """The path of an observed indicator with these facts to a plan of a year."""
    town.define("said", kind="observed", combine={}, **fields)
    for of_year, fact in facts.items():
        town.observe("said", of_year, fact)
    if plan is not None:
        town.target("said", year, plan)
    with town.database.read() as session:
        definition = ProgrammeReader(session, town.code).catalogue.newest("said").definition
    return path_to_target(definition, town.ask("said", on=NOW))


@pytest.mark.parametrize(
    ("facts", "plan", "expected", "reached"),
    [
        # + 5 in two years; three years on 15 and 7.5
        ({"2014": 10, "2015": 14, "2016": 15}, "22.5", Fraction(45, 2), True),
        ({"2014": 10, "2015": 14, "2016": 15}, "22.51", Fraction(45, 2), False),
        ({"2014": 20, "2015": 17, "2016": 16}, 1, 10, True),  # it falls by 2 a year
        ({"2014": 10, "2016": 13, "2017": 16}, 19, 20, True),  # + 2 a year over a gap
        ({"2014": 10, "2015": 14}, 20, None, None),  # two years may be an outlier and its end
        ({"2014": 90, "2015": 40, "2016": 10}, 20, None, None),  # it would be below nought
    ],
)
def test_the_mean_change_of_a_year_is_carried_on(
    town: Town, facts: dict[str, Any], plan: Any, expected: Any, reached: bool | None
) -> None:
    town.last_for(2014, 2019)
    pace = path(town, facts, plan, "2019")
    assert pace is not None
    assert (pace.expected, pace.is_reached) == (expected, reached)


@pytest.mark.parametrize(("plan", "reached"), [(10, True), (9, False)])
def test_what_declines_reaches_a_plan_from_above(town: Town, plan: int, reached: bool) -> None:
    town.last_for(2014, 2019)
    # 20, 18, 16: by 2 a year, three years on 10
    facts = {"2014": 20, "2015": 18, "2016": 16}
    pace = path(town, facts, plan, "2019", direction="decrease")
    assert pace is not None
    assert (pace.expected, pace.is_reached) == (10, reached)


def test_without_a_later_plan_or_any_value_there_is_no_path(town: Town) -> None:
    assert path(town, {"2014": 12}, None) is None


def test_a_plan_without_values_has_no_path(town: Town) -> None:
    assert path(town, {}, 20) is None


def test_what_is_kept_has_no_path(town: Town) -> None:
    assert path(town, {"2014": 10, "2015": 14}, 22, direction="keep", band=[10, 20]) is None
