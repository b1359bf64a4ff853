"""What a file says it covers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.problems import InvalidValue
from data.imports.values import periods

YEARS = st.integers(2009, 2025) | st.sampled_from([1, 133])
MONTHS = st.frozensets(st.tuples(YEARS, st.integers(1, 12)), min_size=1)


@given(MONTHS)
def test_a_proposal_covers_exactly_the_months_found(months: frozenset[tuple[int, int]]) -> None:
    assert periods.covered(periods.proposal(months)) == months


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2016", 12),
        ("2016-Q2", 3),
        ("2016-h1", 6),
        ("2014-01..2014-03", 3),
        ("2016..2018", 36),
        ("2015, 2016-Q1", 15),
    ],
)
def test_periods_are_months(text: str, count: int) -> None:
    assert len(periods.covered(text) or ()) == count


def test_none_claims_nothing() -> None:
    assert periods.covered(" none ") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016-Q5",
        "16",
        "2016-5",
        "2018..2016",
        "2016..2017..2018",
        "all",
        "2016,,2017",
        "2h..0133.06",
    ],
)
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        periods.covered(text)


def test_a_whole_year_is_proposed_as_a_year() -> None:
    months = [
        (2015, 12),
        *((year, month) for year in (2016, 2017) for month in range(1, 13)),
        (2019, 3),
    ]
    assert periods.proposal(months) == "2015-12..2017-12,2019-03"
    assert periods.proposal(months[1:-1]) == "2016..2017"
