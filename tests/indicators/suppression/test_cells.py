"""Which parts of a sum are hidden: figures by hand, and that what is hidden cannot be worked out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.suppression.cells import hidden_below, hidden_parts
from tests.depth import examples


def parts(**sizes: int) -> dict[str, int]:
    return sizes


def test_nothing_small_hides_nothing_and_zero_is_in_sight() -> None:
    assert hidden_parts(parts(a=5, b=0, c=90), 5) == set()


def test_beside_one_small_number_the_next_smallest_is_hidden() -> None:
    assert hidden_parts(parts(north=2, south=10, east=20, west=0), 5) == {"north", "south"}


def test_two_small_numbers_that_come_to_too_few_take_a_third() -> None:
    assert hidden_parts(parts(a=1, b=2, c=30, d=7), 5) == {"a", "b", "d"}
    assert hidden_parts(parts(a=3, b=4, c=30), 5) == {"a", "b"}


def test_as_many_persons_as_parts_would_be_one_each() -> None:
    # a and b: two parts of two persons; with c they come to seven
    assert hidden_parts(parts(a=1, b=1, c=5, d=0), 3) == {"a", "b", "c"}
    assert hidden_parts(parts(a=1, b=1, c=1, d=0), 3) == {"a", "b", "c", "d"}


def test_among_equals_the_first_by_name_is_hidden() -> None:
    assert hidden_parts(parts(z=1, b=9, a=9), 5) == {"z", "a"}


def test_below_what_is_hidden_everything_is() -> None:
    tree = {"": ("port", "hill", "field"), "port": ("dock", "pier")}
    sizes = {"": 100, "port": 9, "dock": 9, "pier": 0, "hill": 3, "field": 88}
    assert hidden_below("", tree, sizes, 5) == {"hill", "port", "dock", "pier"}


def test_a_small_whole_hides_all_of_it() -> None:
    assert hidden_below("", {"": ("a", "b")}, {"": 3, "a": 3, "b": 0}, 5) == {"", "a", "b"}


SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), min_size=1)


@settings(max_examples=examples(200, 5_000))
@given(SIZES, st.integers(3, 10))
def test_hidden_parts_may_be_divided_otherwise(sizes: dict[str, int], least: int) -> None:
    hidden = hidden_parts(sizes, least)
    assert {part for part, size in sizes.items() if 0 < size < least} <= hidden
    together = sum(sizes[part] for part in hidden)
    if hidden and sum(sizes.values()) >= least:
        assert together >= least
        assert len(hidden) > 1
        # zeros in sight: each hidden part is one at least, and together they are more than that
        assert together > len(hidden) or hidden == set(sizes)
