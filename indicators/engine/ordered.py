"""Order statistics: the least, the greatest, the median and percentiles of amounts, out of how often
each amount was met in each slot.

A percentile is that of linear interpolation between the closest ranks – numpy's and pandas' default,
``percentile_cont`` of SQL, ``PERCENTILE.INC`` of workbooks: of n amounts in order, counted from 0,
the p-th stands at (n − 1) × p ÷ 100. It is carried as an exact fraction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.definition.kinds import ORDERED
from indicators.engine.distinct import Numbers
from indicators.engine.rollup import SLOTS, UNDATED, WITHIN_YEAR
from indicators.periods import PARTS, RANGE, Gathering

PERCENTS: Mapping[str, Fraction] = {
    "min": Fraction(0),
    "median": Fraction(50),
    "max": Fraction(100),
}
Totals = NDArray[np.object_]
NOTHING = 0
"""What stands where no amount was met; whoever reads it asks first whether one was."""


def is_ordered(aggregate: Any) -> bool:
    """Whether an aggregate is an order statistic, whose parts tell nothing of the whole."""
    return aggregate.kind in ORDERED


def percent_of(aggregate: Any) -> Fraction:
    """Which percentile an order statistic is."""
    return PERCENTS.get(aggregate.kind) or Fraction(aggregate.percent or 0)


@dataclass(frozen=True)
class AmountsMet:
    """Which amount was met in which origin and slot, and by how many records: arrays of one length.

    Origins are positions in a list of districts or of keys of places; money is in kopecks. A slot is
    a month, counted on from the first year's with ``SLOTS`` a year.
    """

    origins: Numbers
    slots: Numbers
    amounts: Numbers
    numbers: Numbers

    @classmethod
    def of(cls, groups: Sequence[tuple[int, int, Numbers, Numbers]]) -> "AmountsMet":
        """From groups of (origin, slot, amounts, how many records have each), earliest first."""
        met = [np.zeros((4, 0), dtype=np.int64)]
        for origin, slot, amounts, numbers in groups:
            where = np.full_like(amounts, origin), np.full_like(amounts, slot)
            met.append(np.stack([*where, amounts, numbers]))
        every = np.concatenate(met, axis=1)
        return cls(*every[:, np.argsort(every[1], kind="stable")])

    def among(self, origins: Sequence[int]) -> "AmountsMet":
        """What was met in some origins."""
        here = np.isin(self.origins, origins)
        arrays = self.origins, self.slots, self.amounts, self.numbers
        return AmountsMet(*(array[here] for array in arrays))

    def between(self, first: int, last: int) -> tuple[Numbers, Numbers]:
        """The amounts of a run of slots, both included, in order, and how often each is there; what
        is known to a year only where the run begins with that year or before.
        """
        run = slice(*np.searchsorted(self.slots, [first, last + 1]))
        partly = first - first % SLOTS + UNDATED if first % SLOTS else None
        whole = self.slots[run] != partly
        amounts, numbers = self.amounts[run][whole], self.numbers[run][whole]
        order = np.argsort(amounts, kind="stable")
        return amounts[order], numbers[order]


class Ordered:
    """One percentile by place, as arrays ``[places, years, parts]`` of exact fractions."""

    def __init__(self, places: Sequence[AmountsMet], years: int, percent: Fraction) -> None:
        self.places = places
        self.years = years
        self.percent = percent

    def in_view(self, grain: str, mode: str, gathering: Gathering) -> Totals:
        """The percentile of each period of a view."""
        runs = list(self._runs(grain, mode, gathering))
        parts = 1 if grain == RANGE else PARTS[grain]
        totals = np.empty((len(self.places), len(runs)), dtype=object)
        for at, place in enumerate(self.places):
            totals[at] = [percentile(*place.between(*run), self.percent) for run in runs]
        return totals.reshape(len(self.places), -1, parts)

    def _runs(self, grain: str, mode: str, gathering: Gathering) -> Iterator[tuple[int, int]]:
        """The slots of each period, the first and the last; what gathers up to the end of a year
        holds what is known to that year only, and so does a whole year.
        """
        if grain == RANGE:
            end = self.years * UNDATED - 1
            yield _since(end, gathering.months) if gathering.months else 0, self.years * SLOTS - 1
            return
        length = UNDATED // PARTS[grain]
        cumulative = gathering.holds_years or mode == WITHIN_YEAR or grain == "year"
        for end in range(length - 1, self.years * UNDATED, length):
            holds_year = cumulative and end % UNDATED == UNDATED - 1
            yield _start(end, length, mode, gathering), _slot(end) + holds_year


def _start(end: int, length: int, mode: str, gathering: Gathering) -> int:
    """The first slot of what a period gathers; months are counted on from the first year's."""
    if gathering.to_date:
        return 0
    if gathering.months:
        return _since(end, gathering.months)
    return _since(end, end % UNDATED + 1 if mode == WITHIN_YEAR else length)


def _since(end: int, months: int) -> int:
    """The slot of the first of so many months that end with one."""
    return _slot(end - months + 1)


def _slot(month: int) -> int:
    return month // UNDATED * SLOTS + month % UNDATED


def percentile(amounts: Numbers, numbers: Numbers, percent: Fraction) -> Fraction | int:
    """The percentile of amounts in order, each met by so many records."""
    ends = np.cumsum(numbers)
    if not len(ends):
        return NOTHING
    rank = (int(ends[-1]) - 1) * percent / 100
    below = int(rank)
    # of a rank between two amounts the upper one is looked for only then: there may be none
    low, high = (
        int(amounts[np.searchsorted(ends, at, side="right")])
        for at in (below, below if rank == below else below + 1)
    )
    return Fraction(low) + (rank - below) * (high - low)
