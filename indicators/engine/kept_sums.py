"""Month sums that are kept in the database: every reader and writer adds to them what came since, and
takes off what went.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, text, true
from sqlalchemy.orm import Session

from data.database.database import Database, newest_revision
from data.refusals import Refusal
from data.tables.base import EDITED
from data.tables.revisions import ImportRun
from data.tables.sums import KeptSums
from indicators.definition import Aggregate
from indicators.engine.month_sums import RecordSums
from indicators.engine.sum_table import SumTable
from indicators.measures import measures
from indicators.records.places import Places
from indicators.records.selection import Countable, Scope

WORTH = 50_000
"""Records of a kind from which on sums are kept: fewer are counted before they are read."""
FEW = 5
"""A fifth of what is worth keeping: up to so many changed records are added up by each reader."""
LARGEST = 32 * 2**20
"""Bytes of one kept table: an attribute with a value of its own in every record is not kept."""
REVISIONS = 3
"""Of one thing: the newest, and those that meetings may still be asking for."""
FRESH = "fresh_sums"
"""Where a session that may keep notes what it has counted."""


@dataclass(frozen=True)
class FreshSums:
    """Sums that were counted and are worth keeping."""

    programme_id: int
    name: str
    revision: int
    content: bytes


class SumsByRevision:
    """The month sums of a programme as of a revision, out of what is kept.

    A session without ``FRESH`` only reads; one that has it also counts what is not kept yet, of all
    years, so that every later question of it is answered.
    """

    def __init__(self, scope: Scope, places: Places) -> None:
        self.scope = scope
        self.places = places
        self.revision = newest_revision(scope.session) if scope.revision is None else scope.revision
        self._remembered: dict[tuple[str, str | None], SumTable | None] = {}

    def table(self, aggregate: Countable, attribute: str | None = None) -> SumTable | None:
        """The sums of all years; None where they are not kept."""
        key = aggregate.model_dump_json(), attribute
        if key not in self._remembered:
            self._remembered[key] = self._table(aggregate, attribute)
        return self._remembered[key]

    def _table(self, aggregate: Countable, attribute: str | None) -> SumTable | None:
        records = measures()[aggregate.measure]
        if records.link is not None or records.yearly or not self._is_worth(records.table):
            return None
        sums = RecordSums(self.scope, self.places, aggregate, attribute=attribute)
        name = self._name(sums)
        kept = self._kept(name)
        if kept is not None:
            return self._advanced(sums, name, kept)
        if FRESH not in self.scope.session.info:
            return None
        return self._noted(name, SumTable.of(sums.by_value))

    def values(self, measure: str, attribute: str) -> set[Any] | None:
        """The values of an attribute that records have; None where that is not kept."""
        if measures()[measure].default_filter:
            return None
        counted = self.table(Aggregate(kind="count", measure=measure), attribute)
        return None if counted is None else counted.values_met

    def _is_worth(self, table: Any) -> bool:
        # the newest id instead of a count, which would read the whole table
        return (self.scope.session.scalar(select(func.max(table.id))) or 0) >= WORTH

    def _name(self, sums: RecordSums) -> str:
        """Of what is asked, whatever revision it is asked of and however many records there are."""
        newest = replace(self.scope, revision=None)
        living = replace(sums, scope=newest, conditions=(true(),)).statement.compile()
        # another edition of the program may count or keep otherwise
        content = f"{version('itog')} {living} {sorted(living.params.items())}"
        return hashlib.sha256(content.encode()).hexdigest()

    def _kept(self, name: str) -> KeptSums | None:
        statement = select(KeptSums).where(
            KeptSums.programme_id == self.scope.programme_id,
            KeptSums.name == name,
            KeptSums.revision <= self.revision,
        )
        return self.scope.session.scalar(statement.order_by(KeptSums.revision.desc()).limit(1))

    def _advanced(self, sums: RecordSums, name: str, kept: KeptSums) -> SumTable:
        table = SumTable.read(kept.content)
        if kept.revision == self.revision:
            return table
        came, went = (SumTable.of(each.by_value) for each in self._since(sums, kept.revision))
        changes = came.records + went.records
        if not changes:
            return table
        changed = table.changed(came, went)
        # what a few records change is worked out again sooner than it is written
        return changed if changes < WORTH // FEW else self._noted(name, changed)

    def _since(self, sums: RecordSums, since: int) -> Iterator[RecordSums]:
        """What has come since a revision and is still there, and what was there and has gone."""
        table = sums.records.table
        runs = select(ImportRun.id).where(
            ImportRun.revision > since, ImportRun.revision <= self.revision
        )
        # as the indexes have it: of an import's rows `since` is in none (data/tables/base.py)
        brought = and_(table.import_id.in_(runs), table.chain.is_(None))
        by_hand = and_(text(f"({EDITED})"), table.since > since)
        yield replace(sums, conditions=(or_(brought, by_hand), table.since > since))
        then = replace(self.scope, revision=since)
        gone = table.until.between(since + 1, self.revision)
        yield replace(sums, scope=then, conditions=(gone,))

    def _noted(self, name: str, table: SumTable) -> SumTable:
        fresh: list[FreshSums] | None = self.scope.session.info.get(FRESH)
        if fresh is not None and len(content := table.content()) <= LARGEST:
            fresh.append(FreshSums(self.scope.programme_id, name, self.revision, content))
        return table


class _SomebodyWritesError(Exception):
    """A courtesy waits for nobody."""


def keep(database: Database, fresh: list[FreshSums]) -> None:
    """Keep sums for the next reader, unless somebody writes just now or the database cannot be
    written.
    """
    impatient = copy(database)
    impatient.report_waiting = _give_up
    with suppress(_SomebodyWritesError, Refusal), impatient.writing("sums") as session:
        for each in fresh:
            _keep(session, each)


def forget(session: Session, programme: int) -> None:
    """Nothing is kept of a programme any more: the next one counts the records themselves."""
    session.execute(delete(KeptSums).where(KeptSums.programme_id == programme))


@contextmanager
def keeping(session: Session) -> Iterator[None]:
    """Keep what is counted inside, for whoever holds the writers' lock already."""
    fresh: list[FreshSums] = []
    session.info[FRESH] = fresh
    try:
        yield
    finally:
        del session.info[FRESH]
    for each in fresh:
        _keep(session, each)


def _give_up(_writer: str) -> None:
    raise _SomebodyWritesError


def _keep(session: Session, fresh: FreshSums) -> None:
    same = KeptSums.programme_id == fresh.programme_id, KeptSums.name == fresh.name
    kept = session.scalars(
        select(KeptSums.revision).where(*same).order_by(KeptSums.revision.desc())
    ).all()
    # another worker may have counted the same meanwhile
    if fresh.revision in kept:
        return
    session.add(KeptSums(**vars(fresh)))
    outlived = kept[REVISIONS - 1 :]
    session.execute(delete(KeptSums).where(*same, KeptSums.revision.in_(outlived)))
