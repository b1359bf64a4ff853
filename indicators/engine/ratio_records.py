"""How many records are behind a ratio: each once, even when both sides count it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from indicators.definition import Aggregate, Definition
from indicators.definition.catalogue import Catalogue, Counts
from indicators.engine.grid import grid
from indicators.engine.readings import Key, Reading, Readings
from indicators.engine.rollup import View
from indicators.engine.tally import Window
from indicators.periods import PARTS, RANGE, Gathering, periods
from indicators.records.places import Places
from indicators.records.selection import AnyOf, Countable

Views = tuple[View, ...]
Aggregated = Callable[[Countable, Gathering, Window, Views], Readings]


class RatioRecords:
    """Counts by ``aggregated`` the records of both sides, as the versions in force define them."""

    def __init__(self, catalogue: Catalogue, places: Places, aggregated: Aggregated) -> None:
        self.catalogue, self.places, self.aggregated = catalogue, places, aggregated

    def records(
        self, definition: Definition, window: Window, views: Views
    ) -> Callable[[Key, Reading, Reading], int | None]:
        """How many records are behind both sides of a key, given the readings of the sides."""
        # only where both sides count one measure can a record be in both, and the sum be too large
        shared: dict[Key, int | None] = {}
        # sides may be defined anew within the window: each run of years by its own versions
        ranged = any(grain == RANGE for grain, _ in views)
        spans = (window.period,) if ranged else periods("year", window.first_year, window.last_year)
        for sides, run in groupby(spans, lambda period: self.catalogue.sides(definition, period)):
            if set.intersection(*({part.aggregate.measure for part in side} for side in sides)):
                inside = list(run)
                years = Window(inside[0].year, inside[-1].final_year)
                parts = [*sides[0], *sides[1]]
                # the months of a balance are its own: no sums tell which of its records others have
                unknown = any(part.gathering.last for part in parts)
                shared.update(
                    dict.fromkeys(grid(self.places, years, views))
                    if unknown
                    else self._united(parts, years, views)
                )
        return lambda key, upper, lower: (
            # sides of different measures have no record in common: they add up
            shared[key] if key in shared else _added(upper.records, lower.records)
        )

    def _united(self, parts: Iterable[Counts], window: Window, views: Views) -> Mapping[Key, int]:
        """Records that at least one part counts, each where most is gathered of those that count it."""
        # 0 everywhere: without it a key without records would fall back to adding the sides
        counts = dict.fromkeys(grid(self.places, window, views), 0)
        by_measure: dict[str, list[Counts]] = {}
        for part in parts:
            by_measure.setdefault(part.aggregate.measure, []).append(part)
        for counted in by_measure.values():
            for same in _of_one_width(views):
                for either, gathering in _widest_first(counted, window, same):
                    readings = self.aggregated(either, gathering, window, same)
                    for key, reading in readings.items():
                        counts[key] += reading.records or 0
        return counts


def _of_one_width(views: Views) -> list[Views]:
    """Ranges apart from what is no longer than a year."""
    ranges = tuple(view for view in views if view[0] == RANGE)
    shorter = tuple(view for view in views if view[0] != RANGE)
    return [each for each in (ranges, shorter) if each]


def _widest_first(
    counted: Iterable[Counts], window: Window, views: Views
) -> Iterator[tuple[AnyOf, Gathering]]:
    """The aggregates by what they gather; what one has that gathers more is not counted again."""
    by_gathering: dict[Gathering, list[Aggregate]] = {}
    for part in counted:
        by_gathering.setdefault(part.gathering, []).append(part.aggregate)
    # a range may be longer than a window, a year is not
    own = window.years * PARTS["month"] if views[0][0] == RANGE else 0
    wider: tuple[Aggregate, ...] = ()
    for gathering in sorted(by_gathering, key=lambda each: _width(each, own), reverse=True):
        parts = tuple(by_gathering[gathering])
        yield AnyOf(parts, but=wider), gathering
        wider += parts


def _width(gathering: Gathering, own: int) -> tuple[bool, int]:
    return gathering.to_date, gathering.months or own


def _added(first: int | None, second: int | None) -> int | None:
    return None if first is None and second is None else (first or 0) + (second or 0)
