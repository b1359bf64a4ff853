"""Records counted and summed by day: read once, however many days and weeks are asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from indicators.definition import required
from indicators.engine.context import EngineContext
from indicators.engine.coverage import CoverageCounts
from indicators.engine.month_sums import JoinedSums, Years
from indicators.engine.record_sums import RecordSums
from indicators.engine.tally import Window
from indicators.measures import measures
from indicators.periods import Days, Gathering
from indicators.records.days import dated_in_days, without_day
from indicators.records.selection import Countable

SumsRow = Sequence[Any]
"""An origin, a year, a month, and the facts of the records there."""
SumsByDay = dict[date, list[tuple[Any, SumsRow]]]
"""By day the rows of each value of an attribute, or of ``None`` alone."""


class DaySums(RecordSums):
    """The sums of an aggregate where the day stands in the place of the month."""

    @property
    def _month(self) -> Any:
        return self.records.calendar.day


class RecordsByDay:
    """What the records of each aggregate come to on each of the context's days, and how well these
    are reported. Of counts and sums alone: of what is told apart days do not add up.
    """

    def __init__(self, context: EngineContext, days: Days) -> None:
        self.context, self.days = context, days
        self._rows: dict[tuple[str, str | None], SumsByDay] = {}
        self._without_day: dict[str, Sequence[SumsRow]] = {}
        self._coverage: dict[tuple[str, Window, Gathering, Days], CoverageCounts] = {}

    def within(self, days: Days) -> EngineContext:
        """What the number of some of the days is computed in."""
        return _OfDays(self, days)

    def sums(
        self, aggregate: Countable, days: Days, attribute: str | None = None
    ) -> Mapping[Any, JoinedSums]:
        """What the records dated in some of the days come to, for each value of an attribute; without
        one for ``None`` alone.
        """
        key = aggregate.model_dump_json(), attribute
        if key not in self._rows:
            condition = dated_in_days(measures()[aggregate.measure], self.days)
            self._rows[key] = _by_day(self._read(DaySums, aggregate, condition, attribute))
        by_value: dict[Any, list[SumsRow]] = defaultdict(list)
        for day in _each(days):
            for value, row in self._rows[key].get(day, ()):
                by_value[value].append(row)
        return {value: JoinedSums(_added(rows)) for value, rows in by_value.items()}

    def sums_beside(self, aggregate: Countable, days: Days) -> JoinedSums:
        """What the records come to that are known to the month or the year of one of the days alone."""
        key = aggregate.model_dump_json()
        if key not in self._without_day:
            condition = without_day(measures()[aggregate.measure])
            read = self._read(RecordSums, aggregate, condition)
            self._without_day[key] = read.get(None, JoinedSums()).rows
        months = {(day.year, day.month) for day in days}
        touched = {*months, *((day.year, None) for day in days)}
        return JoinedSums([row for row in self._without_day[key] if tuple(row[1:3]) in touched])

    def covered(
        self, kind: str, window: Window, gathering: Gathering, days: Days
    ) -> CoverageCounts:
        """What was reported of a kind in the months of the days."""
        # coverage is claimed by the month: all the days of a month have the same
        months = days[0].replace(day=1), days[1].replace(day=1)
        key = kind, window, gathering, months
        if key not in self._coverage:
            scope, places = self.context.scope, self.context.places
            self._coverage[key] = CoverageCounts(scope, places, kind, window, gathering, months)
        return self._coverage[key]

    def _read(
        self,
        kind: type[RecordSums],
        aggregate: Countable,
        condition: Any,
        attribute: str | None = None,
    ) -> Mapping[Any, JoinedSums]:
        context = self.context
        years = self.days[0].year, self.days[1].year
        return context.read(
            kind(
                context.scope,
                context.places,
                aggregate,
                years,
                attribute,
                place=context.place,
                conditions=(condition,),
            )
        )


class _OfDays(EngineContext):
    """Some of the days; longer than a week they might hold a whole month, whose records have no day."""

    def __init__(self, records: RecordsByDay, days: Days) -> None:
        whole = records.context
        super().__init__(whole.scope, whole.place, places=whole.places, days=days)
        self._records = records

    def sums_by_value(
        self, aggregate: Countable, years: Years, attribute: str | None = None
    ) -> Mapping[Any, JoinedSums]:
        return self._records.sums(aggregate, required(self.days), attribute)

    def partly(self, aggregate: Countable, years: Years) -> JoinedSums:
        return self._records.sums_beside(aggregate, required(self.days))

    def covered(self, kind: str, window: Window, gathering: Gathering) -> CoverageCounts:
        return self._records.covered(kind, window, gathering, required(self.days))


def _by_day(by_value: Mapping[Any, JoinedSums]) -> SumsByDay:
    """Rows of days as those of their months, each with its value."""
    by_day: SumsByDay = defaultdict(list)
    for value, sums in by_value.items():
        for origin, year, day, *facts in sums.rows:
            by_day[day].append((value, (origin, year, day.month, *facts)))
    return by_day


def _added(rows: Iterable[SumsRow]) -> list[SumsRow]:
    """One row for each origin and month."""
    sums: dict[tuple[Any, ...], list[Any]] = {}
    for *at, records, known, total, illustrative in rows:
        facts = (records, known, total, illustrative)
        earlier = sums.get(tuple(at), [0] * len(facts))
        sums[tuple(at)] = [one + other for one, other in zip(facts, earlier, strict=True)]
    return [(*at, *facts) for at, facts in sums.items()]


def _each(days: Days) -> Iterator[date]:
    first, last = days
    yield from (first + timedelta(number) for number in range((last - first).days + 1))
