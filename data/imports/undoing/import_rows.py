"""The rows of one import as they stand now: its own, those that continue them, and those that they had
replaced.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from data.imports.among import among, unindexed
from data.imports.columns.kind import Kind
from data.imports.columns.naming import named
from data.imports.context.context import Context, context_of
from data.imports.parts import parts
from data.imports.undoing.reopening import chain_of
from data.passports import programme_code
from data.refusals import Problem
from data.tables.revisions import ImportRun


class _Successor(NamedTuple):
    """A living row that continues a row of the import; ``edit`` says so if it says something else."""

    first: int
    id: int
    edit: Problem | None


@dataclass
class ImportRows:
    """What one import brought, what followed it and what it had replaced; it changes nothing."""

    session: Session
    run: ImportRun
    kind: Kind

    def __post_init__(self) -> None:
        columns = self.kind.sql.columns
        self.first = chain_of(self.kind)
        self.living = columns.until.is_(None)
        # with `since`, as a row that an undo brought back bears its import's number too
        self.mine = (columns.import_id == self.run.id, columns.since == self.run.revision)
        # by when they went, as those of a large import that went are few
        self.mine_gone = (
            columns.until > self.run.revision,
            unindexed(columns.import_id) == self.run.id,
            unindexed(columns.since) == self.run.revision,
        )

    @cached_property
    def context(self) -> Context:
        return context_of(self.session, programme_code(self.session, self.run.programme_id))

    @property
    def closing(self) -> int:
        """How many rows would go: of those that the import says it brought, the ones that are still
        there, and those that took the others' places.
        """
        gone = select(func.count()).select_from(self.kind.sql).where(*self.mine_gone)
        brought = self.run.accepted + self.run.updated
        return brought - (self.session.scalar(gone) or 0) + len(self.successors)

    @cached_property
    def successors(self) -> list[_Successor]:
        """Living rows that continue rows of the import."""
        columns = self.kind.sql.columns
        # rows of the import that are closed by now: something took their place
        mine = select(self.first, columns.fingerprint).where(*self.mine_gone)
        statement = select(
            self.first,
            columns.id,
            columns.number,
            columns.fingerprint,
            columns.import_id,
            columns.since,
        )
        # past the index of the living, which are nearly all: the chain's own index finds a few rows
        living = unindexed(columns.until).is_(None)
        successors = []
        for rows in parts(self.session.execute(mine).all()):
            contents: dict[int, str] = dict(rows)
            before = self._edits_before(list(contents))
            for row in self._chains(statement, list(contents), living):
                if not self._is_from_before(row, before):
                    edit = self._edit(row, contents[row[0]])
                    successors.append(_Successor(row[0], row.id, edit))
        return successors

    @cached_property
    def replaced(self) -> list[int]:
        """The rows that the import closed, of chains in which something of it lives."""
        columns = self.kind.sql.columns
        # what was closed in the import's own revision was closed by it
        closed_then = (
            columns.programme_id == self.run.programme_id,
            columns.until == self.run.revision,
        )
        others = or_(columns.import_id.is_(None), columns.import_id != self.run.id)
        statement = select(self.first, columns.id).where(*closed_then, others)
        continued = {successor.first for successor in self.successors}
        # replaced rows come back only where something goes: else two rows of a chain would live
        own_and_living = (
            unindexed(columns.import_id) == self.run.id,
            unindexed(columns.since) == self.run.revision,
            unindexed(columns.until).is_(None),
        )
        identities: list[int] = []
        for rows in parts(self.session.execute(statement).all()):
            firsts = [first for first, _ in rows]
            own = select(columns.chain).where(
                among(self.session, columns.chain, firsts), *own_and_living
            )
            going = continued.union(self.session.scalars(own))
            identities += [identity for first, identity in rows if first in going]
        return identities

    def gone(self) -> list[tuple[int, str]]:
        """First ids and numbers of the chains that will have no living row."""
        columns = self.kind.sql.columns
        session = self.session
        # an organisation whose earlier row comes back is not gone, whoever refers to it
        kept = {first for (first,) in self._by_id(select(self.first), self.replaced)}
        own = session.execute(
            select(self.first, columns.number).where(*self.mine, self.living)
        ).all()
        later = self._by_id(
            select(self.first, columns.number), [successor.id for successor in self.successors]
        )
        return [(first, number) for first, number in [*own, *later] if first not in kept]

    def _is_from_before(self, row: Any, edits_before: set[tuple[int, str]]) -> bool:
        """Whether an undo has brought back what was there before the import."""
        # a row that people made has no import to go by: its content must be what stood before
        if row.import_id is None:
            return (row[0], row.fingerprint) in edits_before
        return bool(row.import_id < self.run.id)

    def _edit(self, row: Any, content: str) -> Problem | None:
        """The correction that a row is, if it says something else than the import did."""
        # brought back by another undo, as it was: no correction of anybody
        if row.import_id == self.run.id and row.fingerprint == content:
            return None
        number = named(self.kind, row.number, self.context)
        return Problem("undo_edit", {"number": number, "revision": row.since})

    def _edits_before(self, firsts: Sequence[int]) -> set[tuple[int, str]]:
        """What people had made of these chains before the import."""
        columns = self.kind.sql.columns
        statement = select(self.first, columns.fingerprint)
        by_people = (
            unindexed(columns.import_id).is_(None),
            unindexed(columns.since) < self.run.revision,
        )
        return {(first, content) for first, content in self._chains(statement, firsts, *by_people)}

    def _chains(
        self, statement: Select[Any], firsts: Sequence[int], *which: ColumnElement[bool]
    ) -> Sequence[Any]:
        """Rows of these chains. Two conditions, so that each database uses its index."""
        columns = self.kind.sql.columns
        of_chains = or_(
            *(among(self.session, column, firsts) for column in (columns.chain, columns.id))
        )
        return self.session.execute(statement.where(of_chains, *which)).all()

    def _by_id(self, statement: Select[Any], ids: Sequence[int]) -> Iterator[Any]:
        for part in parts(ids):
            yield from self.session.execute(
                statement.where(among(self.session, self.kind.sql.columns.id, part))
            )
