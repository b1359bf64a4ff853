"""Keys that are whole numbers are told apart as numbers: nothing else comes of it than of texts."""

import numpy as np
import pytest

from indicators.engine.distinct import Distinct, counted
from indicators.engine.month_sums import SEPARATOR, JoinedSums
from indicators.engine.rollup import Timeline
from indicators.engine.sum_table import SumTable

YEARS = 3
FIRST = 2014
DISTRICTS = {"": 0, "north": 1, "south": 2}
GRAINS = ("year", "quarter", "month", "range")
KEYS = [
    # doubled, known to the year only, of no district, of nobody, of a single one, far apart
    ("north", 2014, 1, "7\x1f7\x1f12"),
    ("north", 2014, None, "12\x1f3"),
    (None, 2014, 5, "7"),
    ("south", 2015, 11, None),
    ("south", 2015, 12, "900000001\x1f3\x1f3"),
    ("south", 2016, 2, "0\x1f7"),
]
MERGERS: list[dict[str, str]] = [{}, {"7": "3"}, {"7": "3", "12": "3", "900000001": "0"}]


def _joined(*, numbered: bool) -> JoinedSums:
    rows = [[*at, 1, 1, 1, 0] for *at, _keys in KEYS]
    return JoinedSums(rows, [list(row) for row in KEYS], numbered=numbered)


def _counts(sums: JoinedSums, same: dict[str, str]) -> list[Timeline]:
    distinct = Distinct([sums.sightings(DISTRICTS, FIRST, same)], YEARS)
    return [
        *(distinct.in_periods(grain) for grain in GRAINS),
        *(distinct.to_date(grain) for grain in GRAINS),
        distinct.within_years("month"),
    ]


@pytest.mark.parametrize("same", MERGERS)
def test_numbers_are_told_apart_as_texts_are(same: dict[str, str]) -> None:
    numbers, texts = (_counts(_joined(numbered=numbered), same) for numbered in (True, False))
    for one, other in zip(numbers, texts, strict=True):
        np.testing.assert_array_equal(one, other)
    # by hand: 7, 12, 3 – one of them another where they are merged
    keys = {same.get(key, key) for key in ("7", "12", "3")}
    assert numbers[0].ravel().tolist()[0] == len(keys)


def test_a_table_of_numbers_is_that_of_texts() -> None:
    """In what is kept a key has its text, whichever way it was read."""
    numbers, texts = (SumTable.of({"law": _joined(numbered=each)}) for each in (True, False))
    assert not numbers.differs_from(texts)
    assert sorted(numbers.names) == sorted(texts.names)
    assert SumTable.read(numbers.content()).content() == numbers.content()


@pytest.mark.parametrize("keys", [[], [0], [5, 5, 2], [10**12, 1, 10**12], [-4, 3, -4]])
def test_keys_are_counted_however_far_apart(keys: list[int]) -> None:
    once, times = counted(np.array(keys, dtype=np.int64))
    assert dict(zip(once.tolist(), times.tolist(), strict=True)) == {
        key: keys.count(key) for key in keys
    }
    assert once.tolist() == sorted(set(keys))


def test_years_are_parted_without_what_is_of_none() -> None:
    sums = JoinedSums(
        [["north", None, None, 1, 1, 1, 0], ["north", 2015, 2, 2, 2, 2, 0]],
        [["north", None, None, "7"], ["north", 2015, 2, SEPARATOR.join("78")]],
        numbered=True,
    )
    within = sums.within((2014, 2015))
    assert (within.rows, within.keys) == (sums.rows[1:], sums.keys[1:])
    assert within.numbered
    assert not sums.within((2016, 2016)).rows
