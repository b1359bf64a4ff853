"""Time and the clock."""

import datetime
from typing import Any

import pytest
from sqlalchemy import update

from data.tables.revisions import Revision
from indicators.answers.answer import Answer
from indicators.periods import parse
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

VISITS = {"kind": "count", "measure": "consultations"}


@pytest.mark.parametrize(
    ("on", "state"),
    [("2017-01-31", "not_due"), ("2017-02-01", "no_data"), ("2016-03-01", "not_due")],
)
def test_no_data_is_not_due_until_the_day_it_is_due(town: Town, on: str, state: str) -> None:
    town.define("visits", **VISITS, due_days=31)
    answer = town.year("visits", 2016, on=clock(on))
    assert (answer.state, answer.due_on) == (state, datetime.date(2017, 1, 31))


def test_a_value_is_a_value_before_it_is_due(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2016")
    assert town.year("visits", 2016, on=clock("2016-12-31")).state == "value"


def test_the_clock_of_an_earlier_revision_is_the_day_it_was_committed(town: Town) -> None:
    town.define("visits", **VISITS, due_days=31)
    revision = town.revision_number
    with town.database.transaction(
        "test", "the revision was committed when 2016 was not yet due"
    ) as change:
        at = datetime.datetime(2016, 12, 31, 23, 0, tzinfo=datetime.UTC).replace(tzinfo=None)
        change.session.execute(update(Revision).where(Revision.number == revision).values(at=at))
    assert town.year("visits", 2016, as_of=revision).state == "not_due"
    assert town.year("visits", 2015, as_of=revision).state == "no_data"
    assert town.year("visits", 2016, as_of=revision, on=clock("2017-06-01")).state == "no_data"
    assert town.year("visits", 2016).state == "no_data"  # live: today


def test_a_shorter_period_is_due_after_its_own_end(town: Town) -> None:
    town.define("visits", **VISITS, due_days=10)
    answers = town.ask("visits", years=(2015, 2015), by=("quarter",), on=clock("2015-07-10"))
    assert [answer.state for answer in answers] == ["no_data", "not_due", "not_due", "not_due"]


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ((), ["2014..2016"]),
        (("year",), ["2014", "2015", "2016"]),
        (("half",), ["2014-H1", "2014-H2"]),
        (("quarter",), ["2014-Q1", "2014-Q2", "2014-Q3", "2014-Q4"]),
        (("month",), ["2014-01", "2014-02"]),
    ],
)
def test_periods_are_labelled(town: Town, by: tuple[str, ...], labels: list[str]) -> None:
    town.define("visits", **VISITS)
    assert [answer.period for answer in town.ask("visits", by=by)][: len(labels)] == labels


def test_a_range_of_one_year_is_that_year_with_its_plan(town: Town) -> None:
    town.define("visits", **VISITS)
    town.target("visits", "2015", 4)
    answer = town.year("visits", 2015, by=())
    assert (answer.period, answer.plan) == ("2015", 4)


