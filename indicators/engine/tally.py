"""One aggregate's month sums, read as sums and distinct counts of all places in every view."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from indicators.engine.balances import balances
from indicators.engine.distinct import Distinct, KeySightings
from indicators.engine.month_sums import FACTS, MonthSums, slot_of
from indicators.engine.ordered import Ordered, is_ordered, percent_of
from indicators.engine.rollup import (
    SLOTS,
    UNDATED,
    WITHIN_YEAR,
    Timeline,
    View,
    beside,
    own_of,
    views_of,
)
from indicators.measures import Records, measures
from indicators.periods import RANGE, Gathering, Period
from indicators.records.places import WHOLE, Places
from indicators.records.selection import Countable, Scope


@dataclass(frozen=True)
class Window:
    """The years over which records are gathered, both ends included."""

    first_year: int
    last_year: int

    @property
    def years(self) -> int:
        return self.last_year - self.first_year + 1

    @property
    def period(self) -> Period:
        """The whole range."""
        return Period(self.first_year, RANGE, 1, self.last_year)


@dataclass(frozen=True)
class Sums:
    """Arrays ``[places, years, parts]`` of one view.

    ``known`` counts records whose amount or key is filled in, ``own_records`` those dated inside
    the period itself, ``undated`` those known to the year only that are not in a part of it. Money
    is in kopecks.
    """

    total: Timeline
    records: Timeline
    known: Timeline
    illustrative: Timeline
    own_records: Timeline
    undated: Timeline


class Tally:
    """One aggregate over records, read as sums in every view."""

    def __init__(
        self,
        scope: Scope,
        places: Places,
        aggregate: Countable,
        window: Window,
        month_sums: MonthSums,
        gathering: Gathering,
    ) -> None:
        self.scope = scope
        self.places = places
        self.aggregate = aggregate
        self.window = window
        self.month_sums = month_sums
        self.gathering = gathering
        self.records: Records = measures()[aggregate.measure]
        self._index = {key: position for position, key in enumerate(places.keys)}

    def sums(self, views: tuple[View, ...], own_years: int) -> dict[View, Sums]:
        """The sums in each view."""
        # the same views of all facts, from one query: a view costs an addition, not a select
        facts = self._balances(views) if self.gathering.last else self._gathered(views)
        own = own_of(self._timelines["records"], views, own_years, self.gathering)
        totals = (
            # keys of two months are not to be added up; records are, and are still counted by sums
            self._distinct_totals(views)
            if self.aggregate.kind == "distinct"
            else self._ordered_totals(views)
            if is_ordered(self.aggregate)
            else facts["total"]
        )
        undated = self._timelines["records"][..., UNDATED:]
        return {
            view: Sums(
                total=totals[view],
                records=facts["records"][view],
                known=facts["known"][view],
                illustrative=facts["illustrative"][view],
                own_records=own[view],
                undated=beside(undated, *view, self.gathering),
            )
            for view in views
        }

    def _gathered(self, views: tuple[View, ...]) -> dict[str, dict[View, Timeline]]:
        return {
            name: views_of(line, views, self.gathering) for name, line in self._timelines.items()
        }

    def _balances(self, views: tuple[View, ...]) -> dict[str, dict[View, Timeline]]:
        """Each district has its own last month: what they say there adds up to their place's."""
        of_views = {view: self._placed(balances(self._of_origins[1], *view)) for view in views}
        return {name: {view: of_views[view][name] for view in views} for name in FACTS}

    @cached_property
    def _timelines(self) -> dict[str, Timeline]:
        """The facts of each place."""
        return self._placed(self._of_origins[1])

    def _placed(self, lines: Timeline) -> dict[str, Timeline]:
        """Facts of origins, ``[facts, origins, years, parts]``, as those of each place."""
        origins = self._of_origins[0]
        # whole numbers in a matrix: each place adds up its districts, however many places there are
        inside = np.zeros((len(self._index), len(origins)), dtype=np.int64)
        for at, origin in enumerate(origins):
            inside[[self._index[place] for place in self._places_of(origin)], at] = 1
        placed = np.tensordot(lines, inside, axes=(1, 1))
        return dict(zip(FACTS, np.moveaxis(placed, -1, 1), strict=True))

    @cached_property
    def _of_origins(self) -> tuple[list[str | None], Timeline]:
        """Each origin, and the facts of each as ``[facts, origins, years, slots]``."""
        origins = list(dict.fromkeys(row[0] for row in self.month_sums.rows))
        numbers = {origin: number for number, origin in enumerate(origins)}
        lines = np.zeros((len(FACTS), len(origins), self.window.years, SLOTS), dtype=np.int64)
        for origin, year, month, *facts in self.month_sums.rows:
            lines[:, numbers[origin], year - self.window.first_year, slot_of(month)] = np.array(
                facts, dtype=np.int64
            )
        return origins, lines

    def _places_of(self, origin: str | None) -> tuple[str, ...]:
        if self.records.link is not None:
            return (origin or WHOLE,)
        return WHOLE, *self.places.closure.get(origin or "", ())

    def _ordered_totals(self, views: tuple[View, ...]) -> dict[View, Any]:
        """Order statistics at every level, from the amounts that were met: nor can they be added
        up.
        """
        origins = list(dict.fromkeys(row[0] for row in self.month_sums.rows))
        numbers = {origin: number for number, origin in enumerate(origins)}
        met = self.month_sums.amounts(numbers, self.window.first_year)
        inside: dict[str, list[int]] = {place: [] for place in self._index}
        for origin, number in numbers.items():
            for place in self._places_of(origin):
                inside[place].append(number)
        ordered = Ordered(
            [met.among(numbers_of) for numbers_of in inside.values()],
            self.window.years,
            percent_of(self.aggregate),
        )
        return {view: ordered.in_view(*view, self.gathering) for view in views}

    def _distinct_totals(self, views: tuple[View, ...]) -> dict[View, Timeline]:
        """Distinct keys at every level, from the sets of keys: they cannot be added up."""
        distinct = Distinct(self._met, self.window.years)
        return {view: self._distinct_total(distinct, *view) for view in views}

    def _distinct_total(self, distinct: Distinct, grain: str, mode: str) -> Timeline:
        if self.gathering.to_date:
            return distinct.to_date(grain)
        if self.gathering.months:
            return distinct.in_windows(grain, self.gathering.months)
        return (
            distinct.within_years(grain)
            if mode == WITHIN_YEAR and grain != "year"
            else distinct.in_periods(grain)
        )

    @property
    def _met(self) -> list[KeySightings]:
        """What was met in each place."""
        # '' is the first: what has no district is met there, and counts in the whole and in «none»
        districts = {district: number for number, district in enumerate(("", *self.places.main))}
        whole = self.month_sums.sightings(districts, self.window.first_year, self._same)
        closure = self.places.closure
        inside = {
            place: [
                number
                for district, number in districts.items()
                if place in closure.get(district, ())
            ]
            for place in self._index
        }
        return [whole if place == WHOLE else whole.among(inside[place]) for place in self._index]

    @property
    def _same(self) -> dict[str, str]:
        """Merged organisations with those as which they count."""
        # the one place where merging is followed (ARCHITECTURE.md, Merging): records stay as they
        # are
        merged = self.scope.merged if self.aggregate.of == "organisation" else {}
        return {str(organisation): str(meant) for organisation, meant in merged.items()}
