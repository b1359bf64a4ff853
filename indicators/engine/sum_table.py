"""Month sums as arrays: small enough to be kept, and brought up to date by what came and what went."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from indicators.engine.distinct import NEVER, KeySightings, Numbers, counted
from indicators.engine.month_sums import (
    FACTS,
    SEPARATOR,
    JoinedSums,
    MonthSums,
    Years,
    whole_numbers,
)
from indicators.engine.ordered import AmountsMet
from indicators.engine.rollup import SLOTS, UNDATED
from indicators.engine.sum_arrays import (
    DISTRICT,
    GROUP,
    LAST_YEAR,
    MONTH,
    NAME,
    NUMBER,
    RECORDS,
    VALUE,
    YEAR,
    Arrays,
    living_of,
    merged,
    totals,
)

FASTEST = 1
"""The level of compression: a reader waits for it, and the next ones read what it leaves."""


@dataclass(frozen=True)
class SumTable:
    """Month sums of all values of an attribute: the ``facts`` of ``groups``, and the ``keys`` met
    there.
    """

    values: list[Any]
    districts: list[str | None]
    names: list[str]
    groups: Numbers
    facts: Numbers
    keys: Numbers

    @classmethod
    def of(cls, sums: Mapping[Any, JoinedSums]) -> "SumTable":
        """The sums of each value as they come from the database."""
        return cls.of_rows(
            ((value, *row) for value, of_value in sums.items() for row in of_value.rows),
            (
                (value, *group, *_met(joined, numbered=of_value.numbered))
                for value, of_value in sums.items()
                for *group, joined in of_value.keys
                # an aggregate over NULL keys alone is NULL: nobody was met, though records were
                if joined is not None
            ),
        )

    @classmethod
    def of_rows(cls, rows: Iterable[Sequence[Any]], met: Iterable[Sequence[Any]]) -> "SumTable":
        """Of rows of (value, district, year, month, *``FACTS``), and of (value, district, year, month,
        keys, how many records have each).
        """
        values, districts, names = _Positions(), _Positions(), _Positions()
        groups: dict[tuple[int, ...], int] = {}
        facts: list[list[int]] = []
        keys = [_array([], 3)]
        for value, district, year, month, *come_to in rows:
            groups[values[value], districts[district], year, month or 0] = len(facts)
            facts.append([int(number) for number in come_to])
        for value, district, year, month, of_group, numbers in met:
            group = groups[values[value], districts[district], year, month or 0]
            # arrays, never a tuple a key: there may be a million
            positions = names.of(of_group)
            keys.append(np.column_stack([np.full_like(positions, group), positions, numbers]))
        lists = list(values), list(districts), list(names)
        arrays = _array(groups, 4), _array(facts, len(FACTS)), np.concatenate(keys)
        return cls(*lists, *living_of(*totals(*arrays)))

    @property
    def records(self) -> int:
        """How many records there are in all."""
        return int(self.facts[:, RECORDS].sum())

    @property
    def values_met(self) -> set[Any]:
        """The values that some record has."""
        return {self.values[position] for position in np.unique(self.groups[:, VALUE])}

    def within(self, year: int) -> "SumTable":
        """The sums of one year."""
        inside = self.groups[:, YEAR] == year
        position = np.cumsum(inside) - 1
        keys = self.keys[inside[self.keys[:, GROUP]]].astype(np.int64)
        keys[:, GROUP] = position[keys[:, GROUP]]
        lists = self.values, self.districts, self.names
        return SumTable(*lists, self.groups[inside], self.facts[inside], keys)

    def by_value(self, years: Years) -> dict[Any, MonthSums]:
        """The sums of some years, of each value."""
        # groups lie in order of value and year: each value's years are one run of them
        at = self.groups[:, VALUE] * LAST_YEAR + self.groups[:, YEAR]
        offsets = np.arange(len(self.values)) * LAST_YEAR
        starts = np.searchsorted(at, offsets + years[0], side="left").tolist()
        stops = np.searchsorted(at, offsets + years[1], side="right").tolist()
        return {
            value: TableSums(self, slice(start, stop))
            for value, start, stop in zip(self.values, starts, stops, strict=True)
        }

    def changed(self, came: "SumTable", went: "SumTable") -> "SumTable":
        """With what came and without what went; a group without a record is none."""
        numbering = _Numbering()
        groups, facts, keys = numbering.arrays((self, 1))
        # a few records change a few groups: of all the others nothing is sorted again
        changes = totals(*numbering.arrays((came, 1), (went, -1)))
        return SumTable(*numbering.lists, *living_of(*merged((groups, facts, keys), changes)))

    def differs_from(self, other: "SumTable") -> bool:
        """Whether any group has another sum, or any key another number of records."""
        _, sums, keys = totals(*_Numbering().arrays((self, 1), (other, -1)))
        return bool(sums.any() or keys[:, NUMBER].any())

    def content(self) -> bytes:
        """The table in little room, for ``read``."""
        lists = json.dumps([self.values, self.districts, self.names]).encode()
        return _packed(
            lists=np.frombuffer(lists, dtype=np.uint8),
            groups=self.groups,
            facts=self.facts,
            # half as wide: no table has so many groups, names or records of one key
            keys=self.keys.astype(np.int32),
        )

    @classmethod
    def read(cls, content: bytes) -> "SumTable":
        """The table of a ``content``."""
        # no pickle: what lies in a database is data, never a program
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            lists = json.loads(arrays["lists"].tobytes())
            values, districts, names = lists
            numbers = arrays["groups"], arrays["facts"], arrays["keys"]
            return cls(values, districts, names, *numbers)


@dataclass(frozen=True)
class TableSums:
    """The month sums of a run of a table's groups."""

    table: SumTable
    run: slice

    @cached_property
    def rows(self) -> list[tuple[Any, ...]]:
        groups, facts = self.table.groups[self.run].tolist(), self.table.facts[self.run].tolist()
        return [
            (self.table.districts[district], year, month or None, *come_to)
            for (_value, district, year, month), come_to in zip(groups, facts, strict=True)
        ]

    def sightings(
        self, districts: Mapping[str, int], first_year: int, same: Mapping[str, str]
    ) -> KeySightings:
        """The keys that were met; ``districts`` have numbers, ``same`` are keys that are another."""
        groups, keys, slots = self._met(first_year)
        # None and '' are both «no district»
        places = _Positions(districts).of(each or "" for each in self.table.districts)
        names = _Positions().of(same.get(name, name) for name in self.table.names)
        of_group = keys[:, GROUP] - self.run.start
        # as the groups lie: earliest first
        return KeySightings(
            places[groups[:, DISTRICT]][of_group], slots[of_group], names[keys[:, NAME]]
        )

    def amounts(self, origins: Mapping[str | None, int], first_year: int) -> AmountsMet:
        groups, keys, slots = self._met(first_year)
        # a table has the districts of years that were not asked for, too
        places = np.array([origins.get(each, NEVER) for each in self.table.districts])
        amounts = np.array(list(map(int, self.table.names)), dtype=np.int64)
        of_group = keys[:, GROUP] - self.run.start
        return AmountsMet(
            places[groups[:, DISTRICT]][of_group],
            slots[of_group],
            amounts[keys[:, NAME]],
            keys[:, NUMBER].astype(np.int64),
        )

    def _met(self, first_year: int) -> tuple[Numbers, Numbers, Numbers]:
        """The groups of the run, the keys that were met there, and the slot of each group."""
        groups = self.table.groups[self.run]
        met = np.searchsorted(self.table.keys[:, GROUP], [self.run.start, self.run.stop])
        month = groups[:, MONTH]
        slots = (groups[:, YEAR] - first_year) * SLOTS + np.where(month == 0, UNDATED, month - 1)
        return groups, self.table.keys[slice(*met)], slots


