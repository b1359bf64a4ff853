"""Which cells of one select of records readers see, year by year (ARCHITECTURE.md, Small numbers).

Every number of a year is part of the year's whole. Three tables divide that whole alone – by place,
by time, by the values of an attribute – and hide single cells. Whatever divides further, as the
quarters of a district do, is open as a whole or not at all; of what is closed no more than the sums
of its rows and columns are known, and these are of nobody or of enough persons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TypeVar

import numpy as np

from indicators.engine.rollup import UNDATED, Timeline
from indicators.periods import PARTS, Period
from indicators.records.places import NONE, WHOLE, Places
from indicators.suppression.cells import hidden_below, hidden_parts, is_small
from indicators.suppression.sizes import CellSizes, Lines, rest_of, tree_of

MONTH, QUARTER = "month", "quarter"
ALL_TOLD = 1
"""Under so many persons nobody is hidden: a limit of its own may be that of an attribute alone."""
Result = TypeVar("Result")


class CellTables:
    """The cells of all years of a select that readers see; each table is worked out when it is first
    looked at.
    """

    def __init__(self, sizes: CellSizes) -> None:
        self.sizes = sizes
        self.least = sizes.small.least() or ALL_TOLD
        self.places: Places = sizes.context.places
        self.tree = tree_of(self.places)
        self._parts: dict[str, Mapping[str, Lines]] = {}
        self._known: dict[object, object] = {}

    def is_visible(self, place: str, period: Period) -> bool:
        """Whether a year, or a part of one, of a place is."""
        year = self._year(period)
        if place == WHOLE or period.grain == "year":
            nodes = self._nodes(place)
            # what is made of nothing that is known here is not told
            return (
                bool(nodes)
                and all(self._node_is_visible(node, year) for node in nodes)
                and (period.grain == "year" or self._time_is_visible(period))
            )
        return self._is_inside_open(year, self._table(period)) or self._is_plainly_zero(
            place, period
        )

    def is_part_visible(self, attribute: str, value: str, place: str, period: Period) -> bool:
        """Whether the same of the records of one value of an attribute is."""
        year = self._year(period)
        if place == WHOLE and period.grain == "year":
            return self._value_is_visible(attribute, value, year)
        if self._is_split_open(attribute, year, self._table(period)):
            return True
        # where the whole of it is known to be zero, so is each part
        of_place, of_value = (
            self.is_visible(place, period) and not self._size(self.sizes.lines, place, period),
            self._value_is_visible(attribute, value, year)
            and not self._size(self._of_value(attribute, value), WHOLE, Period(period.year)),
        )
        return of_place or of_value

    def size(self, place: str, period: Period) -> int:
        """The persons of a place in a year or a part of one."""
        return self._size(self.sizes.lines, place, period)

    def sizes_by_value(self, attribute: str, place: str, period: Period) -> dict[str, int]:
        """The same of each value of an attribute."""
        by_value = self._by_value(attribute)
        return {value: self._size(lines, place, period) for value, lines in by_value.items()}

    def _year(self, period: Period) -> int:
        return period.year - self.sizes.window.first_year

    def _table(self, period: Period) -> str:
        """The finest table that a period is read off: a half is two quarters."""
        return QUARTER if period.grain == "half" else period.grain

    def _nodes(self, place: str) -> list[str]:
        """The nodes of the tree whose numbers are the place's: itself, or of a cut and of «none» what
        they are made of.
        """
        if place == WHOLE or place in self.places.main:
            return [place]
        inside = self.places.closure.items()
        return [self._origin(district) for district, within in inside if place in within]

    def _origin(self, district: str) -> str:
        """Where a record of a district lies: what a district has in none of its own is its rest."""
        return rest_of(district) if district in self.tree else district

    # ------------------------------------------------------------ tables of one division

    def _node_is_visible(self, node: str, year: int) -> bool:
        return node not in self._once(("places", year), lambda: self._hidden_places(year))

    def _hidden_places(self, year: int) -> frozenset[str]:
        sizes = {node: int(line[year].sum()) for node, line in self.sizes.lines.items()}
        return hidden_below(WHOLE, self.tree, sizes, self.least)

    def _time_is_visible(self, period: Period) -> bool:
        """Whether a part of a year of the whole is."""
        year, table = self._year(period), self._table(period)
        hidden = self._once(("time", year), lambda: self._hidden_times(year))
        first, last = period.first_month, period.last_month
        steps = range(first, last + 1, 12 // PARTS[table])
        nodes = (_part(table, (month - 1) * PARTS[table] // 12) for month in steps)
        # with what is known not to be there, the sums of a closed table may give its cells away
        return not any(node in hidden for node in nodes) and (
            self._is_inside_open(year, table) or not self._has_gaps(year, table)
        )

    def _hidden_times(self, year: int) -> frozenset[str]:
        line = self.sizes.lines[WHOLE][year]
        sizes = {_part(table, part): int(number) for table in (QUARTER, MONTH)
                 for part, number in enumerate(_parts_of(line, table))}  # fmt: skip
        sizes |= {WHOLE: int(line.sum()), rest_of(WHOLE): int(line[UNDATED])}
        quarters = {_part(QUARTER, each): tuple(_part(MONTH, each * 3 + month) for month in range(3))
                    for each in range(4)}  # fmt: skip
        return hidden_below(
            WHOLE, {WHOLE: (*quarters, rest_of(WHOLE)), **quarters}, sizes, self.least
        )

    def _value_is_visible(self, attribute: str, value: str, year: int) -> bool:
        key = ("values", attribute, year)
        return value not in self._once(key, lambda: self._hidden_values(attribute, year))

    def _hidden_values(self, attribute: str, year: int) -> frozenset[str]:
        sizes = {value: int(lines[WHOLE][year].sum())
                 for value, lines in self._by_value(attribute).items()}  # fmt: skip
        whole, least = int(self.sizes.lines[WHOLE][year].sum()), self._least_of(attribute)
        if is_small(whole, least) or self._is_told_by_rows(attribute, sizes.values()):
            return frozenset(sizes)
        hidden = hidden_parts(sizes, least)
        beside = self._hidden_places(year) or self._hidden_times(year)
        # a value that is a district in other words is subtracted from districts
        return frozenset(sizes) if (hidden or beside) and self._is_linked(attribute) else hidden

    def _least_of(self, attribute: str) -> int:
        return self.sizes.small.least((attribute,)) or ALL_TOLD

    def _is_told_by_rows(self, attribute: str, sizes: Iterable[int]) -> bool:
        """Whether all are of one value, as the zeros of the others say: then what is told of fewer
        persons than the attribute's own limit is of that value too.
        """
        return self._least_of(attribute) > self.least and sum(map(bool, sizes)) == 1

    def _is_linked(self, attribute: str) -> bool:
        """Whether, of all years, the district or the month of a record tells its value, or its value
        them.
        """
        return self._once(("linked", attribute), lambda: any(self._links(attribute)))

    def _links(self, attribute: str) -> Iterator[bool]:
        by_value = self._by_value(attribute)
        leaves = [node for node in self.sizes.lines if self._is_leaf(node)]
        # «not known» may be met anywhere, and then tells nothing; else it is as telling as a value
        for values in (by_value.keys() - {NONE}, by_value.keys()):
            lines = [by_value[value] for value in values]
            yield _follow([{leaf for leaf in leaves if each[leaf].any()} for each in lines])
            yield _follow(
                [set(np.flatnonzero(each[WHOLE].sum(axis=0)[:UNDATED]).tolist()) for each in lines]
            )

    def _by_value(self, attribute: str) -> Mapping[str, Lines]:
        if attribute not in self._parts:
            self._parts[attribute] = self.sizes.by_value(attribute)
        return self._parts[attribute]

    def _of_value(self, attribute: str, value: str) -> Lines:
        by_value = self._by_value(attribute)
        return by_value.get(value, self.sizes.nothing)

    # ------------------------------------------------------------ tables of several divisions

    def _is_inside_open(self, year: int, table: str) -> bool:
        """Whether the parts of a year are to be seen in every place."""
        return self._once(("inside", year, table), lambda: self._is_safe_inside(year, table))

    def _is_safe_inside(self, year: int, table: str) -> bool:
        return (
            self._are_safe(self.sizes.lines, year, table, self.least)
            and not self._hidden_places(year)
            and not self._hidden_times(year)
        )

    def _is_split_open(self, attribute: str, year: int, table: str) -> bool:
        """Whether the values of an attribute are to be seen in every place, and every part of a year."""
        key = ("split", attribute, year, table)
        return self._once(key, lambda: self._is_safe_split(attribute, year, table))

    def _is_safe_split(self, attribute: str, year: int, table: str) -> bool:
        if table != "year" and not self._is_inside_open(year, table):
            return False
        by_value, least = self._by_value(attribute), self._least_of(attribute)
        return (
            all(self._are_safe(lines, year, table, least) for lines in by_value.values())
            and not any(
                self._is_told_by_rows(attribute, sizes)
                for sizes in self._by_cell(by_value.values(), year, table)
            )
            and not self._hidden_places(year)
            and not self._hidden_values(attribute, year)
        )

    def _by_cell(self, lines: Iterable[Lines], year: int, table: str) -> Iterator[tuple[int, ...]]:
        """The sizes of each value in every district, the whole, and part of a year, and what is known to
        the year only.
        """
        listed = list(lines)
        for node in self._cells:
            own = [each[node][year] for each in listed]
            yield from zip(*(_parts_of(each, table).tolist() for each in own), strict=True)
            if table != "year":
                yield tuple(int(each[UNDATED]) for each in own)

    def _are_safe(self, lines: Lines, year: int, table: str, least: int) -> bool:
        """Whether no part of a year is small in any place, nor what is known to the year only."""
        undated = (lines[node][year][UNDATED:] for node in self._cells if table != "year")
        parts = (_parts_of(lines[node][year], table) for node in self._cells)
        return not any(is_small(int(size), least) for each in (*parts, *undated) for size in each)

    @property
    def _cells(self) -> list[str]:
        """Every district that has none in it, and the whole."""
        return [node for node in self.sizes.lines if node == WHOLE or self._is_leaf(node)]

    def _is_leaf(self, node: str) -> bool:
        return node not in self.tree and (
            node in self.places.main or node.removesuffix("+") in self.tree
        )

    def _has_gaps(self, year: int, table: str) -> bool:
        """Whether a district is known to have none in a part of a year in which others have some: it
        has reported less than the whole of it, and has some in another part.
        """
        return self._once(("gaps", year, table), lambda: any(self._gaps(year, table)))

    def _gaps(self, year: int, table: str) -> Iterator[bool]:
        whole, months = _parts_of(self.sizes.lines[WHOLE][year], table), 12 // PARTS[table]
        for leaf, covered in self.sizes.covered.items():
            line = self.sizes.lines[leaf][year]
            reported = covered[year].reshape(PARTS[table], months).sum(axis=1)
            lacking = (_parts_of(line, table) == 0) & (reported < months) & (whole > 0)
            yield bool(line.sum() and lacking.any())

    def _is_plainly_zero(self, place: str, period: Period) -> bool:
        """Whether a part of a year of a place is known to be zero by its row or its column."""
        of_whole = self.is_visible(WHOLE, period) and not self._size(
            self.sizes.lines, WHOLE, period
        )
        year = Period(period.year)
        of_year = self.is_visible(place, year) and not self._size(self.sizes.lines, place, year)
        return of_whole or of_year

    def _size(self, lines: Lines, place: str, period: Period) -> int:
        """The persons of a place in a year or a part of one."""
        year = self._year(period)
        line = sum(lines[node][year] for node in self._nodes(place))
        if period.grain == "year":
            return int(line.sum())
        return int(line[period.first_month - 1 : period.last_month].sum())

    def _once(self, key: object, make: Callable[[], Result]) -> Result:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]  # type: ignore[return-value]


def _follow(met: Iterable[Set[object]]) -> bool:
    """Whether sets of what several values were met in are apart, or each is of one thing alone."""
    filled = [each for each in met if each]
    together = set().union(*filled)
    if len(filled) < 2 or len(together) < 2:
        return False
    return sum(map(len, filled)) == len(together) or all(len(each) == 1 for each in filled)


def _part(table: str, number: int) -> str:
    """The node of a part of a year."""
    return f"{table} {number}"


def _parts_of(line: Timeline, table: str) -> Timeline:
    """What a year's line comes to in each part of a table; a whole year holds what is known to it
    only.
    """
    if table == "year":
        return np.asarray(line.sum(keepdims=True))
    return np.asarray(line[:UNDATED].reshape(PARTS[table], -1).sum(axis=-1))
