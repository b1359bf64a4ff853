"""What has been reported: the covered share of each place and period."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import case, func, select

from data.imports.columns.kind import Kind
from data.imports.registry import kind_of as kind_named
from data.tables.coverage import Coverage
from indicators.engine.rollup import SLOTS, UNDATED, Timeline, View, own_of, views_of
from indicators.engine.tally import Window
from indicators.measures import measures
from indicators.periods import ITSELF, Days, Gathering
from indicators.records.places import Places
from indicators.records.selection import Scope


class StatedMonth(NamedTuple):
    """A month of a leaf district in a year of which something is stated, as a claim has it."""

    district: str
    year: int
    month: int
    illustrative: bool


class CoverageCounts:
    """Covered (leaf district × month) of one kind of record, as counts in every view."""

    def __init__(
        self,
        scope: Scope,
        places: Places,
        kind: str,
        window: Window,
        gathering: Gathering = ITSELF,
        days: Days | None = None,
    ) -> None:
        self.scope = scope
        self.places = places
        self.kind = kind
        self.window = window
        self.gathering = gathering
        self.days = days
        # each value of an attribute has the coverage of all
        self._shares: dict[tuple[tuple[View, ...], int], dict[View, tuple[Timeline, ...]]] = {}

    def shares(self, views: tuple[View, ...], own_years: int) -> dict[View, tuple[Timeline, ...]]:
        """For each view, arrays of (covered, all, covered in the period itself, covered by what is
        illustrative).
        """
        if (views, own_years) not in self._shares:
            self._shares[views, own_years] = self._of_views(views, own_years)
        return self._shares[views, own_years]

    def _of_views(
        self, views: tuple[View, ...], own_years: int
    ) -> dict[View, tuple[Timeline, ...]]:
        months = self._by_place(self._covered)
        covered, everything, illustrative = (
            views_of(line, views, self.gathering)
            for line in (
                months,
                self._by_place(self._everything),
                self._by_place(self._illustrative),
            )
        )
        # coverage is claimed by the month and never lies in the slot of what is known to the year
        # only
        own = own_of(months, views, own_years)
        return {
            view: (covered[view], everything[view], own[view], illustrative[view]) for view in views
        }

    def by_leaf(self) -> dict[str, list[float]]:
        """The covered share of each year, by leaf district."""
        # the thirteenth slot is empty here: of twelve months, not of thirteen
        shares = self._covered.sum(axis=-1) / UNDATED
        return {leaf: shares[position].tolist() for leaf, position in self._leaves.items()}

    @cached_property
    def _leaves(self) -> dict[str, int]:
        # without districts one leaf of no name stands for the programme, as in `coverage.district`
        return {leaf: position for position, leaf in enumerate(self.places.leaves or ("",))}

    @cached_property
    def _everything(self) -> Timeline:
        months = np.zeros((len(self._leaves), self.window.years, SLOTS), dtype=np.int64)
        # the slot of the year is no month that anybody could cover: a whole year is twelve
        months[..., :UNDATED] = 1
        return months * self._touched

    @cached_property
    def _covered(self) -> Timeline:
        return self._months_of(self._rows)

    @cached_property
    def _illustrative(self) -> Timeline:
        """Where what was reported is illustrative, so that a zero is too."""
        return self._months_of(row for row in self._rows if row.illustrative)

    def _months_of(self, rows: Iterable[Any]) -> Timeline:
        months = np.zeros((len(self._leaves), self.window.years, SLOTS), dtype=np.int64)
        for row in rows:
            # a district that has got districts of its own is no leaf: nobody can share out what it
            # covered
            if row.district in self._leaves:
                months[
                    self._leaves[row.district], row.year - self.window.first_year, row.month - 1
                    # set, not added: two imports may have claimed one month, and it is covered once
                ] = 1
        return months * self._touched

    @cached_property
    def _touched(self) -> Timeline:
        """The months that count: those that the days touch, or all."""
        slots = np.ones((self.window.years, SLOTS), dtype=np.int64)
        if self.days is None:
            return slots
        first, last = (
            (day.year - self.window.first_year) * UNDATED + day.month - 1 for day in self.days
        )
        months = np.arange(self.window.years * UNDATED)
        inside = (months >= first) & (months <= last)
        slots[:, :UNDATED] = inside.reshape(self.window.years, UNDATED)
        return slots

    @cached_property
    def _rows(self) -> list[Any]:
        kind = kind_named(self.kind)
        return self._claims() if kind.is_record else self._stated_months(kind)

    def _stated_months(self, kind: Kind) -> list[Any]:
        return [
            StatedMonth(leaf, year, month, illustrative)
            for year, illustrative in stated_years(self.scope, kind).items()
            if self.window.first_year <= year <= self.window.last_year
            for leaf in self._leaves
            for month in range(1, UNDATED + 1)
        ]

    def _claims(self) -> list[Any]:
        statement = select(
            Coverage.district, Coverage.year, Coverage.month, Coverage.illustrative
        ).where(
            Coverage.programme_id == self.scope.programme_id,
            Coverage.kind == self.kind,
            Coverage.year.between(self.window.first_year, self.window.last_year),
            Coverage.as_of(self.scope.revision),
        )
        return list(self.scope.session.execute(statement).all())

    def _by_place(self, months: Timeline) -> Timeline:
        members = [
            # «none» has the whole's leaves: who has reported every district has reported who has
            # none
            [self._leaves[leaf] for leaf in self.places.leaves_of(key)]
            for key in self.places.keys
        ]
        return np.stack([months[leaves].sum(axis=0) for leaves in members])


def stated_years(scope: Scope, kind: Kind) -> dict[int, bool]:
    """The years of which a kind of plans or money states anything, and whether it is illustrative.

    They claim no coverage: such a year is reported, whole.
    """
    table: Any = kind.table
    statement = (
        select(table.year, func.max(case((table.illustrative, 1), else_=0)))
        .where(table.programme_id == scope.programme_id, table.as_of(scope.revision))
        .group_by(table.year)
    )
    return {year: bool(flag) for year, flag in scope.session.execute(statement)}


def covered_shares(
    scope: Scope, places: Places, window: Window
) -> dict[tuple[str, str, int], float]:
    """The covered share, 0…1, by (kind, leaf district, year), for every kind of record of the
    programme's measures.
    """
    kinds = dict.fromkeys(
        described.kind for described in measures().values() if not described.yearly
    )
    shares: dict[tuple[str, str, int], float] = {}
    for kind in kinds:
        covered = CoverageCounts(scope, places, kind, window).by_leaf()
        for leaf, years in covered.items():
            shares.update(
                {(kind, leaf, window.first_year + at): share for at, share in enumerate(years)}
            )
    return shares
