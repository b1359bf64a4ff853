"""Telling apart: distinct keys of every place and period, out of the sets of keys that the database
gives.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.engine.rollup import SLOTS, UNDATED, Timeline, at_ends, month_ends, running
from indicators.periods import PARTS, RANGE

Numbers = NDArray[np.int64]
CELLS = 2**26
"""Of a matrix of periods × keys: up to so many it is looked up, which is many times faster than to
sort.
"""
NEVER = -1
SPARSE = 16
"""Numbers to a key: of keys that lie closer than that the numbers are counted, else they are
sorted.
"""
Group = tuple[str | None, int, Numbers]


@dataclass(frozen=True)
class KeySightings:
    """Which key was met in which district and slot, each combination once: arrays of one length,
    earliest first.

    A slot is a month, counted on from the first year's with ``SLOTS`` a year; ``UNDATED`` of a year
    is its last.
    """

    districts: Numbers
    slots: Numbers
    keys: Numbers

    @classmethod
    def of(cls, groups: Iterable[Group], districts: Mapping[str, int]) -> "KeySightings":
        """From groups of (district or ``None``, slot, keys), keys doubled or not."""
        # None and '' are both «no district»: columns have the one, the closure has the other
        places = numbering({None: districts[""], **districts})
        sightings = [np.zeros((3, 0), dtype=np.int64)]
        for district, slot, group_keys in groups:
            # the database repeats a key once a record; a million records may have a thousand keys
            keys, _times = counted(group_keys)
            sightings.append(
                np.stack([np.full_like(keys, places[district]), np.full_like(keys, slot), keys])
            )
        met = np.concatenate(sightings, axis=1)
        # earliest first: `np.unique` then gives the first time that each key was met
        return cls(*met[:, np.argsort(met[1], kind="stable")])

    def among(self, districts: Sequence[int]) -> "KeySightings":
        """What was met in some districts."""
        here = np.isin(self.districts, districts)
        return KeySightings(self.districts[here], self.slots[here], self.keys[here])


class Distinct:
    """Distinct keys by place, as timelines and as arrays ``[places, years, parts]``."""

    def __init__(self, places: Sequence[KeySightings], years: int) -> None:
        self.places = places
        self.years = years

    def in_periods(self, grain: str) -> Timeline:
        """Distinct keys of each period of a grain."""
        if grain in ("year", RANGE):
            # a whole year and a range hold what is known to the year only, shorter periods do not
            width = SLOTS if grain == "year" else SLOTS * self.years
            return self._counted(
                lambda slots: slots // width, 1 if grain == RANGE else self.years, 1
            )
        # months of a part; integer division puts each month into its own
        length = UNDATED // PARTS[grain]
        parts = PARTS[grain]
        return self._counted(
            lambda slots: slots // SLOTS * parts + slots % SLOTS // length,
            self.years,
            parts,
            dated=True,
        )

    def within_years(self, grain: str) -> Timeline:
        """Distinct keys since the beginning of the year, at the end of each part of it."""
        # counting first times makes distinct counts add up along the time axis, though not across
        # places
        met = np.stack([_first_met(place, self.years, yearly=True) for place in self.places])
        return at_ends(np.cumsum(met, axis=-1), grain)

    def to_date(self, grain: str) -> Timeline:
        """Distinct keys since the first year, at the end of each period."""
        met = running(self._ever_met)
        # the last slot of the last year, that of what is known to the year only, holds all there is
        return met[..., -1:, -1:] if grain == RANGE else at_ends(met, grain)

    def in_windows(self, grain: str, months: int) -> Timeline:
        """Distinct keys of so many months that end with each period."""
        line = np.stack([_met_in_windows(place, self.years, months) for place in self.places])
        return month_ends(line, grain)

    @cached_property
    def _ever_met(self) -> Timeline:
        return np.stack([_first_met(place, self.years, yearly=False) for place in self.places])

    def _counted(self, period_of: Any, years: int, parts: int, *, dated: bool = False) -> Timeline:
        places = [_dated(place) if dated else place for place in self.places]
        counted = [
            _told_apart(period_of(place.slots), place.keys, years * parts) for place in places
        ]
        return np.stack(counted).reshape(len(counted), years, parts)


def numbering(known: Mapping[Any, int]) -> dict[Any, int]:
    """What gives each value its number; those that are not ``known`` are counted on."""
    return defaultdict(count(len(known)).__next__, known)


def counted(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Each key once and in order, and how many times it is there."""
    if keys.min(initial=0) < 0 or keys.max(initial=0) > SPARSE * len(keys):
        return np.unique(keys, return_counts=True)
    times = np.bincount(keys)
    once = np.flatnonzero(times)
    return once, times[once]


