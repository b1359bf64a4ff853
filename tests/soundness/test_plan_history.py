"""A plan that acts have changed: which edition judges, what the original gives, what is marked."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.answers import canonical
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

AFTER = clock("2030-01-01")


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def planned(
    town: Town, *editions: tuple[str | None, Any], facts: dict[str, Any], **fields: Any
) -> None:
    """The year 2015 of an observed indicator with these editions of its plan, and its facts."""
    town.define("said", kind="observed", combine={}, **fields)
    for year, fact in facts.items():
        town.observe("said", year, fact)
    for set_on, value in editions:
        town.target("said", "2015", value, set_on=day(set_on))


def year(town: Town, plan: str = "current", as_of: int | None = None) -> Answer:
    question = Question(town.code, ("said",), (2015, 2015), plan=plan, as_of=as_of, on=AFTER)
    with town.database.read() as session:
        [answer] = answers(session, question)
    return answer


def test_the_newest_act_is_in_force_whatever_came_first(town: Town) -> None:
    planned(town, ("2015-12-20", 80), ("2013-11-01", 100), facts={"2015": 88})
    answer = year(town)
    # 88 ÷ 80 = 1.1 and 88 ÷ 100 = 0.88, by hand
    assert (answer.plan, answer.degree_raw, answer.status) == (80, Decimal("1.1"), "over_fulfilled")
    assert (answer.original_plan, answer.original_degree_raw) == (100, Decimal("0.88"))
    assert answer.original_status == "not_achieved"


def test_the_original_plan_judges_where_it_is_asked_for(town: Town) -> None:
    planned(town, ("2013-11-01", 100), ("2015-12-20", 80), facts={"2015": 88})
    answer = year(town, plan="original")
    assert (answer.plan, answer.degree_raw, answer.status) == (100, Decimal("0.88"), "not_achieved")
    assert answer.degree == Decimal("0.88")


def test_a_plan_of_one_edition_is_its_own_original(town: Town) -> None:
    planned(town, (None, 100), facts={"2015": 97})
    current, original = year(town), year(town, plan="original")
    assert current == original
    assert (current.plan, current.original_plan, current.original_status) == (100, 100, "at_risk")


def test_a_row_without_a_day_is_older_than_every_act(town: Town) -> None:
    planned(town, ("2014-01-01", 80), (None, 100), facts={"2015": 88})
    assert (year(town).plan, year(town).original_plan) == (80, 100)


def test_a_plan_that_was_taken_back_judges_nothing_but_the_original_still_does(town: Town) -> None:
    planned(town, ("2013-11-01", 100), ("2014-02-01", None), facts={"2015": 100})
    answer = year(town)
    assert (answer.plan, answer.status) == (None, None)
    assert (answer.original_plan, answer.original_status) == (100, "achieved")


def test_an_edition_of_today_changes_no_answer_of_yesterday(town: Town) -> None:
    planned(town, ("2013-11-01", 100), facts={"2015": 88})
    before = town.revision_number
    town.target("said", "2015", 80, set_on=day("2015-12-20"))
    assert year(town, as_of=before).plan == 100
    assert year(town, as_of=before).original_plan == 100
    assert year(town).plan == 80


@pytest.mark.parametrize(
    ("editions", "marked"),
    [
        ((("2013-11-01", 100), ("2015-01-01", 80)), True),  # in the very year
        ((("2013-11-01", 100), ("2016-03-01", 80)), True),  # when it was over
        ((("2013-11-01", 100), ("2014-12-31", 80)), False),  # before it began
        ((("2013-11-01", 80), ("2015-12-20", 100)), False),  # raised
        ((("2013-11-01", 100), ("2015-12-20", 100)), False),  # said again
        ((("2013-11-01", 100), ("2015-12-20", None)), True),  # taken back
        ((("2016-03-01", 80),), False),  # one edition is no change
        ((("2013-11-01", 100), ("2015-02-01", 80), ("2015-12-01", 90)), True),  # once lowered
    ],
)
def test_a_plan_lowered_in_its_own_year_or_later_is_marked(
    town: Town, editions: Any, marked: bool
) -> None:
    planned(town, *editions, facts={"2015": 70})
    assert ("plan_lowered_late" in year(town).marks) is marked


def test_of_a_declining_indicator_a_higher_plan_is_the_lower_one(town: Town) -> None:
    editions = (("2013-11-01", 10), ("2015-12-20", 12))
    planned(town, *editions, facts={"2015": 11}, direction="decrease")
    assert "plan_lowered_late" in year(town).marks


@pytest.mark.parametrize(
    ("set_on", "value", "marked"),
    [
        ("2015-03-01", 100, True),  # 2014 had 120
        ("2015-03-01", 120, False),  # as much is no less
        ("2014-03-01", 100, False),  # of 2014 nothing was known, and 2013 had 90
        ("2016-03-01", 100, False),  # a first edition of after the year: read there, not made there
        (None, 100, False),
    ],
)
def test_a_target_below_what_was_achieved_when_it_was_set_is_marked(
    town: Town, set_on: str | None, value: int, marked: bool
) -> None:
    planned(town, (set_on, value), facts={"2013": 90, "2014": 120, "2015": 130})
    assert ("plan_below_actual" in year(town).marks) is marked


def test_a_target_changed_after_its_year_is_held_against_that_year(town: Town) -> None:
    planned(town, ("2013-11-01", 150), ("2016-02-01", 125), facts={"2015": 130})
    assert {"plan_below_actual", "plan_lowered_late"} <= {*year(town).marks}


def test_lines_of_a_snapshot_say_more_only_where_a_plan_was_changed(town: Town) -> None:
    planned(town, ("2015-03-01", 100), facts={"2014": 120, "2015": 130})
    with town.database.read() as session:
        reader = ProgrammeReader(session, town.code)
        [line] = [each for each in lines(reader) if each.split("\t")[4] == "2015"]
    # cut, mode, indicator, district, period and the thirteen fields that lines have always had
    assert len(line.split("\t")) == 5 + 13
    assert "plan_below_actual" not in line
    town.target("said", "2015", 90, set_on=day("2015-12-01"))
    with town.database.read() as session:
        reader = ProgrammeReader(session, town.code)
        [line] = [each for each in lines(reader) if each.split("\t")[4] == "2015"]
    assert line.split("\t")[5 + 13 :] == ["100", "1.3", "over_fulfilled"]


def lines(reader: ProgrammeReader) -> list[str]:
    kept = canonical.lines(reader, AFTER, canonical.ready(reader))
    return [line for line in kept if line.startswith("\tplain\tsaid\t\t")]
