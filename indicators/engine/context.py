"""What all numbers of one programme are computed in: its places, years, residents and coverage, each
read once.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from data.passports import passport
from indicators.engine.coverage import CoverageCounts
from indicators.engine.kept_sums import SumsByRevision
from indicators.engine.month_sums import JoinedSums, MonthSums, RecordSums, Years
from indicators.engine.populations import Populations
from indicators.engine.tally import Window
from indicators.records.places import WHOLE, Places, read_places
from indicators.records.selection import Countable, Scope


class EngineContext:
    """The same for every indicator, and for every value of an attribute by which one is split.

    ``place``: nothing of other places is asked for, so that their records need not be read.
    ``kept``: sums that are kept stand for the records, as they do for readers and writers and never
    for who checks them.
    """

    def __init__(self, scope: Scope, place: str = WHOLE, *, kept: bool = False) -> None:
        self.scope = scope
        self.place = place
        self.kept = SumsByRevision(scope, self.places) if kept else None
        # kept by kind, not by indicator: dozens of indicators count one kind, and share its
        # coverage
        self._coverage: dict[tuple[str, Window, bool], CoverageCounts] = {}

    @cached_property
    def places(self) -> Places:
        return read_places(self.scope.session, self.scope.programme_id, self.scope.revision)

    @cached_property
    def populations(self) -> Populations:
        return Populations(self.scope, self.places)

    @cached_property
    def years(self) -> Window:
        """The years of the programme."""
        terms = passport(self.scope.session, self.scope.programme_id, self.scope.revision)
        return Window(terms.first_year, terms.last_year)

    def covered(self, kind: str, window: Window, *, to_date: bool) -> CoverageCounts:
        """What was reported of a kind."""
        key = (kind, window, to_date)
        if key not in self._coverage:
            self._coverage[key] = CoverageCounts(
                self.scope, self.places, kind, window, to_date=to_date
            )
        return self._coverage[key]

    def renew_splits(self) -> None:
        """Keep sums of attributes anew where those without one were."""
        if self.kept is not None:
            self.kept.renew_splits()

    def month_sums(self, aggregate: Countable, years: Years) -> MonthSums:
        """What the records of an aggregate come to."""
        return self.sums_by_value(aggregate, years).get(None, JoinedSums())

    def sums_by_value(
        self, aggregate: Countable, years: Years, attribute: str | None = None
    ) -> Mapping[Any, MonthSums]:
        """The same of each value of an attribute; without one of ``None`` alone."""
        table = None if self.kept is None else self.kept.table(aggregate, attribute)
        if table is not None:
            return table.by_value(years)
        return RecordSums(self.scope, self.places, aggregate, years, attribute, self.place).by_value
