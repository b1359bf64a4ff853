"""Undo an import: close its rows, reopen what they replaced, take back its coverage; itself a
revision.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from data.database.database import Change, Database
from data.imports.among import among, unindexed
from data.imports.columns.kind import Kind
from data.imports.columns.naming import named
from data.imports.context.context import Context, context_of
from data.imports.loading.touched import TouchedScope
from data.imports.parts import parts
from data.imports.receipt import UndoPlan, UndoReceipt
from data.imports.registry import kind_of
from data.imports.runs import dependent_imports, import_run
from data.imports.undoing.coverage import take_back, would_take_back
from data.imports.undoing.lost_totals import KIND, lost_totals, rows_of
from data.imports.undoing.referring import referring
from data.imports.undoing.reopening import chain_of, close_rows, reopen_rows
from data.imports.undoing.returning import hindered
from data.passports import programme_code
from data.refusals import Problem, Refusal, refuse
from data.tables.revisions import ImportRun

SHOWN = 20


def undo(
    database: Database,
    import_id: int,
    *,
    with_edits: bool = False,
    author: str = "itog",
    reason: str = "",
    override_closed_years: bool = False,
) -> UndoReceipt:
    """Undo an import.

    Refused while rows refer to what would go, and, unless ``with_edits``, if rows were corrected.
    """
    summary = f"import {import_id}"
    with database.transaction(
        "undo", summary, author=author, reason=reason, override_closed_years=override_closed_years
    ) as change:
        return undo_within(change, import_id, with_edits=with_edits)


def undo_within(change: Change, import_id: int, *, with_edits: bool = False) -> UndoReceipt:
    """Undo an import in an open transaction."""
    undoing = _undoing(change.session, import_id)
    run = undoing.run
    # in the transaction that acts: between a preview and the press somebody may have changed a row
    undoing.check(with_edits)
    closed, reopened = undoing.swap(change)
    uncovered = take_back(change, run, undoing.touched)
    # the import stays in the list: its seal hashes the row without this column
    run.undone_in = change.revision
    undoing.touched.tell(change, run.programme_id)
    return UndoReceipt(
        import_id=import_id,
        kind=run.kind,
        file_name=run.file_name,
        programme=programme_code(change.session, run.programme_id),
        programme_name=undoing.context.title,
        revision=change.revision,
        closed=closed,
        reopened=reopened,
        uncovered=uncovered,
        dependent_imports=dependent_imports(change.session, run),
    )


def undo_plan(session: Session, import_id: int) -> UndoPlan:
    """What undoing an import would do; changes nothing.

    Refuses an import that is undone already.
    """
    undoing = _undoing(session, import_id)
    undoing.note()
    return UndoPlan(
        import_id=import_id,
        closed=undoing.closing,
        reopened=len(undoing.replaced),
        uncovered=would_take_back(session, undoing.run, undoing.touched),
        edits=tuple(undoing.edits),
        refused=(*undoing.referring, *undoing.hindered, *undoing.lost),
        dependent_imports=dependent_imports(session, undoing.run),
        reach=undoing.touched.touch(undoing.run.programme_id),
    )


def _undoing(session: Session, import_id: int) -> "_Undoing":
    listed = import_run(session, import_id)
    if listed.undone_in is not None:
        raise refuse("undo_twice", import_id=import_id, revision=listed.undone_in)
    return _Undoing(session, session.get_one(ImportRun, import_id), kind_of(listed.kind))


class _Successor(NamedTuple):
    """A living row that continues a row of the import; ``edit`` says so if it says something else."""

    first: int
    id: int
    edit: Problem | None


@dataclass
class _Undoing:
    """The rows that one import brought, those that followed them and those they had replaced."""

    session: Session
    run: ImportRun
    kind: Kind

    def __post_init__(self) -> None:
        self.touched = TouchedScope(self.kind)
        columns = self.kind.sql.columns
        self.first = chain_of(self.kind)
        self.living = columns.until.is_(None)
        # with `since`, as a row that an undo brought back bears its import's number too
        self.mine = (columns.import_id == self.run.id, columns.since == self.run.revision)

    def check(self, with_edits: bool) -> None:
        """Refuse what would lose somebody's work or leave rows without what they refer to."""
        # first what can be answered by consent, then what forbids it whoever consents
        if self.edits and not with_edits:
            raise Refusal(
                [*self.edits[:SHOWN], Problem("undo_has_edits", {"count": len(self.edits)})]
            )
        if problems := self.referring:
            # «undo those imports first» is no remedy where only a merge refers
            imports = any(problem.rule == "undo_referred" for problem in problems)
            raise Refusal([*problems, Problem("undo_referred_remedy")] if imports else problems)
        if problems := [*self.hindered, *self.lost]:
            raise Refusal(problems)

    @property
    def edits(self) -> list[Problem]:
        """The corrections that would go with the import."""
        return [successor.edit for successor in self.successors if successor.edit]

    @property
    def referring(self) -> list[Problem]:
        """The rows that need what would go."""
        # nothing else is referred to by rows of other tables
        if self.kind.name not in {"organisations", "districts"}:
            return []
        return referring(self.context, self.kind.sql, self._gone())

    @cached_property
    def hindered(self) -> list[Problem]:
        """What keeps the rows that it had replaced from coming back."""
        going = {successor.id for successor in self.successors}

        def goes(row: Any) -> bool:
            # own rows by their import, as there may be a million ids of them
            return row.id in going or (row.import_id, row.since) == (self.run.id, self.run.revision)

        problems = hindered(self.context, self.kind, self.replaced, goes)
        return list(islice(problems, SHOWN))

    @cached_property
    def lost(self) -> list[Problem]:
        """The totals that would go from above several disaggregations."""
        if self.kind.name != KIND:
            return []
        own = self.session.scalars(
            select(self.kind.sql.columns.id).where(*self.mine, self.living)
        ).all()
        going = [*own, *(successor.id for successor in self.successors)]
        coming = rows_of(self.context, self.replaced)
        return list(islice(lost_totals(self.context, going, coming), SHOWN))

    @cached_property
    def context(self) -> Context:
        return context_of(self.session, programme_code(self.session, self.run.programme_id))

    @property
    def closing(self) -> int:
        """How many rows would go."""
        # counted in SQL; successors are few and in memory
        own = select(func.count()).select_from(self.kind.sql).where(*self.mine, self.living)
        return (self.session.scalar(own) or 0) + len(self.successors)

    def note(self) -> None:
        """Note what goes and what comes back."""
        self.touched.note_stored(self.session, *self.mine, self.living)
        for ids in parts([*(successor.id for successor in self.successors), *self.replaced]):
            self.touched.note_stored(
                self.session, among(self.session, self.kind.sql.columns.id, ids)
            )

    def swap(self, change: Change) -> tuple[int, int]:
        """Close what goes and reopen what comes back; returns how many of each."""
        # before closing, as what is touched is looked up among the living
        self.note()
        columns = self.kind.sql.columns
        # closing first: of each number only one living row may stand
        closed = close_rows(change, self.kind, *self.mine, self.living)
        for ids in parts([successor.id for successor in self.successors]):
            closed += close_rows(change, self.kind, among(self.session, columns.id, ids))
        for ids in parts(self.replaced):
            reopen_rows(change, self.kind, ids)
        return closed, len(self.replaced)

    @cached_property
    def successors(self) -> list[_Successor]:
        """Living rows that continue rows of the import."""
        columns = self.kind.sql.columns
        # rows of the import that are closed by now: something took their place
        mine = select(self.first, columns.fingerprint).where(*self.mine, columns.until.is_not(None))
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

    def _gone(self) -> list[tuple[int, str]]:
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
