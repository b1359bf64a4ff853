"""What all numbers of one programme are computed in: its places, years, residents and coverage, each
read once.
"""

from functools import cached_property

from data.passports import passport
from indicators.engine.coverage import CoverageCounts
from indicators.engine.month_sums import MonthSums, RecordSums, Years
from indicators.engine.populations import Populations
from indicators.engine.tally import Window
from indicators.records.places import WHOLE, Places, read_places
from indicators.records.selection import Countable, Scope


class EngineContext:
    """The same for every indicator, and for every value of an attribute by which one is split.

    ``place``: nothing of other places is asked for, so that their records need not be read.
    """

    def __init__(self, scope: Scope, place: str = WHOLE) -> None:
        self.scope = scope
        self.place = place
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

    def month_sums(self, aggregate: Countable, years: Years) -> MonthSums:
        """What the records of an aggregate come to."""
        sums = RecordSums(self.scope, self.places, aggregate, years, place=self.place)
        return sums.by_value.get(None, MonthSums())
