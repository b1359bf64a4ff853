"""What all numbers of one programme are computed in: its places, years, residents and coverage, each
read once.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement

from data.passports import passport
from indicators.definition import Aggregate, required
from indicators.engine.copy_sums import copied
from indicators.engine.coverage import CoverageCounts
from indicators.engine.kept_sums import SumsByRevision
from indicators.engine.month_sums import JoinedSums, MonthSums, Years
from indicators.engine.populations import Populations
from indicators.engine.record_sums import RecordSums
from indicators.engine.tally import Window
from indicators.measures import measures
from indicators.periods import Days, Gathering
from indicators.records.days import partly_in_days, within_days
from indicators.records.places import WHOLE, Places, read_places
from indicators.records.selection import Countable, Scope


class EngineContext:
    """The same for every indicator, and for every value of an attribute by which one is split.

    ``place``: nothing of other places is asked for, so that their records need not be read.
    ``kept``: sums that are kept, and the columnar copy, stand for the records, as they do for
    readers and writers and never for who checks them; ``keeps``: new ones are kept.
    ``whole_years``: nothing shorter than a year is asked for. ``places``: those of the programme,
    where they were read already. ``days``: what lies in them alone is read, of the years that they
    touch; no sums are kept of them, so that the columnar copy alone stands for the records.
    """

    def __init__(
        self,
        scope: Scope,
        place: str = WHOLE,
        *,
        kept: bool = False,
        keeps: bool = True,
        whole_years: bool = False,
        places: Places | None = None,
        days: Days | None = None,
    ) -> None:
        self.scope = scope
        self.places = places or read_places(scope.session, scope.programme_id, scope.revision)
        self.place = place
        self.whole_years = whole_years
        self.days = days
        self._has_copies = kept
        has_sums = kept and days is None
        self.kept = SumsByRevision(scope, self.places, keeps=keeps) if has_sums else None
        # kept by kind, not by indicator: dozens of indicators count one kind, and share its
        # coverage
        self._coverage: dict[tuple[str, Window, Gathering], CoverageCounts] = {}
        self._of_all: dict[tuple[str, str], Mapping[Any, JoinedSums]] = {}

    @cached_property
    def populations(self) -> Populations:
        return Populations(self.scope, self.places)

    @cached_property
    def years(self) -> Window:
        """The years of the programme."""
        terms = passport(self.scope.session, self.scope.programme_id, self.scope.revision)
        return Window(terms.first_year, terms.last_year)

    def covered(self, kind: str, window: Window, gathering: Gathering) -> CoverageCounts:
        """What was reported of a kind."""
        key = (kind, window, gathering)
        if key not in self._coverage:
            self._coverage[key] = CoverageCounts(
                self.scope, self.places, kind, window, gathering, self.days
            )
        return self._coverage[key]

    def is_missing(self, aggregate: Countable) -> bool:
        """Whether sums of an aggregate would be kept and are not."""
        return self.kept is not None and self.kept.is_missing(aggregate)

    def renew_splits(self) -> None:
        """Keep sums of attributes anew where those without one were."""
        if self.kept is not None:
            self.kept.renew_splits()

    def month_sums(self, aggregate: Countable, years: Years) -> MonthSums:
        """What the records of an aggregate come to."""
        return self.sums_by_value(aggregate, years).get(None, JoinedSums())

    def partly(self, aggregate: Countable, years: Years) -> MonthSums:
        """What the records come to that are known to a month or year of which the days are a part."""
        days = required(self.days)
        condition = partly_in_days(measures()[aggregate.measure], days)
        sums = RecordSums(
            self.scope, self.places, aggregate, years, place=self.place, conditions=(condition,)
        )
        return self.read(sums).get(None, JoinedSums())

    def read(self, sums: RecordSums) -> Mapping[Any, JoinedSums]:
        """Sums by value: of the columnar copy where it stands for the records, else of these."""
        return copied(sums).by_value if self._has_copies else sums.by_value

    def sums_by_value(
        self, aggregate: Countable, years: Years, attribute: str | None = None
    ) -> Mapping[Any, MonthSums]:
        """The same of each value of an attribute; without one of ``None`` alone."""
        table = None if self.kept is None else self.kept.table(aggregate, attribute)
        if table is not None:
            return table.by_value(years)
        if attribute is None or not self._is_read_once(aggregate):
            return self._of_records(aggregate, attribute, years=years, place=self.place)
        return {
            value: sums.within(years)
            for value, sums in self._by_value(aggregate, attribute).items()
        }

    def values_met(self, aggregate: Aggregate, attribute: str) -> set[Any] | None:
        """The values of an attribute that any records of an aggregate's measure have; None where
        no sums tell them that are needed or kept anyway.
        """
        known = None if self.kept is None else self.kept.values_met(aggregate, attribute)
        if known is not None:
            return known
        # others may have none of their records in the days
        if self.days is not None:
            return None
        narrowed = aggregate.filter or measures()[aggregate.measure].default_filter
        tells = not narrowed and self._is_read_once(aggregate)
        return {*self._by_value(aggregate, attribute)} if tells else None

    def _is_read_once(self, aggregate: Countable) -> bool:
        """Whether records are read for the values of an attribute and for their sums at once, of all
        years: no index has the attribute. Those of one place are sooner found by another one; those
        of several districts are placed by a join, which is asked for as little as it can be.
        """
        return self.place == WHOLE and measures()[aggregate.measure].link is None

    def _by_value(self, aggregate: Countable, attribute: str) -> Mapping[Any, JoinedSums]:
        key = aggregate.model_dump_json(), attribute
        if key not in self._of_all:
            self._of_all[key] = self._of_records(aggregate, attribute, dated=False)
        return self._of_all[key]

    def _of_records(
        self,
        aggregate: Countable,
        attribute: str | None,
        *,
        years: Years | None = None,
        place: str = WHOLE,
        dated: bool = True,
    ) -> Mapping[Any, JoinedSums]:
        sums = RecordSums(
            self.scope,
            self.places,
            aggregate,
            years,
            attribute,
            place,
            dated=dated,
            whole_years=self.whole_years,
            conditions=self._in_days(aggregate),
        )
        return self.read(sums)

    def _in_days(self, aggregate: Countable) -> tuple[ColumnElement[bool], ...]:
        if self.days is None:
            return ()
        return (within_days(measures()[aggregate.measure], self.days),)
