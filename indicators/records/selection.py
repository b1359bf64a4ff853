"""The one select behind a number and its records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    false,
    func,
    or_,
    select,
    values,
)
from sqlalchemy.orm import Session

from data.organisations.merging import merged_into, to_the_end
from indicators.definition import Aggregate
from indicators.measure import FIRST_SUPPORTED
from indicators.measures import Records, measures
from indicators.records.conditions import fulfils
from indicators.records.places import WHOLE, Closure, Places

WIDE = 5
"""A fifth of a table: about where both ways take as long (tried with a million records)."""


@dataclass(frozen=True)
class Scope:
    """Whose records, as of when; ``revision`` ``None`` is the newest.

    ``merges``, organisation to organisation, are thought of instead of those that stand.
    """

    session: Session
    programme_id: int
    revision: int | None = None
    merges: Mapping[int, int] | None = field(default=None, compare=False)

    def includes(self, programme: Any) -> ColumnElement[bool]:
        """The condition that a column names the programme."""
        belongs: ColumnElement[bool] = programme == self.programme_id
        return belongs

    @cached_property
    def merged(self) -> Mapping[int, int]:
        """Each merged organisation with the one as which it counts."""
        if self.merges is not None:
            # A → B and B → C: a record of A counts as C's
            return to_the_end(self.merges)
        return merged_into(self.session, self.programme_id, self.revision)

    def counted_as(self, identities: Collection[int]) -> set[int]:
        """Organisations with all that were merged into them: records keep the name they came with."""
        merged = (each for each, into in self.merged.items() if into in identities)
        return {*identities, *merged}


def selection(
    scope: Scope, measure: str, *conditions: ColumnElement[bool], wide: bool = False
) -> Select[Any]:
    """The records of a measure that were true at the scope's revision; ``wide`` goes past the
    indexes.
    """
    records = measures()[measure]
    # an expression, not a column: SQLite finds no index for it and reads the table from end to end
    programme = records.table.programme_id + 0 if wide else records.table.programme_id
    chosen = select(records.table.id).where(
        scope.includes(programme), records.table.as_of(scope.revision), *conditions
    )
    return chosen if records.where is None else chosen.where(records.where)


def is_wide(scope: Scope, measure: str, years: tuple[int, int] | None = None) -> bool:
    """Whether the records of these years, or of all, are so many that reading the whole table is
    faster than an index.

    SQLite alone has to be told: it follows an index to each record's own place in the file.
    """
    # PostgreSQL knows by its statistics how many rows there are
    if scope.session.get_bind().dialect.name != "sqlite":
        return False
    records = measures()[measure]
    # the newest id instead of a count, which would read the whole table
    newest = select(func.coalesce(func.max(records.table.id), 0)).scalar_subquery()
    share = newest / WIDE
    some = (
        select(records.table.id)
        .where(records.table.programme_id == scope.programme_id)
        # counting stops at the share: more is not worth knowing
        .limit(cast(share, Integer) + 1)
    )
    dated = some if years is None else some.where(in_years(records, *years))
    return bool(scope.session.scalar(select(func.count() > share).select_from(dated.subquery())))


@dataclass(frozen=True)
class AnyOf:
    """The records of one measure that at least one of several aggregates accepts, but none of
    ``but``.
    """

    parts: tuple[Aggregate, ...]
    but: tuple[Aggregate, ...] = ()
    kind: str = "count"
    of: None = None
    amount: None = None

    @property
    def measure(self) -> str:
        return self.parts[0].measure

    def model_dump_json(self) -> str:
        either, but = (
            "|".join(part.model_dump_json() for part in parts) for parts in (self.parts, self.but)
        )
        return f"{either} but {but}"


Countable = Aggregate | AnyOf


def asks_organisations(aggregate: Countable, attribute: str | None = None) -> bool:
    """Whether organisations are asked too, whose rows come and go by themselves: nothing that was
    counted of records before says what they come to now.
    """
    return not _names_of(aggregate, attribute).isdisjoint(
        measures()[aggregate.measure].of_organisations
    )


def asks_first_support(aggregate: Countable) -> bool:
    """Whether it asks when organisations were first supported, which records of other kinds and of
    any year may change.
    """
    return FIRST_SUPPORTED in _names_of(aggregate)


def _names_of(aggregate: Countable, attribute: str | None = None) -> set[str | None]:
    """The fields by which an aggregate filters, and an attribute that divides it."""
    parts = [*aggregate.parts, *aggregate.but] if isinstance(aggregate, AnyOf) else [aggregate]
    return {attribute, *(name for part in parts for name in part.filter)}


def accepted(scope: Scope, aggregate: Countable) -> ColumnElement[bool]:
    """The condition of an aggregate's filter; a value of ``None`` accepts what is not filled in."""
    # the parts of a ratio whose sides count one measure (engine/ratio_records.py)
    if isinstance(aggregate, AnyOf):
        # What is not filled in is neither equal nor unequal: without «is true» it would fall out of
        # the difference.
        but = (case((accepted(scope, part), 0), else_=1) == 1 for part in aggregate.but)
        return and_(or_(*(accepted(scope, part) for part in aggregate.parts)), *but)
    records = measures()[aggregate.measure]
    chosen = {**records.default_filter, **aggregate.filter}
    return and_(
        # `and_()` of nothing is deprecated in SQLAlchemy: an aggregate may have no filter
        True,
        *(fulfils(scope, records, name, condition) for name, condition in chosen.items()),
    )


