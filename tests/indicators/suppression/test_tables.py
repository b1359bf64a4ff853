"""Random small years of records, attacked with every number of them that readers see."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from data.imports.columns.kind import SmallNumbers
from indicators.engine.tally import Window
from indicators.periods import Period, periods
from indicators.records.places import NONE, WHOLE, Place, Places
from indicators.suppression.sizes import rest_of, tree_of
from indicators.suppression.tables import CellTables
from tests.depth import examples
from tests.indicators.suppression.attack import Atoms, Equation, determined

YEAR, LEAST = 2016, 5
VALUES = ("men", "women", "none")
GRAINS = ("year", "half", "quarter", "month")
Group = tuple[str, int, str]  # (node, slot of the year, value)
FLAT = Places([Place(code, None, None, ("c1",) if code != "east" else (), {}, None)
               for code in ("east", "north", "south")] +
              [Place("c1", None, "cut", (), {}, None)])  # fmt: skip
DEEP = Places([Place("port", None, None, (), {}, None), Place("dock", "port", None, (), {}, None),
               Place("pier", "port", None, (), {}, None), Place("hill", None, None, (), {}, None)])  # fmt: skip
ALONE = Places([])


@dataclass
class DrawnSizes:
    """Records of one year as ``CellSizes`` gives them."""

    places: Places
    groups: Counter[Group]
    covered: dict[str, Any] = field(default_factory=dict)
    window: Window = field(default_factory=lambda: Window(YEAR, YEAR))
    small: SmallNumbers = field(default_factory=lambda: SmallNumbers(LEAST))

    @property
    def context(self) -> Any:
        return SimpleNamespace(places=self.places)

    @property
    def lines(self) -> dict[str, Any]:
        return self._of(VALUES)

    @property
    def nothing(self) -> dict[str, Any]:
        return self._of(())

    def by_value(self, attribute: str) -> dict[str, dict[str, Any]]:
        return {value: self._of((value,)) for value in VALUES}

    def _of(self, values: tuple[str, ...]) -> dict[str, Any]:
        nodes = inside(self.places)
        lines = {node: np.zeros((1, 13), dtype=np.int64) for node in nodes}
        for (leaf, slot, value), size in self.groups.items():
            for node in nodes:
                if value in values and leaf in nodes[node]:
                    lines[node][0, slot] += size
        return lines


def inside(places: Places) -> dict[str, set[str]]:
    """The leaves, and what is left of a place beside them, of each node."""
    tree = tree_of(places)

    def leaves(node: str) -> set[str]:
        return set().union(*map(leaves, tree[node])) if node in tree else {node}

    return {
        node: leaves(node) for node in {WHOLE, *tree, *(n for each in tree.values() for n in each)}
    }


def cells(places: Places, tables: CellTables) -> Iterator[tuple[Atoms, bool]]:
    """Every number that may be asked for, as what it is made of, and whether readers see it."""
    nodes = inside(places)
    for place in places.keys:
        origins = set().union(*(nodes[node] for node in tables._nodes(place)))
        for period in (each for grain in GRAINS for each in periods(grain, YEAR, YEAR)):
            for value in (None, *VALUES):
                yield (
                    frozenset(
                        (origin, slot, each)
                        for origin in origins
                        for slot in slots(period)
                        for each in ((value,) if value else VALUES)
                    ),
                    tables.is_visible(place, period)
                    if value is None
                    else tables.is_part_visible("sex", value, place, period),
                )


def slots(period: Period) -> range:
    if period.grain == "year":
        return range(13)
    return range(period.first_month - 1, period.last_month)


def drawn(places: Places, seed: int) -> DrawnSizes:
    dice = random.Random(seed)
    leaves = sorted(inside(places)[WHOLE])
    months = dice.sample(range(13), dice.choice((1, 2, 4, 13)))
    spread = dice.choice((1, 3, 12))
    groups = Counter({(leaf, slot, value): dice.choice((0, 0, 1, 2, 6, 30)) * spread // 3
                      for leaf in leaves for slot in months for value in VALUES
                      if dice.random() < dice.choice((0.3, 1))})  # fmt: skip
    covered = {
        leaf: np.array([[dice.choice((1, 1, 0)) for _ in range(12)]]) for leaf in places.leaves
    }
    return DrawnSizes(places, groups, covered)


def uncovered(sizes: DrawnSizes) -> Iterator[Equation]:
    """What everybody knows who knows which months were reported: that in others there is nothing."""
    for leaf, months in sizes.covered.items():
        for month in range(12):
            if not months[0, month] and not any(
                sizes.groups[leaf, month, value] for value in VALUES
            ):
                yield frozenset((leaf, month, value) for value in VALUES), 0


SIDES = {"east": "men", "north": "men", "south": "women", rest_of(WHOLE): "none"}
"""A value that follows from the district, as everybody knows."""


def test_a_value_that_is_districts_in_other_words_gives_none_of_them_away() -> None:
    numbers = 0
    for seed in range(examples(40, 400)):
        sizes = drawn(FLAT, seed)
        for leaf, slot, value in list(sizes.groups):
            if SIDES[leaf] != value:
                del sizes.groups[leaf, slot, value]
        elsewhere = [(frozenset({(leaf, slot, value)}), 0) for leaf in SIDES for slot in range(13)
                     for value in VALUES if SIDES[leaf] != value]  # fmt: skip
        numbers += attack(sizes, seed, elsewhere)
    assert numbers > 100


@pytest.mark.parametrize("places", [FLAT, DEEP, ALONE], ids=["flat", "deep", "alone"])
def test_no_hidden_small_number_can_be_worked_out(places: Places) -> None:
    hidden_numbers = 0
    for seed in range(examples(40, 600)):
        hidden_numbers += attack(drawn(places, seed), seed)
    assert hidden_numbers > 100


def attack(sizes: DrawnSizes, seed: int, known: list[Equation] | None = None) -> int:
    """How many small numbers there are, none of which can be worked out by who knows more besides."""
    places = sizes.places
    listed = list(cells(places, CellTables(sizes)))  # type: ignore[arg-type]
    size = {atoms: sum(sizes.groups[each] for each in atoms) for atoms, _visible in listed}
    small = {atoms for atoms, _visible in listed if 0 < size[atoms] < LEAST}
    equations = [(atoms, size[atoms]) for atoms, visible in listed if visible]
    assert not small & {atoms for atoms, _size in equations}, seed
    found_out = determined([*equations, *uncovered(sizes), *(known or [])], small)
    assert not found_out, (seed, [sorted(each)[:4] for each in found_out])
    return len(small)


def table(**by_leaf: list[int]) -> CellTables:
    """Records of men in the quarters of districts."""
    groups = Counter({(leaf, 3 * quarter, "men"): size
                      for leaf, sizes in by_leaf.items() for quarter, size in enumerate(sizes)})  # fmt: skip
    return CellTables(DrawnSizes(FLAT, groups))  # type: ignore[arg-type]


def visible(tables: CellTables, *places: str, grain: str = "year") -> list[bool]:
    return [
        tables.is_visible(place, period)
        for place in places
        for period in periods(grain, YEAR, YEAR)
    ]


def test_the_smallest_district_beside_a_small_one_is_hidden_and_the_whole_is_not() -> None:
    tables = table(east=[1, 2, 0, 0], north=[10, 10, 0, 0], south=[40, 40, 0, 0])
    assert visible(tables, "east", "north", "south", NONE, WHOLE) == [
        False,
        False,
        True,
        True,
        True,
    ]
    # north is of the cut, which south is of too
    assert visible(tables, "cut/c1") == [False]


def test_quarters_of_districts_are_open_together_or_not_at_all() -> None:
    tables = table(east=[6, 3, 0, 0], north=[10, 10, 0, 0], south=[40, 40, 0, 0])
    assert visible(tables, "east", "north", "south") == [True] * 3
    assert visible(tables, WHOLE, grain="quarter") == [True] * 4
    # in the third and fourth nobody came anywhere
    assert visible(tables, "south", grain="quarter") == [False, False, True, True]
    tables = table(east=[6, 5, 0, 0], north=[10, 10, 0, 0], south=[40, 40, 0, 0])
    assert visible(tables, "east", "south", grain="quarter") == [True] * 8


def test_a_small_year_is_hidden_in_all_its_parts() -> None:
    tables = table(east=[2, 0, 0, 0])
    assert visible(tables, WHOLE, "east", "north") == [False] * 3
    assert not any(visible(tables, WHOLE, "north", grain="month"))
    assert not tables.is_part_visible("sex", "men", WHOLE, Period(YEAR))


def test_what_is_left_of_a_place_beside_its_districts_is_a_part_too() -> None:
    groups = Counter({("dock", 0, "men"): 20, ("pier", 0, "men"): 30, (rest_of("port"), 0, "men"): 1,
                      ("hill", 0, "men"): 9})  # fmt: skip
    tables = CellTables(DrawnSizes(DEEP, groups))  # type: ignore[arg-type]
    assert visible(tables, "port", "dock", "pier", "hill", NONE) == [True, False, True, True, False]