class _Positions(dict[Any, int]):
    """What gives each thing the next position when it is first met."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = position = len(self)
        return position

    def of(self, things: Iterable[Any]) -> Numbers:
        return np.fromiter(map(self.__getitem__, things), dtype=np.int64)


def _met(joined: str, *, numbered: bool) -> tuple[Iterable[str], Sequence[int]]:
    """The keys in one text, and how many times each is there."""
    if not numbered:
        met = Counter(joined.split(SEPARATOR))
        return met, list(met.values())
    keys, numbers = counted(whole_numbers(joined))
    return map(str, keys.tolist()), numbers.tolist()


def _packed(**arrays: Numbers) -> bytes:
    """Arrays as ``np.load`` reads them; by column, in which numbers are alike, the fastest
    compression leaves less of them than the best one does by row.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.asfortranarray(array), allow_pickle=False)
    return out.getvalue()


def _array(rows: Iterable[Iterable[int]], width: int) -> Numbers:
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)


class _Numbering:
    """The positions that several tables share."""

    def __init__(self) -> None:
        self._values, self._districts, self._names = _Positions(), _Positions(), _Positions()

    @property
    def lists(self) -> tuple[list[Any], list[str | None], list[str]]:
        return list(self._values), list(self._districts), list(self._names)

    def arrays(self, *signed: tuple[SumTable, int]) -> Arrays:
        """The groups, facts and keys of tables, those of one below another's, with the sign of each."""
        tables = [self._renumbered(table) for table, _ in signed]
        signs = [sign for _, sign in signed]
        starts = np.cumsum([0, *(len(groups) for groups, _, _ in tables)])
        for (_, _, keys), sign, start in zip(tables, signs, starts, strict=False):
            keys[:, GROUP] += start
            keys[:, NUMBER] *= sign
        facts = [facts * sign for (_, facts, _), sign in zip(tables, signs, strict=True)]
        return (
            np.concatenate([groups for groups, _, _ in tables]),
            np.concatenate(facts),
            np.concatenate([keys for _, _, keys in tables]),
        )

    def _renumbered(self, table: SumTable) -> Arrays:
        groups, keys = table.groups.copy(), table.keys.astype(np.int64)
        groups[:, VALUE] = self._values.of(table.values)[groups[:, VALUE]]
        groups[:, DISTRICT] = self._districts.of(table.districts)[groups[:, DISTRICT]]
        keys[:, NAME] = self._names.of(table.names)[keys[:, NAME]]
        return groups, table.facts, keys
