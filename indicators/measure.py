"""What a measure says: which records, when, where, whose, what may be summed and what may be
filtered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import ColumnElement, Date
from sqlalchemy.orm import InstrumentedAttribute

from data.imports.columns.kind import DistrictLink, Kind
from data.tables.base import Record
from data.tables.types import Money
from data.words.vocabulary import Vocabulary

Column = InstrumentedAttribute[Any]
CALENDAR = ("year", "half", "quarter", "month", "precision")


OF_ORGANISATIONS: Mapping[str, str] = {
    "organisation_district": "district",
    "organisation_activities": "activities",
}
"""What records may be filtered and divided by that their organisations say: by which of their
columns.
"""
FIRST_SUPPORTED = "organisation_first_supported"
"""Whether a record is of the year in which its organisation was first supported, by which records are
filtered and divided too.
"""


@dataclass(frozen=True)
class Calendar:
    """A day and the calendar columns beside it; coarser grains are columns, never computed in SQL."""

    day: Column
    year: Column
    half: Column
    quarter: Column
    month: Column
    precision: Column


@dataclass(frozen=True)
class Attribute:
    """What records may be filtered and split by; ``words`` closes the list of values."""

    column: Column
    words: Vocabulary | None = None


@dataclass(frozen=True)
class DayColumn:
    """A date of records; ``precision`` says how well it is known, nothing where always to the day."""

    column: Column
    precision: Column | None = None


@dataclass(frozen=True)
class Records:
    """The records of one kind as a select that the engine counts, sums and lists."""

    kind: str
    table: type[Record]
    calendar: Calendar
    names: Mapping[str, str]
    amounts: Mapping[str, Column] = field(default_factory=dict)
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    keys: Mapping[str, Column] = field(default_factory=dict)
    # what may be filtered by days, and what may be asked whether it is filled in
    days: Mapping[str, DayColumn] = field(default_factory=dict)
    fields: Mapping[str, Column] = field(default_factory=dict)
    where: ColumnElement[bool] | None = None
    link: DistrictLink | None = None
    columns: tuple[str, ...] = ()
    # what a definition accepts of an attribute by which it does not filter
    default_filter: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    # each row states a year of the whole territory: there is nothing by district or by month
    yearly: bool = False
    # each is a support of its organisation, on its day
    is_support: bool = False

    @property
    def distinct_keys(self) -> Mapping[str, Column]:
        """What may be counted once: organisations, and any key the kind adds."""
        return (
            self.keys if self.yearly else {"organisation": self.table.organisation_id, **self.keys}
        )

    @property
    def of_organisations(self) -> tuple[str, ...]:
        """What the organisations of the records say of themselves, or is known of them."""
        own = {*self.attributes, *self.fields}
        names = (*OF_ORGANISATIONS, FIRST_SUPPORTED)
        return () if self.yearly else tuple(name for name in names if name not in own)

    @property
    def may_be_empty(self) -> Mapping[str, Column]:
        """The fields that a record may leave empty."""
        return {
            name: column
            for name, column in self.fields.items()
            if column.property.columns[0].nullable
        }

    def is_money(self, amount: str) -> bool:
        """Whether an amount is in roubles."""
        return isinstance(self.amounts[amount].type, Money)


def records_of(
    kind: Kind,
    *,
    names: Mapping[str, str] | None = None,
    date: str = "date",
    amounts: Sequence[str] | None = None,
    attributes: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    keys: Sequence[str] = (),
    where: ColumnElement[bool] | None = None,
    is_support: bool = False,
) -> Records:
    """The records of a kind by one of its dates, as the kind itself declares them.

    Unless said otherwise its numbers and money are summed, its words of lists, labels and flags are
    filtered by, and all its own columns are listed. ``keys`` are what may be counted once beside
    organisations.
    """
    if amounts is None:
        amounts = [column.name for column in kind.own if column.is_amount]
    if attributes is None:
        attributes = [column.name for column in kind.own if column.is_attribute]
    if columns is None:
        columns = [column.name for column in kind.own]
    return Records(
        kind.name,
        cast(type[Record], kind.table),
        _calendar(kind, date),
        kind.words._asdict() if names is None else names,
        amounts={name: kind.attribute(name) for name in amounts},
        attributes={
            name: Attribute(kind.attribute(name), kind.column(name).vocabulary)
            for name in attributes
        },
        keys={name: kind.attribute(name) for name in keys},
        days={"date": DayColumn(*map(kind.attribute, ("date", "precision"))), **_days(kind)},
        fields={
            "date": kind.attribute("date"),
            "organisation": kind.attribute("organisation_id"),
            **_fields(kind),
        },
        where=where,
        link=kind.link,
        columns=tuple(columns),
        is_support=is_support,
    )


def yearly_records_of(
    kind: Kind,
    *,
    names: Mapping[str, str],
    amounts: Sequence[str],
    attributes: Sequence[str],
    columns: Sequence[str],
    where: ColumnElement[bool] | None = None,
    default_filter: Mapping[str, tuple[str | None, ...]] | None = None,
) -> Records:
    """The rows of a kind that states whole years of the whole territory: plans and money.

    A year is reported when any row of the kind stands for it. Rows that contain one another, as a
    total contains its sources, are kept apart by ``default_filter``.
    """
    when = {name: kind.attribute(name) for name in CALENDAR}
    return Records(
        kind.name,
        cast(type[Record], kind.table),
        Calendar(kind.attribute("date"), **when),
        names,
        amounts={name: kind.attribute(name) for name in amounts},
        attributes={
            name: Attribute(kind.attribute(name), kind.column(name).vocabulary)
            for name in attributes
        },
        days=_days(kind),
        fields=_fields(kind),
        where=where,
        columns=tuple(columns),
        default_filter=default_filter or {},
        yearly=True,
    )


def _days(kind: Kind) -> dict[str, DayColumn]:
    """The dates of a kind beside that of every record."""
    return {
        column.name: DayColumn(
            *(kind.attribute(name) for name in _day_and_precision(column.fields))
        )
        for column in kind.own
        if column.types and isinstance(column.types[0], Date)
    }


def _day_and_precision(fields: Sequence[str]) -> Sequence[str]:
    return fields if len(fields) == 1 else (fields[0], fields[-1])


def _fields(kind: Kind) -> dict[str, Column]:
    return {column.name: kind.attribute(column.fields[0]) for column in kind.own}


def _calendar(kind: Kind, date: str) -> Calendar:
    """The date ``date`` with its calendar, as the column of that name fills them."""
    day, *others = kind.column(date).fields
    by_part = {name.rpartition("_")[-1]: kind.attribute(name) for name in others}
    return Calendar(kind.attribute(day), **by_part)
