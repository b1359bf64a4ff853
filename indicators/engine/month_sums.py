"""What records come to in each district and month, and the keys that were met there: as the engine
reads them, and as the database gives them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from indicators.engine.distinct import KeySightings, Numbers, counted, numbering
from indicators.engine.ordered import AmountsMet
from indicators.engine.rollup import SLOTS, UNDATED
from indicators.records.selection import Countable

FACTS = ("records", "known", "total", "illustrative")
SEPARATOR = "\x1f"  # no text of a record holds it
YEAR = 1
"""The place of the year in a row."""

Years = tuple[int, int]
"""The first and the last one, both included."""


class MonthSums(Protocol):
    """What the records of one aggregate come to in each district and month.

    ``rows`` are (origin, year, month, *``FACTS``). An origin is a district, ``None`` for none; of
    records that several districts may share it is the key of a place. A month is ``None`` where
    only the year is known. Money is in kopecks.
    """

    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...

    def sightings(
        self, districts: Mapping[str, int], first_year: int, same: Mapping[str, str]
    ) -> KeySightings:
        """The keys that were met; ``districts`` have numbers, ``same`` are keys that are another."""

    def amounts(self, origins: Mapping[str | None, int], first_year: int) -> AmountsMet:
        """The amounts that were met, of an order statistic; ``origins`` have numbers."""


class SharedSums(Protocol):
    """Month sums that were counted for several engines at once, each of which asks for its own."""

    def of(self, aggregate: Countable, years: Years) -> MonthSums:
        """What the records of an aggregate come to."""


@dataclass(frozen=True)
class JoinedSums:
    """Month sums as the database gives them: ``keys`` are (district, year, month, keys in one text).

    ``numbered`` keys are whole numbers, such as an organisation's.
    """

    rows: list[Sequence[Any]] = field(default_factory=list)
    keys: list[Sequence[Any]] = field(default_factory=list)
    numbered: bool = False

    def within(self, years: Years) -> "JoinedSums":
        """The sums of some years; what is of no year at all is in none."""
        rows, keys = (
            [row for row in each if row[YEAR] is not None and years[0] <= row[YEAR] <= years[1]]
            for each in (self.rows, self.keys)
        )
        return JoinedSums(rows, keys, self.numbered)

    def sightings(
        self, districts: Mapping[str, int], first_year: int, same: Mapping[str, str]
    ) -> KeySightings:
        numbers = _numbers_of(same) if self.numbered else _places_of(same)
        groups = (
            (district, (year - first_year) * SLOTS + slot_of(month), numbers(keys))
            for district, year, month, keys in self.keys
            # an aggregate over NULL keys alone is NULL: nobody was met, though records were
            if keys is not None
        )
        return KeySightings.of(groups, districts)

    def amounts(self, origins: Mapping[str | None, int], first_year: int) -> AmountsMet:
        return AmountsMet.of(
            [
                (
                    origins[origin],
                    (year - first_year) * SLOTS + slot_of(month),
                    *counted(whole_numbers(joined)),
                )
                for origin, year, month, joined in self.keys
                # of amounts that are all empty there is no text
                if joined is not None
            ]
        )


def whole_numbers(keys: str) -> Numbers:
    """Keys in one text that are whole numbers; many times faster than to look up each."""
    return np.fromstring(keys, dtype=np.int64, sep=SEPARATOR)


def _numbers_of(same: Mapping[str, str]) -> Callable[[str], Numbers]:
    """Keys as the numbers that they are, those that are another as that."""
    if not same:
        return whole_numbers
    merged, meant = np.array(sorted((int(key), int(other)) for key, other in same.items())).T

    def numbers(keys: str) -> Numbers:
        met = whole_numbers(keys)
        at = np.minimum(np.searchsorted(merged, met), len(merged) - 1)
        return np.where(merged[at] == met, meant[at], met)

    return numbers


def _places_of(same: Mapping[str, str]) -> Callable[[str], Numbers]:
    """Keys by numbers that are counted on, those that are another by its number: so both are one
    wherever they are met.
    """
    numbers = numbering({})
    numbers |= {key: numbers[meant] for key, meant in same.items()}
    return lambda keys: np.fromiter(map(numbers.__getitem__, keys.split(SEPARATOR)), np.int64)


def slot_of(month: int | None) -> int:
    """A month that is not known has a slot of its own."""
    return UNDATED if month is None else month - 1
