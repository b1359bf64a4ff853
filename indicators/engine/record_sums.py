"""Records counted and summed by district and month in aggregate SQL: of all values of an attribute at
once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Null,
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
from indicators.engine.month_sums import SEPARATOR, JoinedSums, Years
from indicators.engine.ordered import is_ordered
from indicators.measures import Records, measures
from indicators.records.copies import Answering
from indicators.records.organisations import field_of
from indicators.records.places import WHOLE, Places
from indicators.records.selection import (
    Countable,
    Scope,
    accepted,
    by_place,
    in_place,
    in_years,
    is_wide,
    place_rows,
    selection,
)


@dataclass(frozen=True)
class RecordSums:
    """The month sums of an aggregate, from its records.

    With an ``attribute`` for each of its values. With a ``place`` only what counts there is read:
    the sums of other places are then not whole. Without ``years`` of all, and where not ``dated``
    of what has no day too; ``conditions`` narrow further. A ``copy`` is read instead of the
    records. Of ``whole_years`` no month is told: all
    of a year lies in the slot of what is known to the year only.
    """

    scope: Scope
    places: Places
    aggregate: Countable
    years: Years | None = None
    attribute: str | None = None
    place: str = WHOLE
    conditions: tuple[ColumnElement[bool], ...] = ()
    dated: bool = True
    whole_years: bool = False
    copy: Answering | None = None

    @property
    def records(self) -> Records:
        return measures()[self.aggregate.measure]

    @cached_property
    def by_value(self) -> Mapping[Any, JoinedSums]:
        """The sums of each value that was met, ``None`` is not filled in; without an attribute of
        ``None`` alone.
        """
        numbered = self.is_keyed and isinstance(self._subject.type, Integer)
        sums: dict[Any, JoinedSums] = defaultdict(lambda: JoinedSums(numbered=numbered))
        for value, *row in self._rows():
            sums[value].rows.append(row)
        for value, *row in self._keys():
            sums[value].keys.append(row)
        return dict(sums)

    @property
    def is_keyed(self) -> bool:
        """Whether it matters which keys were met, or which amounts, and not their sum alone."""
        return self.aggregate.of is not None or is_ordered(self.aggregate)

    @property
    def statement(self) -> Select[Any]:
        """What is asked of the database where a record has one district."""
        district = self.records.table.district
        return self._grouped(self._chosen, district, self._joined_keys)

    @property
    def totals(self) -> Select[Any]:
        """Rows of (value, district, year, month, *``FACTS``) where a record has one district."""
        return self._grouped(self._chosen, self.records.table.district)

    @property
    def counted_keys(self) -> Select[Any]:
        """Rows of (value, district, year, month, keys, how many records have each): for a database
        that has lists.
        """
        subject, when = self._subject, self.records.calendar
        columns = (self._value, self.records.table.district, when.year, when.month)
        names = ("value", "district", "year", "month")
        labels = [each.label(name) for each, name in zip(columns, names, strict=True)]
        met = self._chosen.where(subject.is_not(None)).with_only_columns(
            *labels, subject.label("name"), func.count().label("number")
        )
        rows = met.group_by(*_of_rows(columns), subject).subquery().c
        group = [rows[name] for name in names]
        # texts, as ids and names are both keys: after the grouping, which numbers make fast
        names_met = func.array_agg(cast(rows.name, String))
        return select(*group, names_met, func.array_agg(rows.number)).group_by(*group)

    def _rows(self) -> Iterator[Sequence[Any]]:
        """Rows of (value, origin, year, month, facts …)."""
        if self.records.link is None:
            # one district a record: its places are known from the closure, and no join is needed
            yield from (row[:-1] for row in self._by_district)
            return
        yield from (row[:-1] for row in self._by_place)

    @cached_property
    def _by_place(self) -> Sequence[Any]:
        """Rows of (value, place, year, month, facts …, amounts), of records that districts share."""
        # the whole from the records alone: over their districts a shared record would count twice
        whole = self._grouped(self._chosen, literal(WHOLE), self._joined_amounts)
        # places of one cut too may share a record, so that each place is counted by itself
        places = [] if self._closure is None else [self._grouped_by_place(self._closure)]
        return [row for each in (whole, *places) for row in self._run(each)]

    def _keys(self) -> Iterator[Sequence[Any]]:
        """Rows of (value, district, year, month, keys)."""
        # amounts are counted as often as they are there, and a shared record once in each place
        shared = self.records.link is not None and is_ordered(self.aggregate)
        rows = self._by_place if shared else self._by_district if self.is_keyed else ()
        yield from ((*row[:4], row[-1]) for row in rows)

    @cached_property
    def _by_district(self) -> Sequence[Any]:
        """Rows of (value, district, year, month, facts …, keys): one scan for both; one of several
        districts is in each.
        """
        link, chosen, district = self.records.link, self._chosen, self.records.table.district
        if link is not None:
            # an outer join: a record without any district is a key of the whole all the same
            chosen, district = (
                chosen.outerjoin(link.table, link.record_id == self.records.table.id),
                link.district,
            )
        return self._run(self._grouped(chosen, district, self._joined_keys))

    @cached_property
    def _chosen(self) -> Select[Any]:
        # an index that holds all that is asked for is faster than the table, however many records
        # what is narrowed further has an index of its own
        wide = bool(self.conditions or self.copy) or (
            self._beyond_the_index and is_wide(self.scope, self.aggregate.measure, self.years)
        )
        return selection(
            self.scope,
            self.aggregate.measure,
            accepted(self.scope, self.aggregate),
            *self._dated,
            *self._located,
            *self.conditions,
            wide=wide,
        )

    @property
    def _dated(self) -> tuple[ColumnElement[bool], ...]:
        if self.years is not None:
            return (in_years(self.records, *self.years),)
        # an award whose day is not known is of no year at all
        return (self.records.calendar.year.is_not(None),) if self.dated else ()

    @property
    def _located(self) -> tuple[ColumnElement[bool], ...]:
        whole = self.place == WHOLE
        return () if whole else (in_place(self.records, self.places.closure, self.place),)

    @property
    def _beyond_the_index(self) -> bool:
        """Whether more is asked of a record than its place, its time and its organisation."""
        plain = (
            isinstance(self.aggregate, Aggregate)
            and not self.aggregate.filter
            and self.aggregate.amount is None
            and self.attribute is None
        )
        # `organisation_id` is in the index beside place and time; other keys are read from the row
        return not plain or self.aggregate.of not in (None, "organisation")

    @property
    def _subject(self) -> Any:
        """What is summed or told apart; one a record when only counting."""
        if self.aggregate.of is not None:
            return self.records.distinct_keys[self.aggregate.of]
        if self.aggregate.amount is None:
            # a constant is never NULL: then `known` equals `records`
            return literal(1)
        amount = self.records.amounts[self.aggregate.amount]
        # kopecks as they lie: as text they are read back as whole numbers
        return type_coerce(amount, BigInteger) if is_ordered(self.aggregate) else amount

    def _joined_keys(self, subject: Any) -> Any:
        """The keys of a group in one text: a row for each takes longer than all the rest."""
        # text, as ids and names are both keys; told apart in numpy, for every place and grain at
        # once; nothing in the place of no keys, so that every row is as wide
        return _joined(subject) if self.is_keyed else null()

    def _joined_amounts(self, subject: Any) -> Any:
        return _joined(subject) if is_ordered(self.aggregate) else null()

    @property
    def _value(self) -> Any:
        by = self.attribute
        if by in self.records.of_organisations:
            return field_of(self.scope, self.records, by)
        return null() if by is None else self.records.attributes[by].column

    @property
    def _closure(self) -> CTE | None:
        """The places in which a record counts; None where there are none but the whole."""
        return place_rows(self.places.closure) if self.places.main else None

    @property
    def _month(self) -> Any:
        # a twelfth of the groups, where nobody asks for what is shorter than a year; the index that
        # holds all that is asked for has its months in order, so that they cost nothing there
        drops = self.whole_years and self._beyond_the_index
        return null() if drops else self.records.calendar.month

    def _grouped(
        self, chosen: Select[Any], origin: Any, *joins: Callable[[Any], Any]
    ) -> Select[Any]:
        """Rows of (value, origin, year, month, facts …, what ``joins`` make of the subjects)."""
        when = self.records.calendar
        columns: Sequence[Any] = (self._value, origin, when.year, self._month)
        subject: Any = self._subject
        illustrative: Any = self.records.table.illustrative
        if self.attribute in self.records.of_organisations:
            # what an organisation says is a select: PostgreSQL groups by it only under a name
            names = ("value", "origin", "year", "month", "subject", "illustrative")
            labels = zip((*columns, subject, illustrative), names, strict=True)
            rows = chosen.with_only_columns(*(each.label(name) for each, name in labels))
            *columns, subject, illustrative = rows.subquery().c
            chosen = select(*columns)
        facts = self._facts(subject, illustrative)
        more = (join(subject) for join in joins)
        return chosen.with_only_columns(*columns, *facts, *more).group_by(*_of_rows(columns))

    def _grouped_by_place(self, closure: CTE, *conditions: ColumnElement[bool]) -> Select[Any]:
        """A record shared by two districts of one place must count there once: distinct rows first,
        then sums.
        """
        when, table = self.records.calendar, self.records.table
        columns = (
            # with the record's id: two records that are otherwise alike must not become one
            table.id,
            self._value.label("value"),
            closure.c.place,
            when.year.label("year"),
            self._month.label("month"),
        )
        others = (self._subject.label("subject"), table.illustrative.label("illustrative"))
        placed = by_place(self._chosen, self.records, closure).where(*conditions)
        rows = placed.with_only_columns(*columns, *others).distinct().subquery().c
        facts = self._facts(rows.subject, rows.illustrative)
        grouping = (rows.value, rows.place, rows.year, rows.month)
        return select(*grouping, *facts, self._joined_amounts(rows.subject)).group_by(*grouping)

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

    def _run(self, statement: Select[Any]) -> Sequence[Any]:
        rows = None if self.copy is None else self.copy.answer(statement)
        return self.scope.session.execute(statement).all() if rows is None else rows


def _joined(subject: Any) -> Any:
    """The keys or amounts of a group in one text."""
    return func.aggregate_strings(cast(subject, String), SEPARATOR)


def _of_rows(columns: Sequence[Any]) -> list[Any]:
    """Those of columns that records have; PostgreSQL groups by no bare constant."""
    return [column for column in columns if not isinstance(column, BindParameter | Null)]
