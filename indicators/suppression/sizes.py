"""Of how many persons, or records, each cell is: by place, year and month, and by the value of an
attribute.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.imports.columns.kind import SmallNumbers
from indicators.definition import Aggregate
from indicators.engine.context import EngineContext
from indicators.engine.month_sums import JoinedSums, MonthSums
from indicators.engine.rollup import PLAIN, SLOTS, UNDATED, Timeline, View
from indicators.engine.tally import Tally, Window
from indicators.measures import measures
from indicators.periods import ITSELF
from indicators.records.places import NONE, WHOLE, Places
from indicators.records.values import address_text

MONTHS: View = ("month", PLAIN)
YEARS: View = ("year", PLAIN)
Lines = Mapping[str, Timeline]
"""By node of the tree of places: ``[years, 13]``, twelve months and what is known to the year only."""


def rest_of(place: str) -> str:
    """The node of what lies in a place and in none of its own districts."""
    return f"{place}+"


def tree_of(places: Places) -> dict[str, tuple[str, ...]]:
    """The districts of each place that has any, and what is left of it beside them."""
    inner = {place: places.children_of(place) for place in (WHOLE, *places.main)}
    return {place: (*inside, rest_of(place)) for place, inside in inner.items() if inside}


@dataclass(frozen=True)
class CellSizes:
    """The sizes of one select of records; ``least`` and what is counted are its kind's."""

    context: EngineContext
    select: Aggregate
    small: SmallNumbers
    window: Window

    @cached_property
    def lines(self) -> Lines:
        """Of all the records of the select."""
        return self._lines_of(self.context.month_sums(self._counted, self._years))

    def by_value(self, attribute: str) -> Mapping[str, Lines]:
        """Of those of each value of an attribute, as addresses write it."""
        sums = self.context.sums_by_value(self._counted, self._years, attribute)
        return {address_text(value): self._lines_of(of_value) for value, of_value in sums.items()}

    @property
    def nothing(self) -> Lines:
        """Of a value that no record has."""
        return self._lines_of(JoinedSums())

    @cached_property
    def covered(self) -> Lines:
        """Which months of each leaf district were reported, as 1 and 0."""
        kind = measures()[self.select.measure].kind
        shares = self.context.covered(kind, self.window, ITSELF)
        covered, _all, _own, _illustrative = shares.shares((MONTHS,), self.window.years)[MONTHS]
        return {
            key: covered[number]
            for number, key in enumerate(self.context.places.keys)
            if key in self.context.places.leaves
        }

    @property
    def _years(self) -> tuple[int, int]:
        return self.window.first_year, self.window.last_year

    @property
    def _counted(self) -> Aggregate:
        """Persons where the kind says which column has them, records where it does not."""
        amount = self.small.of
        return self.select.model_copy(
            update={"kind": "sum" if amount else "count", "amount": amount, "of": None}
        )

    def _lines_of(self, sums: MonthSums) -> Lines:
        places = self.context.places
        tally = Tally(self.context.scope, places, self._counted, self.window, sums, ITSELF)
        by_view = tally.sums((YEARS, MONTHS), self.window.years)
        # a record that says no number of persons is of one at least
        years, months = (
            each.total + each.records - each.known for each in (by_view[YEARS], by_view[MONTHS])
        )
        lines = np.zeros((len(places.keys), self.window.years, SLOTS), dtype=np.int64)
        lines[..., :UNDATED] = months
        lines[..., UNDATED] = years[..., 0] - months.sum(axis=-1)
        return self._with_rests(dict(zip(places.keys, lines, strict=True)))

    def _with_rests(self, lines: dict[str, Timeline]) -> Lines:
        several = measures()[self.select.measure].link is not None
        for place, parts in tree_of(self.context.places).items():
            inside = sum((lines[part] for part in parts[:-1]), np.zeros_like(lines[WHOLE]))
            # records of several districts do not add up: what has none is counted by itself
            of_none = lines[NONE] if place == WHOLE else np.zeros_like(inside)
            lines[rest_of(place)] = of_none if several else lines[place] - inside
        return lines
