"""Counting, summing and telling apart records in aggregate SQL, for all places and periods at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from sqlalchemy import (
    BigInteger,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
)

from indicators.definition import Aggregate
from indicators.engine.distinct import Distinct, Group, KeySightings
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
from indicators.periods import RANGE, Period
from indicators.records.places import WHOLE, Places
from indicators.records.selection import (
    Countable,
    Scope,
    accepted,
    by_place,
    in_years,
    is_wide,
    place_rows,
    selection,
)

FACTS = ("records", "known", "total", "illustrative")
SEPARATOR = "\x1f"  # no text of a record holds it


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
        self, scope: Scope, places: Places, aggregate: Countable, window: Window, *, to_date: bool
    ) -> None:
        self.scope = scope
        self.places = places
        self.aggregate = aggregate
        self.window = window
        self.to_date = to_date
        self.records: Records = measures()[aggregate.measure]
        self._index = {key: position for position, key in enumerate(places.keys)}

    def sums(self, views: tuple[View, ...], own_years: int) -> dict[View, Sums]:
        """The sums in each view."""
        # the same views of all facts, from one query: a view costs an addition, not a select
        facts = {
            name: views_of(line, views, to_date=self.to_date)
            for name, line in self._timelines.items()
        }
        own = own_of(self._timelines["records"], views, own_years, to_date=self.to_date)
        totals = (
            # keys of two months are not to be added up; records are, and are still counted by sums
            self._distinct_totals(views) if self.aggregate.kind == "distinct" else facts["total"]
        )
        undated = self._timelines["records"][..., UNDATED:]
        return {
            view: Sums(
                total=totals[view],
                records=facts["records"][view],
                known=facts["known"][view],
                illustrative=facts["illustrative"][view],
                own_records=own[view],
                undated=beside(undated, view[0], cumulative=self.to_date or view[1] == WITHIN_YEAR),
            )
            for view in views
        }

    @cached_property
    def _chosen(self) -> Select[Any]:
        years = self.window.first_year, self.window.last_year
        # an index that holds all that is asked for is faster than the table, however many records
        wide = self._beyond_the_index and is_wide(self.scope, self.aggregate.measure, *years)
        return selection(
            self.scope,
            self.aggregate.measure,
            in_years(self.records, *years),
            accepted(self.aggregate),
            wide=wide,
        )

    @property
    def _beyond_the_index(self) -> bool:
        """Whether more is asked of a record than its place, its time and its organisation."""
        plain = (
            isinstance(self.aggregate, Aggregate)
            and not self.aggregate.filter
            and self.aggregate.amount is None
        )
        # `organisation_id` is in the index beside place and time; other keys are read from the row
        return not plain or self.aggregate.of not in (None, "organisation")

    @property
    def _subject(self) -> Any:
        """What is summed or told apart; one a record when only counting."""
        if self.aggregate.of is not None:
            return self.records.distinct_keys[self.aggregate.of]
        return (
            # a constant is never NULL: then `known` equals `records`
            literal(1)
            if self.aggregate.amount is None
            else self.records.amounts[self.aggregate.amount]
        )

    @cached_property
    def _timelines(self) -> dict[str, Timeline]:
        lines = np.zeros((len(FACTS), len(self._index), self.window.years, SLOTS), dtype=np.int64)
        for places, year, month, *facts in self._rows():
            # a month that is not known is a slot of its own, not month 0
            slot = UNDATED if month is None else month - 1
            positions = [self._index[place] for place in places]
            # added, not set: districts of one place come as rows of their own
            lines[:, positions, year - self.window.first_year, slot] += np.array(
                [facts], dtype=np.int64
            ).T
        return dict(zip(FACTS, lines, strict=True))

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        """Rows of (place keys, year, month, facts …)."""
        if self.records.link is None:
            # one district a record: its places are known from the closure, and no join is needed
            for district, *rest, _ in self._by_district:
                yield (WHOLE, *self.places.closure.get(district or "", ())), *rest
            return
        # the whole from the records alone: over their districts a shared record would count twice
        for row in self._run(self._grouped(self._chosen)):
            yield (WHOLE,), *row
        # places of one cut too may share a record, so that each place is counted by itself
        for place, *rest in self._run(self._grouped_by_place()) if self.places.main else ():
            yield (place,), *rest

    @cached_property
    def _by_district(self) -> Sequence[Any]:
        """Rows of (district, year, month, facts …, keys): one scan for both; one of several
        districts is in each.
        """
        link, chosen, district = self.records.link, self._chosen, self.records.table.district
        if link is not None:
            # an outer join: a record without any district is a key of the whole all the same
            chosen, district = (
                chosen.outerjoin(link.table, link.record_id == self.records.table.id),
                link.district,
            )
        rows: Sequence[Any] = self._run(
            self._grouped(chosen, district).add_columns(self._keys)
        ).all()
        return rows

    @property
    def _keys(self) -> Any:
        """The keys of a group in one text: a row for each takes longer than all the rest."""
        if self.aggregate.of is None:
            # in the place of the keys, so that every row is as wide
            return null()
        # text, as ids and names are both keys; told apart in numpy, for every place and grain at
        # once
        return func.aggregate_strings(cast(self._subject, String), SEPARATOR)

    def _grouped(self, chosen: Select[Any], *district: Any) -> Select[Any]:
        columns = (*district, self.records.calendar.year, self.records.calendar.month)
        facts = self._facts(self._subject, self.records.table.illustrative)
        return chosen.with_only_columns(*columns, *facts).group_by(*columns)

    def _grouped_by_place(self) -> Select[Any]:
        """A record shared by two districts of one place must count there once: distinct rows first,
        then sums.
        """
        closure = place_rows(self.places.closure)
        when, table = self.records.calendar, self.records.table
        columns = (table.id, closure.c.place, when.year.label("year"), when.month.label("month"))
        others = (self._subject.label("subject"), table.illustrative.label("illustrative"))
        placed = by_place(self._chosen, self.records, closure)
        # with the record's id: two records that are otherwise alike must not become one
        rows = placed.with_only_columns(*columns, *others).distinct().subquery().c
        facts = self._facts(rows.subject, rows.illustrative)
        return select(rows.place, rows.year, rows.month, *facts).group_by(
            rows.place, rows.year, rows.month
        )

    def _facts(self, subject: Any, illustrative: Any) -> tuple[Any, ...]:
        """The columns of ``FACTS``; money is summed as whole kopecks."""
        summed = self.aggregate.amount is not None
        total = (
            # past the type of money, which would divide by 100: kopecks add up exactly on every
            # database
            func.coalesce(func.sum(type_coerce(subject, BigInteger)), 0) if summed else func.count()
        )
        # `count(subject)` passes over NULL: the difference is the mark of amounts that are missing
        return func.count(), func.count(subject), total, func.sum(case((illustrative, 1), else_=0))

    def _distinct_totals(self, views: tuple[View, ...]) -> dict[View, Timeline]:
        """Distinct keys at every level, from the sets of keys: they cannot be added up."""
        distinct = Distinct(self._met, self.window.years)
        return {view: self._distinct_total(distinct, *view) for view in views}

    def _distinct_total(self, distinct: Distinct, grain: str, mode: str) -> Timeline:
        if self.to_date:
            return distinct.to_date(grain)
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
        whole = KeySightings.of(self._groups(), districts, self._same)
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

    def _groups(self) -> Iterator[Group]:
        for district, year, month, *_, keys in self._by_district:
            # an aggregate over NULL keys alone is NULL: nobody was met, though records were
            if keys is not None:
                slot = (year - self.window.first_year) * SLOTS + (
                    UNDATED if month is None else month - 1
                )
                yield district, slot, keys.split(SEPARATOR)

    @property
    def _same(self) -> dict[str, str]:
        """Merged organisations with those as which they count."""
        # the one place where merging is followed (ARCHITECTURE.md, Merging): records stay as they
        # are
        merged = self.scope.merged if self.aggregate.of == "organisation" else {}
        return {str(organisation): str(meant) for organisation, meant in merged.items()}

    def _run(self, statement: Select[Any]) -> Any:
        return self.scope.session.execute(statement)
