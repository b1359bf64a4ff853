"""Month sums that are kept in the database: every reader and writer adds to them what came since, and
takes off what went.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import func, select, true

from data.columnar.arrivals import came, went
from data.database.database import newest_revision
from data.tables.sums import KeptSums
from indicators.definition import Aggregate
from indicators.engine.copy_sums import copy_table
from indicators.engine.kept_rows import FRESH, FreshSums, countable_of, countable_text, edition
from indicators.engine.record_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.measures import measures
from indicators.records.places import Places
from indicators.records.selection import Countable, Scope, asks_organisations

WORTH = 10_000
"""Records of a kind from which on sums are kept: fewer are counted before they are read."""
FEW = 5
"""A fifth of what is worth keeping: up to so many changed records are added up by each reader."""
LARGEST = 32 * 2**20
"""Bytes of one kept table: an attribute with a value of its own in every record is not kept."""


class SumsByRevision:
    """The month sums of a programme as of a revision, out of what is kept.

    A session without ``FRESH`` only reads; one that has it also counts what is not kept yet, of all
    years, so that every later question of it is answered – unless what is asked is a draft that
    nobody ``keeps``.
    """

    def __init__(self, scope: Scope, places: Places, *, keeps: bool = True) -> None:
        self.scope = scope
        self.places = places
        self.revision = newest_revision(scope.session) if scope.revision is None else scope.revision
        self.keeps = keeps
        self._remembered: dict[tuple[str, str | None], SumTable | None] = {}
        self._noted_tables: set[Any] = set()

    @property
    def _fresh(self) -> list[FreshSums] | None:
        return self.scope.session.info.get(FRESH) if self.keeps else None

    def table(self, aggregate: Countable, attribute: str | None = None) -> SumTable | None:
        """The sums of all years; None where they are not kept."""
        key = aggregate.model_dump_json(), attribute
        if key not in self._remembered:
            self._remembered[key] = self._table(aggregate, attribute)
        return self._remembered[key]

    def _table(self, aggregate: Countable, attribute: str | None) -> SumTable | None:
        if not self._is_kept(aggregate, attribute):
            return None
        sums = RecordSums(self.scope, self.places, aggregate, attribute=attribute)
        name = self._name(sums)
        kept = self._kept(name)
        if kept is not None:
            return self._advanced(sums, name, kept)
        copied = copy_table(sums)
        if copied is not None:
            return self._noted(sums, name, self._changed(sums, *copied)[0])
        return None if self._fresh is None else self._noted(sums, name, SumTable.of(sums.by_value))

    def is_missing(self, aggregate: Countable) -> bool:
        """Whether sums of an aggregate would be kept, and those of no revision are."""
        return self._is_kept(aggregate) and countable_text(aggregate) not in self._counted

    @cached_property
    def _counted(self) -> frozenset[str]:
        """What is counted by the sums that are kept, without those of attributes."""
        statement = select(KeptSums.counted).where(
            KeptSums.programme_id == self.scope.programme_id,
            KeptSums.edition == edition(),
            KeptSums.attribute.is_(None),
        )
        return frozenset(self.scope.session.scalars(statement))

    def renew_splits(self) -> None:
        """Bring the sums of attributes up to date where so much has changed that those without one
        were kept anew: else the next reader of a split would add up a whole import.
        """
        changed = set(self._noted_tables)
        split = select(KeptSums.counted, KeptSums.attribute).where(
            KeptSums.programme_id == self.scope.programme_id,
            KeptSums.edition == edition(),
            KeptSums.attribute.is_not(None),
        )
        for counted, attribute in self.scope.session.execute(split.distinct()).all():
            aggregate = countable_of(counted)
            if measures()[aggregate.measure].table in changed:
                self.table(aggregate, attribute)

    def values_met(self, aggregate: Aggregate, attribute: str) -> set[Any] | None:
        """The values of an attribute that any records of an aggregate's measure have; None where
        that is not kept.
        """
        if measures()[aggregate.measure].default_filter:
            return None
        # what is narrowed does not tell all values
        whole = Aggregate(kind="count", measure=aggregate.measure)
        table = self.table(whole if aggregate.filter else aggregate, attribute)
        return None if table is None else table.values_met

    def _is_kept(self, aggregate: Countable, attribute: str | None = None) -> bool:
        """Whether sums of records are kept: not of those of several districts, nor of few, nor where
        organisations are asked.
        """
        records = measures()[aggregate.measure]
        if records.link is not None or records.yearly or asks_organisations(aggregate, attribute):
            return False
        # the newest id instead of a count, which would read the whole table
        newest = self.scope.session.scalar(select(func.max(records.table.id)))
        return (newest or 0) >= WORTH

    def _name(self, sums: RecordSums) -> str:
        """Of what is asked, whatever revision it is asked of and however many records there are."""
        newest = replace(self.scope, revision=None)
        living = replace(sums, scope=newest, conditions=(true(),)).statement.compile()
        # another edition of the program may count or keep otherwise
        content = f"{edition()} {living} {sorted(living.params.items())}"
        return hashlib.sha256(content.encode()).hexdigest()

    def _kept(self, name: str) -> KeptSums | None:
        statement = select(KeptSums).where(
            KeptSums.programme_id == self.scope.programme_id,
            KeptSums.name == name,
            KeptSums.revision <= self.revision,
        )
        return self.scope.session.scalar(statement.order_by(KeptSums.revision.desc()).limit(1))

    def _advanced(self, sums: RecordSums, name: str, kept: KeptSums) -> SumTable:
        table, changes = self._changed(sums, SumTable.read(kept.content), kept.revision)
        # what a few records change is worked out again sooner than it is written
        return table if changes < WORTH // FEW else self._noted(sums, name, table)

    def _changed(self, sums: RecordSums, table: SumTable, since: int) -> tuple[SumTable, int]:
        """A table of an earlier revision brought up to date, and how many records that took."""
        if since == self.revision:
            return table, 0
        fresh, gone = (SumTable.of(each.by_value) for each in self._since(sums, since))
        changes = fresh.records + gone.records
        return (table.changed(fresh, gone) if changes else table), changes

    def _since(self, sums: RecordSums, since: int) -> Iterator[RecordSums]:
        """What has come since a revision and is still there, and what was there and has gone."""
        table = sums.records.table
        yield replace(sums, conditions=(came(self.scope.session, table, since, self.revision),))
        then = replace(self.scope, revision=since)
        yield replace(sums, scope=then, conditions=(went(table, since, self.revision),))

    def _noted(self, sums: RecordSums, name: str, table: SumTable) -> SumTable:
        if self._fresh is not None and len(content := table.content()) <= LARGEST:
            counted = countable_text(sums.aggregate), sums.attribute
            programme = self.scope.programme_id
            self._fresh.append(
                FreshSums(programme, name, self.revision, edition(), *counted, content)
            )
            self._noted_tables.add(sums.records.table)
        return table
