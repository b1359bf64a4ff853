"""Month sums as arrays: small enough to be kept, and brought up to date by what came and what went."""

import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from indicators.engine.distinct import KeySightings, Numbers
from indicators.engine.month_sums import FACTS, SEPARATOR, JoinedSums, MonthSums, Years
from indicators.engine.rollup import SLOTS, UNDATED

VALUE, DISTRICT, YEAR, MONTH = range(4)
"""The columns of a group; value and district are positions in the lists beside them, and a month
that is not known is 0.
"""
GROUP, NAME, NUMBER = range(3)
"""The columns of a key: the group where it was met, which it is, by how many records."""
RECORDS = FACTS.index("records")
LAST_YEAR = 10_000


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
        values, districts, names = _Positions(), _Positions(), _Positions()
        groups: dict[tuple[int, ...], int] = {}
        facts: list[list[int]] = []
        keys: list[tuple[int, ...]] = []
        for value, of_value in sums.items():
            for district, year, month, *come_to in of_value.rows:
                groups[values[value], districts[district], year, month or 0] = len(facts)
                facts.append([int(number) for number in come_to])
            for district, year, month, joined in of_value.keys:
                group = groups[values[value], districts[district], year, month or 0]
                # an aggregate over NULL keys alone is NULL: nobody was met, though records were
                met = Counter(joined.split(SEPARATOR) if joined is not None else ())
                keys += [(group, names[name], number) for name, number in met.items()]
        lists = list(values), list(districts), list(names)
        arrays = _array(groups, 4), _array(facts, len(FACTS)), _array(keys, 3)
        return cls(*lists, *_added_up(*arrays))

    @property
    def records(self) -> int:
        """How many records there are in all."""
        return int(self.facts[:, RECORDS].sum())

    @property
    def values_met(self) -> set[Any]:
        """The values that some record has."""
        return {self.values[position] for position in np.unique(self.groups[:, VALUE])}

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
        tables = [self, came, went]
        values, districts, names = _Positions(), _Positions(), _Positions()
        groups = [each.groups.copy() for each in tables]
        keys = [each.keys.astype(np.int64) for each in tables]
        before = 0
        for table, group, key in zip(tables, groups, keys, strict=True):
            group[:, VALUE] = values.of(table.values)[group[:, VALUE]]
            group[:, DISTRICT] = districts.of(table.districts)[group[:, DISTRICT]]
            key[:, NAME] = names.of(table.names)[key[:, NAME]]
            key[:, GROUP] += before
            before += len(group)
        keys[-1][:, NUMBER] *= -1
        facts = [self.facts, came.facts, -went.facts]
        lists = list(values), list(districts), list(names)
        return SumTable(*lists, *_added_up(*map(np.concatenate, (groups, facts, keys))))

    def content(self) -> bytes:
        """The table in little room, for ``read``."""
        lists = json.dumps([self.values, self.districts, self.names]).encode()
        out = io.BytesIO()
        np.savez_compressed(
            out,
            lists=np.frombuffer(lists, dtype=np.uint8),
            groups=self.groups,
            facts=self.facts,
            # half as wide: no table has so many groups, names or records of one key
            keys=self.keys.astype(np.int32),
        )
        return out.getvalue()

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
        groups = self.table.groups[self.run]
        met = np.searchsorted(self.table.keys[:, GROUP], [self.run.start, self.run.stop])
        keys = self.table.keys[slice(*met)]
        # None and '' are both «no district»
        places = _Positions(districts).of(each or "" for each in self.table.districts)
        names = _Positions().of(same.get(name, name) for name in self.table.names)
        month = groups[:, MONTH]
        slots = (groups[:, YEAR] - first_year) * SLOTS + np.where(month == 0, UNDATED, month - 1)
        of_group = keys[:, GROUP] - self.run.start
        # as the groups lie: earliest first
        return KeySightings(
            places[groups[:, DISTRICT]][of_group], slots[of_group], names[keys[:, NAME]]
        )


class _Positions(dict[Any, int]):
    """What gives each thing the next position when it is first met."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = position = len(self)
        return position

    def of(self, things: Iterable[Any]) -> Numbers:
        return np.array([self[thing] for thing in things], dtype=np.int64)


def _array(rows: Iterable[Iterable[int]], width: int) -> Numbers:
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)


def _added_up(groups: Numbers, facts: Numbers, keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each group that has a record, and each of its keys, once: in order of value, then of time."""
    # what is known to the year only comes after the year's months
    month = np.where(groups[:, MONTH] == 0, SLOTS, groups[:, MONTH])
    ordered = np.column_stack([groups[:, [VALUE, YEAR]], month, groups[:, [DISTRICT]]])
    ordered, group_of = np.unique(ordered, axis=0, return_inverse=True)
    month = np.where(ordered[:, 2] == SLOTS, 0, ordered[:, 2])
    groups = np.column_stack([ordered[:, 0], ordered[:, 3], ordered[:, 1], month])
    sums = np.zeros((len(groups), len(FACTS)), dtype=np.int64)
    np.add.at(sums, group_of.ravel(), facts)
    living = sums[:, RECORDS] > 0
    position = np.cumsum(living) - 1
    # group and name as one number: one sort for all keys
    width = int(keys[:, NAME].max(initial=0)) + 1
    met, key_of = np.unique(
        group_of.ravel()[keys[:, GROUP]] * width + keys[:, NAME], return_inverse=True
    )
    numbers = np.zeros(len(met), dtype=np.int64)
    np.add.at(numbers, key_of.ravel(), keys[:, NUMBER])
    met, numbers = met[numbers > 0], numbers[numbers > 0]
    return (
        groups[living],
        sums[living],
        np.column_stack([position[met // width], met % width, numbers]),
    )
