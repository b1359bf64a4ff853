"""The month sums of many programmes: an aggregate is counted once for all of them, by whatever answers
the selects of its measure in place of the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Select, String, column, values

from indicators.engine.context import EngineContext
from indicators.engine.month_sums import JoinedSums, MonthSums, Years
from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.measures import measures
from indicators.records.copies import Answering
from indicators.records.places import Closure
from indicators.records.selection import Countable, Scope, asks_organisations

NOTHING = JoinedSums()


@dataclass(frozen=True)
class ScopeOfMany(Scope):
    """The records of all ``programmes``."""

    programmes: tuple[int, ...] = ()

    def includes(self, programme: Any) -> ColumnElement[bool]:
        named: ColumnElement[bool] = programme.in_(self.programmes)
        return named


@dataclass(frozen=True)
class RecordSumsOfMany(RecordSums):
    """The sums of each programme, where those of one are told by the value of an attribute."""

    closures: Mapping[int, Closure] = field(default_factory=dict)

    @property
    def _value(self) -> Any:
        return self.records.table.programme_id

    @property
    def _closure(self) -> CTE | None:
        rows = [
            (programme, district, place)
            for programme, closure in self.closures.items()
            for district, places in closure.items()
            for place in places
        ]
        names = column("programme", Integer), column("district", String), column("place", String)
        return values(*names, name="pair").data(rows).cte("closure") if rows else None

    def _grouped_by_place(self, closure: CTE, *conditions: ColumnElement[bool]) -> Select[Any]:
        """A place is one of the record's own programme."""
        own = closure.c.programme == self.records.table.programme_id
        return super()._grouped_by_place(closure, own, *conditions)


class SumsOfMany:
    """What ``source`` counts for the programmes of these ``contexts``, of which each is asked for by
    its own engine.
    """

    def __init__(self, contexts: Mapping[int, EngineContext], source: Answering) -> None:
        self._contexts = contexts
        self._source = source
        self._counted: dict[str, Mapping[int, SumTable | JoinedSums]] = {}

    def of_programme(self, programme: int) -> "SumsOfOne":
        """What the engine of one programme reads."""
        return SumsOfOne(self, programme, self._contexts[programme])

    def counted(self, aggregate: Countable) -> Mapping[int, SumTable | JoinedSums]:
        """The sums of all years by programme; without those that have no record."""
        key = aggregate.model_dump_json()
        if key not in self._counted:
            self._counted[key] = self._of_records(aggregate)
        return self._counted[key]

    def _of_records(self, aggregate: Countable) -> Mapping[int, SumTable | JoinedSums]:
        sums = self._sums(aggregate)
        # of several districts: what they share is told apart by place, and cannot be added up
        if sums.records.link is not None:
            return sums.by_value
        keys = self._source.answer(sums.counted_keys) if sums.is_keyed else ()
        rows, met = map(_by_programme, (self._source.answer(sums.totals) or (), keys or ()))
        return {programme: SumTable.of_rows(rows[programme], met[programme]) for programme in rows}

    def _sums(self, aggregate: Countable) -> RecordSumsOfMany:
        any_of_them = next(iter(self._contexts.values()))
        scope = any_of_them.scope
        many = ScopeOfMany(scope.session, 0, scope.revision, programmes=tuple(self._contexts))
        closures = {each: context.places.closure for each, context in self._contexts.items()}
        return RecordSumsOfMany(
            many, any_of_them.places, aggregate, copy=self._source, closures=closures
        )


@dataclass(frozen=True)
class SumsOfOne:
    """The share of one programme."""

    many: SumsOfMany
    programme: int
    context: EngineContext

    def of(self, aggregate: Countable, years: Years) -> MonthSums:
        """The sums of an aggregate."""
        # plans and money are a few rows a year, of which no copy is made, nor of organisations
        if measures()[aggregate.measure].yearly or asks_organisations(aggregate):
            return self.context.month_sums(aggregate, years)
        sums = self.many.counted(aggregate).get(self.programme, NOTHING)
        if isinstance(sums, SumTable):
            return sums.by_value(years).get(self.programme, NOTHING)
        return sums.within(years)


def _by_programme(rows: Iterable[Sequence[Any]]) -> Mapping[int, list[Sequence[Any]]]:
    shares: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        shares[row[0]].append(row)
    return shares
