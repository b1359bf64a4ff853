"""Parts add up to the difference, exactly, whatever the numbers are."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.contributions.contribution import (
    REST,
    Contribution,
    RatioSide,
    added_up,
    shared_out,
    weighed,
)
from tests.depth import examples

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=50)
WEIGHTS = st.fractions(min_value=0, max_value=100, max_denominator=20)
SIDES = st.builds(RatioSide, NUMBERS, WEIGHTS)
PARTS = st.dictionaries(st.sampled_from("abcdef"), st.tuples(SIDES, SIDES), min_size=1)
VALUES = st.none() | NUMBERS


def by_key(listed: object) -> Mapping[str, Contribution]:
    return {part.key: part for part in listed}  # type: ignore[attr-defined]


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(VALUES, VALUES)), NUMBERS)
@settings(max_examples=examples(60, 400), deadline=None)
def test_values_add_up_with_what_is_left_over(parts, difference) -> None:
    listed = added_up(parts, difference)
    assert sum(part.amount for part in listed) == difference
    left = difference - sum((now or 0) - (before or 0) for before, now in parts.values())
    assert by_key(listed).get(REST, Contribution(REST, None, None, Fraction(0))).amount == left


@given(PARTS)
@settings(max_examples=examples(60, 400), deadline=None)
def test_weighed_parts_give_the_change_of_the_ratio(parts) -> None:
    totals = [
        RatioSide(
            sum((sides[at].numerator for sides in parts.values()), Fraction(0)),
            sum((sides[at].denominator for sides in parts.values()), Fraction(0)),
        )
        for at in (0, 1)
    ]
    before, now = (total.ratio for total in totals)
    if before is None or now is None:
        return
    difference = (now - before) * 100
    # a numerator without a denominator belongs to no part's weight: it is what is left over
    lost = any(side.numerator and not side.denominator for pair in parts.values() for side in pair)
    listed = weighed(parts, Fraction(100), difference)
    assert sum(part.amount for part in listed) == difference
    assert lost or REST not in by_key(listed)


def test_a_ratio_by_hand() -> None:
    """North 10 of 20 then 12 of 30; south 30 of 40 then 8 of 10."""
    parts = {
        "north": (RatioSide(Fraction(10), Fraction(20)), RatioSide(Fraction(12), Fraction(30))),
        "south": (RatioSide(Fraction(30), Fraction(40)), RatioSide(Fraction(8), Fraction(10))),
    }
    before, now = Fraction(40, 60), Fraction(20, 40)
    listed = by_key(weighed(parts, Fraction(1), now - before))
    middle = (before + now) / 2
    # mean weight × change of value: (1/3 + 3/4)/2 · (0.4 − 0.5)
    assert listed["north"].value_effect == Fraction(13, 24) * Fraction(-1, 10)
    # change of weight × (mean value − mean of the whole): (3/4 − 1/3) · (0.45 − middle)
    assert listed["north"].weight_effect == Fraction(5, 12) * (Fraction(9, 20) - middle)
    assert listed["south"].value_effect == Fraction(11, 24) * Fraction(1, 20)
    assert sum(part.amount for part in listed.values()) == now - before


def test_a_part_that_came_is_all_weight() -> None:
    parts = {
        "old": (RatioSide(Fraction(1), Fraction(2)), RatioSide(Fraction(1), Fraction(2))),
        "new": (RatioSide(Fraction(0), Fraction(0)), RatioSide(Fraction(2), Fraction(2))),
    }
    listed = by_key(weighed(parts, Fraction(1), Fraction(1, 4)))
    assert listed["new"].value_effect == 0
    assert (listed["new"].before, listed["new"].now) == (None, 1)


def test_shapley_by_hand() -> None:
    """Of a product: a·b from 2·3 to 4·5, by the means over both orders."""
    listed = shared_out(
        lambda values: values["a"] * values["b"],
        {"a": Fraction(2), "b": Fraction(3)},
        {"a": Fraction(4), "b": Fraction(5)},
    )
    assert listed is not None
    assert {part.key: part.amount for part in listed} == {"a": 8, "b": 6}


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=6))
@settings(max_examples=examples(20, 100), deadline=None)
def test_shares_of_a_formula_add_up_and_know_no_order(values) -> None:
    codes = [f"i{place}" for place in range(len(values))]
    before = dict(zip(codes, (pair[0] for pair in values), strict=True))
    now = dict(zip(codes, (pair[1] for pair in values), strict=True))

    def evaluate(inputs: Mapping[str, Fraction]) -> Fraction:
        return sum(inputs.values()) * max(inputs.values()) + min(inputs.values())

    listed = shared_out(evaluate, before, now)
    reverse = shared_out(evaluate, dict(reversed(before.items())), dict(reversed(now.items())))
    assert listed is not None
    assert reverse is not None
    assert sum(part.amount for part in listed) == evaluate(now) - evaluate(before)
    assert by_key(listed) == by_key(reverse)


def test_a_formula_without_a_value_on_the_way_is_not_divided() -> None:
    inputs = ({"a": Fraction(1), "b": Fraction(1)}, {"a": Fraction(1), "b": Fraction(0)})
    assert shared_out(lambda v: v["a"] / v["b"] if v["b"] else None, *inputs) is None


@pytest.mark.parametrize("count", [1, 6])
def test_an_input_that_did_not_change_gives_nothing(count: int) -> None:
    codes = [f"i{place}" for place in range(count)]
    same = dict.fromkeys(codes, Fraction(3))
    listed = shared_out(lambda values: sum(values.values(), Fraction(0)) ** 2, same, same)
    assert listed is not None
    assert {part.amount for part in listed} == {0}
