"""What a measure says: which records, when, where, whose, what may be summed and what may be
filtered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from data.tables.base import Base, Record
from data.tables.types import Money
from data.words.vocabulary import Vocabulary

Column = InstrumentedAttribute[Any]


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
class DistrictLink:
    """A table of districts for kinds that have several a record."""

    table: type[Base]
    record_id: Column
    district: Column


def calendar_of(table: type[Record], prefix: str = "") -> Calendar:
    """The calendar columns of ``table``; ``prefix`` names another date's, like ``decided_``."""
    day = getattr(table, f"{prefix}on") if prefix else table.date
    parts = ("year", "half", "quarter", "month", "precision")
    return Calendar(day, *(getattr(table, prefix + name) for name in parts))


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
    where: ColumnElement[bool] | None = None
    link: DistrictLink | None = None
    shown: tuple[str, ...] = ()

    @property
    def distinct_keys(self) -> Mapping[str, Column]:
        """What may be counted once: organisations, and any key the kind adds."""
        return {"organisation": self.table.organisation_id, **self.keys}

    def is_money(self, amount: str) -> bool:
        """Whether an amount is in roubles."""
        return isinstance(self.amounts[amount].type, Money)
