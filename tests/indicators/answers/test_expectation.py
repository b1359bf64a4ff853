"""The estimate of a year's end: by the share of earlier years, else by equal months."""

from decimal import Decimal

import pytest

from indicators.answers.expectation import expected


def values(*numbers: int | None) -> list[Decimal | None]:
    return [None if number is None else Decimal(number) for number in numbers]


def test_earlier_years_say_which_share_has_come_by_now() -> None:
    now = values(30, 60, None, None)
    before = [values(10, 20, 30, 80), values(20, 40, 50, 120)]
    assert expected(now, before) == Decimal(60) / (Decimal(60) / 200)


def test_without_earlier_years_quarters_are_taken_as_equal() -> None:
    assert expected(values(30, None, None, None), []) == 120


def test_earlier_years_without_the_month_or_the_end_do_not_count() -> None:
    assert (
        expected(values(30, 60, None, None), [values(1, None, None, 9), values(1, 2, 3, None)])
        == 120
    )


@pytest.mark.parametrize("now", [values(None, None), values(1, 2), []])
def test_nothing_reported_and_a_whole_year_have_no_estimate(now: list[Decimal | None]) -> None:
    assert expected(now, []) is None


def test_a_gap_before_the_last_report_does_not_matter() -> None:
    assert expected(values(None, 10, None, None), []) == 20


def test_earlier_years_of_nought_by_now_are_of_no_use() -> None:
    assert expected(values(5, None), [values(0, 10)]) == 10