def _dated(met: KeySightings) -> KeySightings:
    """Without what is known to the year only."""
    here = met.slots % SLOTS != UNDATED
    return KeySightings(met.districts[here], met.slots[here], met.keys[here])


def _met_in_windows(met: KeySightings, years: int, months: int) -> Timeline:
    """How many different keys the months that end with each month have, ``[years × 12]``."""
    years_of, slots = np.divmod(met.slots, SLOTS)
    undated = slots == UNDATED
    # a sighting is in all windows that end from its month on, one of a year from the year's end on
    first = years_of * UNDATED + np.where(undated, UNDATED - 1, slots)
    last = years_of * UNDATED + np.where(undated, 0, slots) + months - 1
    return _at_once(met.keys, first, last, years * UNDATED)


def _at_once(keys: Numbers, first: Numbers, last: Numbers, length: int) -> Timeline:
    """How many different keys are there at each of ``length`` places, where each is from ``first``
    to ``last``, once or several times over.
    """
    order = np.lexsort((first, keys))
    # keys one after the other on one line, so that what of one has passed is behind the next
    offset = keys[order] * (length + int(last.max(initial=0)) + 1)
    first, last = first[order] + offset, last[order] + offset
    passed = np.concatenate([[NEVER], np.maximum.accumulate(last)])[:-1]
    # only where the key is not there by an earlier one
    first = np.maximum(first, passed + 1)
    new = first <= last
    here = np.zeros(length + 1, dtype=np.int64)
    for ends, step in ((first - offset, 1), (last - offset + 1, -1)):
        here += step * np.bincount(np.minimum(ends[new], length), minlength=length + 1)
    return np.cumsum(here)[:length]


def _told_apart(periods: Numbers, keys: Numbers, length: int) -> Numbers:
    """How many different keys each of ``length`` periods has."""
    width = int(keys.max(initial=0)) + 1
    # period and key as one number: one look at all periods instead of a set for each
    identity = periods * width + keys
    if length * width > CELLS:
        return np.bincount(np.unique(identity) // width, minlength=length)
    met = np.zeros(length * width, dtype=bool)
    met[identity] = True
    return np.asarray(met.reshape(length, width).sum(axis=1, dtype=np.int64))


def _first_met(met: KeySightings, years: int, *, yearly: bool) -> Timeline:
    """How many keys are met for the first time, ever or in their year, in each slot; ``met`` comes
    earliest first.
    """
    width = int(met.keys.max(initial=0)) + 1
    # with the year a key is new again each January
    identity = met.slots // SLOTS * width + met.keys if yearly else met.keys
    if (years if yearly else 1) * width > CELLS:
        first = met.slots[np.unique(identity, return_index=True)[1]]
    else:
        at = np.full((years if yearly else 1) * width, NEVER, dtype=np.int64)
        # latest first: of what is written twice the last stands, which is the earliest
        at[identity[::-1]] = met.slots[::-1]
        first = at[at != NEVER]
    return np.bincount(first, minlength=years * SLOTS).reshape(years, SLOTS)
