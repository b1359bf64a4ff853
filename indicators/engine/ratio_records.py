"""How many records are behind a ratio: each once, even when both sides count it."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from indicators.definition import Definition
from indicators.definition.catalogue import Catalogue, Counts
from indicators.engine.grid import grid
from indicators.engine.readings import Key, Reading, Readings
from indicators.engine.rollup import View
from indicators.engine.tally import Window
from indicators.periods import RANGE, periods
from indicators.records.places import Places
from indicators.records.selection import AnyOf, Countable

Views = tuple[View, ...]
Aggregated = Callable[[Countable, bool, Window, Views], Readings]  # of a countable, to date or not


class RatioRecords:
    """Counts by ``aggregated`` the records of both sides, as the versions in force define them."""

    def __init__(self, catalogue: Catalogue, places: Places, aggregated: Aggregated) -> None:
        self.catalogue, self.places, self.aggregated = catalogue, places, aggregated

    def records(
        self, definition: Definition, window: Window, views: Views
    ) -> Callable[[Key, Reading, Reading], int | None]:
        """How many records are behind both sides of a key, given the readings of the sides."""
        # only where both sides count one measure can a record be in both, and the sum be too large
        shared: dict[Key, int] = {}
        # sides may be defined anew within the window: each run of years by its own versions
        ranged = any(grain == RANGE for grain, _ in views)
        spans = (window.period,) if ranged else periods("year", window.first_year, window.last_year)
        for sides, run in groupby(spans, lambda period: self.catalogue.sides(definition, period)):
            if set.intersection(*({part.aggregate.measure for part in side} for side in sides)):
                inside = list(run)
                years = Window(inside[0].year, inside[-1].final_year)
                shared.update(self._united([*sides[0], *sides[1]], years, views))
        return lambda key, upper, lower: (
            # sides of different measures have no record in common: they add up
            shared[key] if key in shared else _added(upper.records, lower.records)
        )

    def _united(self, parts: Iterable[Counts], window: Window, views: Views) -> Mapping[Key, int]:
        """Records that at least one part counts: to date, and of the period itself where not yet
        counted to date.
        """
        # 0 everywhere: without it a key without records would fall back to adding the sides
        counts = dict.fromkeys(grid(self.places, window, views), 0)
        by_measure: dict[str, list[Counts]] = {}
        for part in parts:
            by_measure.setdefault(part.aggregate.measure, []).append(part)
        for counted in by_measure.values():
            ever = tuple(part.aggregate for part in counted if part.to_date)
            now = tuple(part.aggregate for part in counted if not part.to_date)
            # a side may be to date and the other not: what is counted to date is not counted again
            for either, to_date in ((AnyOf(ever), True), (AnyOf(now, but=ever), False)):
                readings = self.aggregated(either, to_date, window, views) if either.parts else {}
                for key, reading in readings.items():
                    counts[key] += reading.records or 0
        return counts


def _added(first: int | None, second: int | None) -> int | None:
    return None if first is None and second is None else (first or 0) + (second or 0)