def test_within_the_year_values_gather_from_january(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2014..2016")
    for date in ("2014-12-30", "2015-02-01", "2015-05-05", "2015-05-06", "2015-12-31"):
        town.record("consultations", date, "north")
    question = {"years": (2015, 2015), "within_year": True}
    assert town.values("visits", by=("quarter",), **question) == [1, 3, 3, 4]
    assert town.values("visits", by=("half",), **question) == [3, 4]
    assert town.values("visits", by=("month",), **question) == [0, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 4]


@pytest.mark.parametrize("by", [("year",), (), ("district", "year")])
def test_within_the_year_equals_plain_for_whole_years(town: Town, by: tuple[str, ...]) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2014..2015")
    town.record("consultations", "2015-05", "north")
    assert town.ask("visits", by=by, within_year=True) == town.ask("visits", by=by)


def test_distinct_callers_within_the_year_are_counted_once(town: Town) -> None:
    town.define("callers", kind="distinct", of="organisation", measure="consultations")
    town.cover("consultations", "2015")
    for date, caller in (
        ("2015-01-01", 1),
        ("2015-04-01", 1),
        ("2015-07-01", 2),
        ("2015-12-01", 1),
    ):
        town.record("consultations", date, "north", organisation_id=caller)
    question = {"years": (2015, 2015), "by": ("quarter",)}
    assert town.values("callers", **question, within_year=True) == [1, 1, 2, 2]
    assert town.values("callers", **question) == [1, 1, 1, 1]


def test_a_record_known_to_the_year_is_in_no_quarter_and_the_answer_is_marked(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2014..2016")
    town.record("consultations", "2015", "north")
    town.record("consultations", "2015-05", "north")
    quarters = town.ask("visits", years=(2015, 2015), by=("quarter",))
    assert [answer.value for answer in quarters] == [0, 1, 0, 0]
    assert all("approximate_date" in answer.marks for answer in quarters)
    year = town.year("visits", 2015)
    assert (year.value, year.marks) == (2, ())
    assert town.ask("visits", years=(2016, 2016), by=("quarter",))[0].marks == ()
    south = town.ask("visits", years=(2015, 2015), by=("quarter",), district="south")
    assert {answer.marks for answer in south} == {()}


def test_a_record_known_to_the_month_is_in_its_month(town: Town) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2015")
    town.record("consultations", "2015-05", "north")
    assert town.values("visits", years=(2015, 2015), by=("month",)) == [
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ]


ENDS = ("2015", "2015-H2", "2015-Q4", "2015-12")


@pytest.mark.parametrize(
    "kind",
    [
        {"kind": "count"},
        {"kind": "distinct", "of": "organisation"},
        {"kind": "sum", "amount": "people"},
    ],
)
@pytest.mark.parametrize("gathering", ["to_date", "within_year"])
def test_what_gathers_up_to_the_end_of_a_year_contains_what_is_known_to_that_year_only(
    town: Town, kind: dict[str, str], gathering: str
) -> None:
    to_date = gathering == "to_date"
    town.define(
        "gathered",
        measure="consultations",
        **kind,
        **({"accumulate": "to_date"} if to_date else {}),
    )
    town.cover("consultations", "2014..2016")
    for date, caller in (("2015", 1), ("2015-02", 2), ("2015-11", 3), ("2016-01", 4)):
        town.record("consultations", date, "north", organisation_id=caller, people=1)
    for label in ENDS:
        answer = at(town, "gathered", label, within_year=not to_date)
        assert (answer.value, answer.records, answer.marks) == (3, 3, ()), label
        behind = town.behind("gathered", label, within_year=not to_date)
        assert behind.total == answer.records
    earlier = at(town, "gathered", "2015-Q3", within_year=not to_date)
    assert (earlier.value, earlier.marks) == (1, ("approximate_date",))


@pytest.mark.parametrize("label", ENDS[1:])
def test_a_plain_part_of_a_year_does_not_contain_what_is_known_to_that_year_only(
    town: Town, label: str
) -> None:
    town.define("visits", **VISITS)
    town.cover("consultations", "2014..2016")
    town.record("consultations", "2015", "north")
    answer = at(town, "visits", label)
    assert (answer.value, answer.records, answer.marks) == (0, 0, ("approximate_date",))
    assert town.behind("visits", label).total == 0


@pytest.mark.parametrize("label", ENDS)
def test_what_is_known_to_a_year_only_is_of_the_period_that_ends_it(town: Town, label: str) -> None:
    """Nothing else was reported of the year, and it is in part a value all the same."""
    town.define("visits", **VISITS)
    town.record("consultations", "2015", "north")
    answer = at(town, "visits", label, within_year=True)
    assert (answer.value, answer.state, answer.records, answer.marks) == (
        1,
        "value",
        1,
        ("partial",),
    )


def at(town: Town, code: str, label: str, **question: Any) -> Answer:
    """The answer of one period of 2015."""
    rows = town.ask(code, years=(2015, 2015), by=(parse(label).grain,), **question)
    return next(answer for answer in rows if answer.period == label)


def test_to_date_counts_a_record_known_to_the_year_once_its_year_ends(town: Town) -> None:
    town.define("ever", **VISITS, accumulate="to_date")
    town.cover("consultations", "2014..2015")
    town.record("consultations", "2014", "north")
    assert town.values("ever", years=(2014, 2015), by=("quarter",)) == [0, 0, 0, 1, 1, 1, 1, 1]
    assert town.values("ever", years=(2014, 2014)) == [1]


def test_to_date_over_later_years_gathers_from_the_programmes_first(town: Town) -> None:
    town.define("ever", **VISITS, accumulate="to_date")
    town.cover("consultations", "2014..2016")
    for year in (2014, 2015, 2016):
        town.record("consultations", f"{year}-05", "north")
    assert town.values("ever", years=(2015, 2016), by=()) == [3]
    assert town.values("ever", years=(2015, 2016)) == [2, 3]