def in_years(records: Records, first_year: int, last_year: int) -> ColumnElement[bool]:
    """The records dated in the years."""
    return records.calendar.year.between(first_year, last_year)


def place_rows(closure: Closure) -> CTE:
    """The closure as a small table (district, place)."""
    pairs = [(district, place) for district, places in closure.items() for place in places]
    # Not a union of selects: SQLite allows 500 of them, and a region has more districts × places
    # than that.
    return (
        values(column("district", String), column("place", String), name="pair")
        .data(pairs)
        .cte("closure")
    )


def by_place(chosen: Select[Any], records: Records, closure: CTE) -> Select[Any]:
    """The selection with one row a record × place; ``closure.c.place`` is the place."""
    if records.link is None:
        # '' for NULL, which equals nothing: a record without a district is in «none»
        return chosen.join(closure, closure.c.district == func.coalesce(records.table.district, ""))
    link = records.link
    # outer: a record that no row of the link table names has no district, and is in «none» too
    linked = chosen.outerjoin(link.table, link.record_id == records.table.id)
    return linked.join(closure, closure.c.district == func.coalesce(link.district, ""))


def in_place(records: Records, closure: Closure, place: str) -> ColumnElement[bool]:
    """The condition that a record counts in a place, other than the whole."""
    districts = [district for district, places in closure.items() if place in places]
    if records.yearly:
        return false()
    # '' is no code that a column could hold
    named = [district for district in districts if district]
    if records.link is None:
        located = records.table.district.in_(named)
        return or_(located, records.table.district.is_(None)) if "" in districts else located
    link = records.link
    # `IN` instead of a join, which would list a record once for each of its districts
    shared = records.table.id.in_(select(link.record_id).where(link.district.in_(named)))
    # «none» is not a row of the link table but the lack of one
    unlinked = ~select(link.record_id).where(link.record_id == records.table.id).exists()
    return or_(shared, unlinked) if "" in districts else shared


def in_district(
    measure: str, places: Places, district: str | None, cut: str | None
) -> tuple[ColumnElement[bool], ...]:
    """The condition, if one is needed, that a record counts in a district, or in «none» of a cut."""
    key = places.key_of(district, cut)
    # the closure has no whole: every record is in it
    return () if key == WHOLE else (in_place(measures()[measure], places.closure, key),)
