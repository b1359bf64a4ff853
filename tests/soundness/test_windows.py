"""Values over the last months: figures written by hand, and distinct keys beside sets of them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.refusals import Refusal
from indicators.contributions.asking import dimensions
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.definition import read_new
from indicators.engine.distinct import Distinct, KeySightings
from indicators.engine.rollup import SLOTS, UNDATED
from indicators.periods import parse
from tests.sample_programme import yaml_of
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

LATE = clock("2030-01-01")
VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
YEAR: dict[str, Any] = {"window": {"months": 12}}
CALLERS: dict[str, Any] = {"kind": "distinct", "of": "organisation", "measure": "consultations"}


@pytest.fixture
def rolling(town: Town) -> Town:
    """North has visits of organisation 1 in May 2014 and March 2015 and of 2 in March 2015, south
    one of 1 in December 2014 and one of 2 known to 2015 only; all is reported until June 2016.
    """
    with town.revision():
        town.define("visits", **VISITS, **YEAR)
        town.define("callers", **CALLERS, window={"months": 24})
        town.cover("consultations", "2014", "2015", "2016-H1")
        for date, place, caller in (
            ("2014-05", "north", 1),
            ("2014-12", "south", 1),
            ("2015-03", "north", 1),
            ("2015-03", "north", 2),
            ("2015", "south", 2),
        ):
            town.record("consultations", date, place, organisation_id=caller)
    return town


def row_of(town: Town, code: str, label: str, **question: Any) -> Any:
    period = parse(label)
    question = {"by": (period.grain,), "years": (period.year, period.final_year), **question}
    listed = town.ask(code, on=LATE, **question)
    return next(row for row in listed if row.period == label)


@pytest.mark.parametrize(
    ("label", "value", "marks"),
    [
        ("2014", 2, ()),
        ("2015", 3, ()),
        ("2014-Q4", 2, ()),
        ("2015-Q1", 4, ("approximate_date",)),  # May, December, March twice
        ("2015-05", 3, ("approximate_date",)),  # May 2014 has gone
        ("2015-Q4", 3, ()),  # with what is known to 2015 only
        ("2015-H1", 3, ("approximate_date",)),
        ("2016-03", 0, ("approximate_date",)),
        ("2014..2015", 3, ()),
    ],
)
def test_a_value_is_over_the_months_that_end_with_its_period(
    rolling: Town, label: str, value: int, marks: tuple[str, ...]
) -> None:
    row = row_of(rolling, "visits", label)
    assert (row.value, row.marks, row.records) == (value, marks, value)
    listed = rolling.behind("visits", label)
    assert (listed.total, len(listed.rows)) == (value, value)


def test_districts_have_windows_of_their_own(rolling: Town) -> None:
    rows = rolling.ask("visits", by=("district", "quarter"), years=(2015, 2015), on=LATE)
    assert [row.value for row in rows if row.district == "north"] == [3, 2, 2, 2]
    assert [row.value for row in rows if row.district == "south"] == [1, 1, 1, 1]


def test_each_is_told_apart_once_in_a_window(rolling: Town) -> None:
    assert [row_of(rolling, "callers", str(year)).value for year in (2014, 2015)] == [1, 2]
    quarters = rolling.ask("callers", by=("quarter",), years=(2015, 2016), on=LATE)
    assert [row.value for row in quarters[:6]] == [2, 2, 2, 2, 2, 2]


def test_a_range_of_years_is_what_ends_with_it(rolling: Town) -> None:
    with rolling.revision():
        rolling.define(
            "people", kind="sum", amount="people", measure="consultations", window={"months": 17}
        )
        rolling.record("consultations", "2014-08", "north", people=1)
        rolling.record("consultations", "2014-07", "north", people=10)
        rolling.record("consultations", "2015", "north", people=100)
        rolling.record("consultations", "2014", "north", people=1000)
    answer = row_of(rolling, "people", "2014..2015")
    assert (answer.value, answer.records) == (101, 6)
    assert {"approximate_date", "null_amounts"} <= {*answer.marks}
    assert rolling.behind("people", "2014..2015").total == 6


def test_months_that_nobody_reported_leave_it_partial(rolling: Town) -> None:
    first = row_of(rolling, "visits", "2014-Q2")
    assert (first.value, first.coverage, first.marks) == (1, 0.5, ("partial",))
    empty = row_of(rolling, "visits", "2014-03")
    assert (empty.state, empty.coverage) == ("no_data", 0.25)
    # a period is not reported by those before it
    assert row_of(rolling, "visits", "2016-Q3").state == "no_data"


def test_cells_follow_what_changes_in_the_months_before(rolling: Town) -> None:
    assert row_of(rolling, "visits", "2015-Q1").value == 4
    rolling.record("consultations", "2014-11", "north")
    assert row_of(rolling, "visits", "2015-Q1").value == 5
    assert row_of(rolling, "visits", "2015").value == 3
    assert rolling.doctor() == []


def test_each_value_of_an_attribute_has_the_window(rolling: Town) -> None:
    rolling.record("consultations", "2014-10", "north", topic="law")
    quarters = rolling.ask("visits", by=("quarter",), years=(2015, 2015), on=LATE, split="topic")
    by_topic = {row.split: row.value for row in quarters if row.period == "2015-Q1"}
    assert by_topic == {"law": 1, "none": 4}


def test_growth_is_of_windows(rolling: Town) -> None:
    rolling.define("growth", **VISITS, **YEAR, change={"from": "previous", "as": "difference"})
    assert row_of(rolling, "growth", "2015").value == 3 - 2
    assert row_of(rolling, "growth", "2015-Q4").value == 3 - 2


def test_both_sides_of_a_ratio_have_the_window(rolling: Town) -> None:
    sides = {"numerator": {"kind": "count", "measure": "consultations"}, "denominator": CALLERS}
    rolling.define("per_caller", kind="ratio", **sides, **YEAR)
    row = row_of(rolling, "per_caller", "2015-Q1")
    assert (row.numerator, row.denominator, row.value, row.records) == (4, 2, 2, 4)
    assert rolling.behind("per_caller", "2015-Q1").total == 4


def test_its_difference_is_divided_by_district_and_not_by_month(rolling: Town) -> None:
    with rolling.database.read() as session:
        difference = DifferenceQuestion("visits", parse("2015"), parse("2014"))
        question = rolling.question("visits", on=LATE)
        by = dimensions(session, question, difference)
    assert "district" in by
    assert not {"month", "organisation"} & {*by}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({**VISITS, "window": {"months": 11}}, "field_range"),
        ({**VISITS, "window": {"months": 121}}, "field_range"),
        ({**VISITS, "window": {}}, "field_missing"),
        ({**VISITS, **YEAR, "accumulate": "to_date"}, "definition_window_to_date"),
        ({"kind": "formula", "formula": "visits", **YEAR}, "definition_field_not_of_kind"),
        ({"kind": "count", "measure": "activities", **YEAR}, "definition_window_yearly"),
        (
            {
                "kind": "ratio",
                "numerator": VISITS,
                "denominator": {"indicator": "callers"},
                **YEAR,
            },
            "definition_window_of_indicator",
        ),
    ],
)
def test_what_has_no_window_is_refused(fields: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_new(yaml_of("made", **fields))
    assert [problem.rule for problem in refused.value.problems] == [rule]


YEARS = 3
SIGHTINGS = st.lists(
    st.tuples(st.integers(0, YEARS * SLOTS - 1), st.integers(0, 4)), max_size=20, unique=True
)


@given(SIGHTINGS, st.integers(12, 40))
def test_distinct_keys_of_windows_are_those_of_their_sets(
    sightings: list[tuple[int, int]], months: int
) -> None:
    slots, keys = (
        np.array([each[at] for each in sorted(sightings)], dtype=np.int64) for at in (0, 1)
    )
    met = KeySightings(np.zeros_like(slots), slots, keys)
    line = Distinct([met], YEARS).in_windows("month", months).reshape(-1)
    expected = [
        len({key for slot, key in sightings if is_inside(slot, end - months + 1, end)})
        for end in range(YEARS * UNDATED)
    ]
    assert line.tolist() == expected


def is_inside(slot: int, first: int, last: int) -> bool:
    """Whether a slot lies in the months; that of a year only with all of it."""
    year, month = divmod(slot, SLOTS)
    if month == UNDATED:
        return first <= year * UNDATED and year * UNDATED + UNDATED - 1 <= last
    return first <= year * UNDATED + month <= last
