"""The roll-up from months to every grain and mode."""

import numpy as np

from indicators.engine.rollup import PLAIN, STORED_VIEWS, UNDATED, WITHIN_YEAR, views_of
from indicators.periods import Gathering

YEAR = np.arange(1, 13)


def timeline(*undated: int) -> np.ndarray:
    """Months 1…12 of each year hold 1…12; the last slot what is known to the year only."""
    return np.array([[*YEAR, number] for number in undated], dtype=np.int64)


def test_a_year_holds_what_is_known_to_the_year_only() -> None:
    assert views_of(timeline(100, 0), (("year", PLAIN),))["year", PLAIN].tolist() == [[178], [78]]


def test_no_shorter_period_holds_it() -> None:
    rolled = views_of(timeline(100), STORED_VIEWS)
    assert rolled["quarter", PLAIN].tolist() == [[6, 15, 24, 33]]
    assert rolled["half", PLAIN].tolist() == [[21, 57]]
    assert rolled["month", PLAIN].tolist() == [YEAR.tolist()]


def test_within_the_year_values_accumulate_from_january_and_its_end_holds_undated_records() -> None:
    rolled = views_of(timeline(100, 0), STORED_VIEWS)
    assert rolled["quarter", WITHIN_YEAR].tolist() == [[6, 21, 45, 178], [6, 21, 45, 78]]
    assert rolled["half", WITHIN_YEAR].tolist()[0] == [21, 178]
    assert rolled["month", WITHIN_YEAR].tolist()[0][-2:] == [66, 178]


def test_to_date_values_accumulate_over_years_and_the_end_of_a_year_holds_its_undated_records() -> (
    None
):
    rolled = views_of(timeline(100, 0), STORED_VIEWS, Gathering(to_date=True))
    assert rolled["year", PLAIN].tolist() == [[178], [256]]
    assert rolled["quarter", PLAIN].tolist() == [[6, 21, 45, 178], [184, 199, 223, 256]]


def test_a_range_sums_everything() -> None:
    assert views_of(timeline(100, 1), (("range", PLAIN),))["range", PLAIN].tolist() == [[257]]


def test_the_last_slot_is_the_undated_one() -> None:
    assert timeline(5).shape[-1] - 1 == UNDATED
