"""What stands on a date: a period is its last month, not the sum; figures written by hand."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from data.refusals import Refusal
from indicators.contributions.asking import dimensions
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.definition import read_new
from indicators.drill_down.inclusion import counting_of
from indicators.periods import parse
from tests.sample_programme import yaml_of
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

LATE = clock("2030-01-01")
PEOPLE: dict[str, Any] = {"kind": "sum", "amount": "people", "measure": "consultations"}
MEMBERS = {**PEOPLE, "balance": "last"}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The members, which no test changes."""
    with Town(f"sqlite:///{tmp_path_factory.mktemp('balances') / 'town.db'}") as town:
        yield with_members(town)


@pytest.fixture
def growing(town: Town) -> Town:
    """The members, more of whom may come."""
    return with_members(town)


def with_members(town: Town) -> Town:
    """Of north 5 in March, 7 and 2 in June 2014 and 4 in March 2015; of south 10 in March 2014,
    known to 2015 only 12, and a row of September 2014 that states none; all of 2014 is reported, of
    2015 the first half, nothing of 2016.
    """
    with town.revision():
        town.define("members", **MEMBERS)
        town.cover("consultations", "2014", "2015-H1")
        for date, place, people in (
            ("2014-03", "north", 5),
            ("2014-06", "north", 7),
            ("2014-06", "north", 2),
            ("2015-03", "north", 4),
            ("2014-03", "south", 10),
            ("2014-09", "south", None),
            ("2015", "south", 12),
        ):
            town.record("consultations", date, place, people=people, topic="law")
    return town


def row_of(town: Town, label: str, **question: Any) -> Any:
    period = parse(label)
    question = {"by": (period.grain,), "years": (period.year, period.final_year), **question}
    listed = town.ask("members", on=LATE, **question)
    return next(row for row in listed if row.period == label)


@pytest.mark.parametrize(
    ("label", "value", "records", "marks"),
    [
        ("2014", 19, 3, ()),  # June of north, March of south: not 24
        ("2014-H1", 19, 3, ()),
        ("2014-Q1", 15, 2, ()),
        ("2014-Q2", 9, 2, ()),
        ("2015", 16, 2, ("partial",)),
        ("2015-Q1", 4, 1, ("approximate_date",)),
        ("2014..2015", 16, 2, ("partial",)),
    ],
)
def test_a_period_is_its_last_month(
    counted: Town, label: str, value: int, records: int, marks: tuple[str, ...]
) -> None:
    row = row_of(counted, label)
    assert (row.value, row.records, row.marks) == (value, records, marks)
    listed = counted.behind("members", label)
    assert (listed.total, len(listed.rows)) == (records, records)


@pytest.mark.parametrize(
    ("label", "state"),
    [("2014-Q3", "not_applicable"), ("2014-01", "not_applicable"), ("2016", "no_data")],
)
def test_what_nobody_has_measured_is_not_0(counted: Town, label: str, state: str) -> None:
    row = row_of(counted, label)
    assert (row.state, row.value, row.records or 0) == (state, None, 0)


def test_nothing_is_what_nobody_has_ever_stated(town: Town) -> None:
    town.define("members", **MEMBERS)
    town.cover("consultations", "2014")
    rows = town.ask("members", by=("quarter",), years=(2014, 2015), on=LATE)
    assert [row.state for row in rows] == ["not_applicable"] * 4 + ["no_data"] * 4
    assert town.behind("members", "2014").total == 0


def test_districts_add_up_each_with_its_own_last_month(counted: Town) -> None:
    rows = counted.ask("members", by=("district", "year"), years=(2014, 2014), on=LATE)
    assert [row.value for row in rows] == [9, 10]
    assert counted.behind("members", "2014", district="south").total == 1


def test_within_the_year_it_is_the_last_so_far(counted: Town) -> None:
    rows = counted.ask("members", by=("quarter",), years=(2014, 2014), within_year=True, on=LATE)
    assert [row.value for row in rows] == [15, 19, 19, 19]
    assert counted.behind("members", "2014-Q3", within_year=True).total == 3


def test_each_value_of_an_attribute_has_its_own_last_month(growing: Town) -> None:
    growing.record("consultations", "2014-12", "south", people=1, topic="other")
    split = {"by": ("year",), "years": (2014, 2014), "split": "topic", "on": LATE}
    values = {row.split: row.value for row in growing.ask("members", **split)}
    assert (values["law"], values["other"]) == (19, 1)
    assert row_of(growing, "2014").value == 10


def test_a_ratio_of_balances_has_a_value_and_no_one_list(growing: Town) -> None:
    growing.define("rows", kind="count", measure="consultations")
    sides = {"numerator": {"indicator": "members"}, "denominator": {"indicator": "rows"}}
    growing.define("mean", kind="ratio", **sides)
    answer = growing.one("mean", years=(2014, 2014), on=LATE)
    assert (answer.exact, answer.records) == (Fraction(19, 5), None)


def test_the_record_says_why_it_is_not_counted(growing: Town) -> None:
    earlier = growing.record("consultations", "2014-05", "north", people=6)
    with growing.database.read() as session:
        counting = counting_of(session, growing.code, "consultations", earlier.id)
    (missed,) = counting.not_counted
    assert [(each.rule, each.value) for each in missed.reasons] == [("not_last", 2014)]


def test_a_difference_is_divided_by_what_adds_up(counted: Town) -> None:
    difference = DifferenceQuestion("members", parse("2015"), parse("2014"))
    with counted.database.read() as session:
        by = dimensions(session, counted.question("members"), difference)
    assert "district" in by
    assert not {"month", "organisation"} & {*by}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"kind": "count", "measure": "consultations"}, "definition_balance_kind"),
        ({"kind": "observed", "combine": {"periods": "last"}}, "definition_balance_kind"),
        ({**PEOPLE, "accumulate": "to_date"}, "definition_balance_gathers"),
        ({**PEOPLE, "window": {"months": 12}}, "definition_balance_gathers"),
        (
            {"kind": "sum", "amount": "participants", "measure": "events"},
            "definition_balance_measure",
        ),
        (
            {"kind": "sum", "amount": "fact_money", "measure": "budgets"},
            "definition_balance_measure",
        ),
    ],
)
def test_what_is_no_balance_is_refused(fields: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_new(yaml_of("made", **fields, balance="last"))
    assert [problem.rule for problem in refused.value.problems] == [rule]
    assert "balance" in refused.value.text("ru")
