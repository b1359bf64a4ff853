"""Counting, summing and telling apart records in aggregate SQL, for all places and periods at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Select, case, distinct, func, literal, select, type_coerce

from indicators.measures import Records, measures
from indicators.periods import PARTS, RANGE, Period
from indicators.places import WHOLE, Places
from indicators.selection import Countable, Scope, accepted, by_place, in_years, place_rows, selection
from indicators.views import SLOTS, UNDATED, WITHIN_YEAR, Timeline, View, at_ends, own_of, running, views_of

FACTS = ("records", "known", "total", "illustrative")


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

    ``known`` counts records whose amount or key is filled in, ``own_records`` those dated inside the period itself,
    ``undated`` those known to the year only, which are in no part of it. Money is in kopecks.
    """

    total: Timeline
    records: Timeline
    known: Timeline
    illustrative: Timeline
    own_records: Timeline
    undated: Timeline


class Tally:
    """One aggregate over records, read as sums in every view."""

    def __init__(self, scope: Scope, places: Places, aggregate: Countable, window: Window, *, to_date: bool) -> None:
        self.scope = scope
        self.places = places
        self.aggregate = aggregate
        self.window = window
        self.to_date = to_date
        self.records: Records = measures()[aggregate.measure]
        self._index = {key: position for position, key in enumerate(places.keys)}

    def sums(self, views: tuple[View, ...], own_years: int) -> dict[View, Sums]:
        """The sums in each view."""
        facts = {name: views_of(line, views, to_date=self.to_date) for name, line in self._timelines.items()}
        own = own_of(self._timelines["records"], views, own_years)
        totals = self._distinct_totals(views) if self.aggregate.kind == "distinct" else facts["total"]
        undated = self._timelines["records"][..., UNDATED:]
        return {
            view: Sums(
                total=totals[view],
                records=facts["records"][view],
                known=facts["known"][view],
                illustrative=facts["illustrative"][view],
                own_records=own[view],
                undated=undated * (view[0] not in ("year", RANGE)),
            )
            for view in views
        }

    @cached_property
    def _chosen(self) -> Select[Any]:
        dated = in_years(self.records, self.window.first_year, self.window.last_year)
        return selection(self.scope, self.aggregate.measure, dated, accepted(self.aggregate))

    @property
    def _subject(self) -> Any:
        """What is summed or told apart; one a record when only counting."""
        if self.aggregate.of is not None:
            return self.records.distinct_keys[self.aggregate.of]
        return literal(1) if self.aggregate.amount is None else self.records.amounts[self.aggregate.amount]

    @cached_property
    def _timelines(self) -> dict[str, Timeline]:
        lines = np.zeros((len(FACTS), len(self._index), self.window.years, SLOTS), dtype=np.int64)
        for places, year, month, *facts in self._rows():
            slot = UNDATED if month is None else month - 1
            positions = [self._index[place] for place in places]
            lines[:, positions, year - self.window.first_year, slot] += np.array([facts], dtype=np.int64).T
        return dict(zip(FACTS, lines, strict=True))

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        """Rows of (place keys, year, month, facts …)."""
        if self.records.link is None:
            for district, *rest in self._run(self._grouped(self.records.table.district)):
                yield (WHOLE, *self.places.closure.get(district or "", ())), *rest
            return
        for row in self._run(self._grouped()):
            yield (WHOLE,), *row
        for place, *rest in self._run(self._grouped_by_place()) if self.places.main else ():
            yield (place,), *rest

    def _grouped(self, *district: Any) -> Select[Any]:
        columns = (*district, self.records.calendar.year, self.records.calendar.month)
        facts = self._facts(self._subject, self.records.table.illustrative)
        return self._chosen.with_only_columns(*columns, *facts).group_by(*columns)

    def _grouped_by_place(self) -> Select[Any]:
        """A record shared by two districts of one place must count there once: distinct rows first, then sums."""
        closure = place_rows(self.places.closure)
        when, table = self.records.calendar, self.records.table
        columns = (table.id, closure.c.place, when.year.label("year"), when.month.label("month"))
        others = (self._subject.label("subject"), table.illustrative.label("illustrative"))
        placed = by_place(self._chosen, self.records, closure)
        rows = placed.with_only_columns(*columns, *others).distinct().subquery().c
        facts = self._facts(rows.subject, rows.illustrative)
        return select(rows.place, rows.year, rows.month, *facts).group_by(rows.place, rows.year, rows.month)

    def _facts(self, subject: Any, illustrative: Any) -> tuple[Any, ...]:
        """The columns of ``FACTS``; money is summed as whole kopecks."""
        summed = self.aggregate.amount is not None
        total = func.coalesce(func.sum(type_coerce(subject, BigInteger)), 0) if summed else func.count()
        return func.count(), func.count(subject), total, func.sum(case((illustrative, 1), else_=0))

    def _distinct_totals(self, views: tuple[View, ...]) -> dict[View, Timeline]:
        """Distinct keys at every level, from records; cumulative ones by the first time a key is met."""
        return {view: self._distinct_total(*view) for view in views}

    def _distinct_total(self, grain: str, mode: str) -> Timeline:
        if self.to_date:
            met = running(self._first_met)
            return met[..., -1:, -1:] if grain == RANGE else at_ends(met, grain)
        if mode == WITHIN_YEAR and grain != "year":
            return at_ends(np.cumsum(self._first_met_in_year[..., :UNDATED], axis=-1), grain)
        return self._distinct_in(grain)

    def _distinct_in(self, grain: str) -> Timeline:
        """Distinct keys of each period of a grain."""
        when = self.records.calendar
        columns = () if grain == RANGE else (when.year,) if grain == "year" else (when.year, getattr(when, grain))
        years = 1 if grain == RANGE else self.window.years
        found = np.zeros((len(self._index), years, PARTS.get(grain, 1)), dtype=np.int64)
        for chosen, place in self._levels():
            counted = chosen.with_only_columns(func.count(distinct(self._subject)), *columns, *place)
            for number, *rest in self._run(counted.group_by(*columns, *place)):
                self._put(found, number, rest[: len(columns)], rest[len(columns) :])
        return found

    def _put(self, found: Timeline, number: int, when: list[Any], place: list[str]) -> None:
        if None in when:  # known to the year only: in no part of it
            return
        year, part = (*when, 1)[:2] if when else (self.window.first_year, 1)
        found[self._index[place[0] if place else WHOLE], year - self.window.first_year, part - 1] = number

    @cached_property
    def _first_met_in_year(self) -> Timeline:
        """How many keys are met for the first time in their year in each month."""
        when = self.records.calendar
        slot = func.min(when.year * SLOTS + when.month - 1)
        return self._met(slot, when.month.is_not(None), when.year)

    @cached_property
    def _first_met(self) -> Timeline:
        """How many keys are met for the first time ever in each slot."""
        when = self.records.calendar
        return self._met(func.min(when.year * SLOTS + func.coalesce(when.month, SLOTS) - 1), literal(True))

    def _met(self, slot: Any, condition: Any, *within: Any) -> Timeline:
        found = np.zeros((len(self._index), self.window.years, SLOTS), dtype=np.int64)
        for chosen, place in self._levels():
            named = [column.label(f"place_{number}") for number, column in enumerate(place)]
            keys = chosen.where(condition, self._subject.is_not(None))
            grouped = keys.with_only_columns(slot.label("slot"), *named).group_by(*within, *place, self._subject)
            rows = grouped.subquery().c
            for number, at, *key in self._run(select(func.count(), *rows).group_by(*rows)):
                position = self._index[key[0] if key else WHOLE]
                found[position, at // SLOTS - self.window.first_year, at % SLOTS] = number
        return found

    def _levels(self) -> Iterable[tuple[Select[Any], tuple[Any, ...]]]:
        """The selection for the whole, and with one row a place; with the place's column."""
        yield self._chosen, ()
        if self.places.main:
            closure = place_rows(self.places.closure)
            yield by_place(self._chosen, self.records, closure), (closure.c.place,)

    def _run(self, statement: Select[Any]) -> Any:
        return self.scope.session.execute(statement)
