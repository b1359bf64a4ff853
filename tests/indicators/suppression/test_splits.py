"""Random small years in which the values of an attribute have a limit of their own, attacked with
every number that readers see: plain ones, those by the attribute, and those by another one.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from data.imports.columns.kind import SmallNumbers
from indicators.engine.tally import Window
from indicators.periods import Period, periods
from indicators.records.places import WHOLE, Places
from indicators.suppression.tables import CellTables
from tests.depth import examples
from tests.indicators.suppression.attack import Atoms, Equation, determined
from tests.indicators.suppression.test_tables import (
    ALONE,
    DEEP,
    FLAT,
    GRAINS,
    YEAR,
    DrawnSizes,
    inside,
    slots,
)

AGES, ROOMS = ("young", "middle", "old"), ("a", "b")
VALUES = {"age": AGES, "room": ROOMS}
Group = tuple[str, int, str, str]
"""A leaf, a slot of the year, an age and a room."""
LIMITS = {
    "age alone": SmallNumbers(by={"age": 5}),
    "both": SmallNumbers(by={"age": 5, "room": 10}),
    "age above all": SmallNumbers(5, by={"age": 10}),
}


@dataclass
class DividedSizes(DrawnSizes):
    """Records of one year that two attributes divide."""

    groups: Counter[Any]

    @property
    def lines(self) -> dict[str, Any]:
        return self._of_groups(lambda _group: True)

    @property
    def nothing(self) -> dict[str, Any]:
        return self._of_groups(lambda _group: False)

    def by_value(self, attribute: str) -> dict[str, dict[str, Any]]:
        return {
            value: self._of_groups(lambda group, value=value: value in group[2:])
            for value in VALUES[attribute]
        }

    def _of_groups(self, accepts: Any) -> dict[str, Any]:
        nodes = inside(self.places)
        lines = {node: np.zeros((1, 13), dtype=np.int64) for node in nodes}
        for group, size in self.groups.items():
            for node in nodes:
                if group[0] in nodes[node] and accepts(group):
                    lines[node][0, group[1]] += size
        return lines


def drawn(places: Places, small: SmallNumbers, seed: int) -> DividedSizes:
    dice = random.Random(seed)
    months = dice.sample(range(13), dice.choice((1, 2, 4)))
    ages = dice.sample(AGES, dice.choice((1, 2, 3, 3)))
    # every third year has nobody small somewhere, so that some tables are open
    sizes = dice.choice(((0, 0, 1, 2, 6, 30), (0, 1, 9, 40), (12, 25, 25)))
    density = dice.choice((0.3, 0.7, 1))
    groups = Counter({(leaf, slot, age, room): dice.choice(sizes)
                      for leaf in sorted(inside(places)[WHOLE]) for slot in months
                      for age in ages for room in ROOMS
                      if dice.random() < density})  # fmt: skip
    return DividedSizes(places, groups, window=Window(YEAR, YEAR), small=small)


def cells(sizes: DividedSizes) -> Iterator[tuple[Atoms, bool, int | None]]:
    """Every number, as what it is made of, with whether readers see it and under how many it is
    small; the numbers by both attributes are hidden wherever one of these has a limit.
    """
    tables, nodes = CellTables(sizes), inside(sizes.places)  # type: ignore[arg-type]
    small = sizes.small
    for place in sizes.places.keys:
        origins = set().union(*(nodes[node] for node in tables._nodes(place)))
        for period in (each for grain in GRAINS for each in periods(grain, YEAR, YEAR)):
            for age, room in ((age, room) for age in (None, *AGES) for room in (None, *ROOMS)):
                attributes = [*(["age"] if age else []), *(["room"] if room else [])]
                limit = small.least(attributes)
                yield (
                    frozenset(
                        (origin, slot, each, other)
                        for origin in origins
                        for slot in slots(period)
                        for each in ((age,) if age else AGES)
                        for other in ((room,) if room else ROOMS)
                    ),
                    limit is None or is_visible(tables, place, period, age, room),
                    limit,
                )


def is_visible(
    tables: CellTables, place: str, period: Period, age: str | None, room: str | None
) -> bool:
    if age and room:
        return False
    if age or room:
        return tables.is_part_visible("age" if age else "room", str(age or room), place, period)
    return tables.is_visible(place, period)


@pytest.mark.parametrize("places", [FLAT, DEEP, ALONE], ids=["flat", "deep", "alone"])
@pytest.mark.parametrize("limits", LIMITS)
def test_no_small_number_of_a_split_can_be_worked_out(places: Places, limits: str) -> None:
    small_numbers = in_sight = 0
    for seed in range(examples(8, 200)):
        sizes = drawn(places, LIMITS[limits], seed)
        listed = list(cells(sizes))
        size = {atoms: sum(sizes.groups[each] for each in atoms) for atoms, *_rest in listed}
        small = {atoms for atoms, _visible, limit in listed if limit and 0 < size[atoms] < limit}
        equations: list[Equation] = [
            (atoms, size[atoms]) for atoms, visible, _limit in listed if visible
        ]
        assert not small & {atoms for atoms, _size in equations}, seed
        leaks = determined(equations, small)
        assert not leaks, (seed, [sorted(each)[:4] for each in leaks])
        small_numbers += len(small)
        in_sight += sum(visible for _atoms, visible, limit in listed if limit)
    assert small_numbers > 10
    # what hid everything would keep every secret
    assert in_sight > 10
