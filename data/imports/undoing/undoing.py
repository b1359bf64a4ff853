"""Undo an import: close its rows, reopen what they replaced, take back its coverage; itself a
revision.
"""

from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database.database import Change, Database, TouchedRange
from data.imports.among import among
from data.imports.loading.touched import TouchedScope
from data.imports.parts import parts
from data.imports.receipt import UndoPlan, UndoReceipt
from data.imports.registry import kind_of
from data.imports.runs import dependent_imports, import_run
from data.imports.undoing.coverage import take_back, would_take_back
from data.imports.undoing.import_rows import ImportRows
from data.imports.undoing.lost_totals import KIND, lost_totals, rows_of
from data.imports.undoing.referring import referring
from data.imports.undoing.reopening import close_rows, reopen_rows
from data.imports.undoing.returning import hindered
from data.passports import programme_code
from data.refusals import Problem, Refusal, refuse
from data.tables.revisions import ImportRun

LIST_LIMIT = 20


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
    with database.read() as session:
        run = _undoing(session, import_id).run
        touch = TouchedRange(run.programme_id, run.kind)
    database.prepare(touch)
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
    undoing.touched.announce(change, run.programme_id)
    return UndoReceipt(
        import_id=import_id,
        kind=run.kind,
        file_name=run.file_name,
        programme=programme_code(change.session, run.programme_id),
        programme_name=undoing.rows.context.title,
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
    return UndoPlan(
        import_id=import_id,
        closed=undoing.rows.closing,
        reopened=len(undoing.rows.replaced),
        uncovered=would_take_back(session, undoing.run, undoing.touched),
        edits=tuple(undoing.edits),
        refused=(*undoing.referring, *undoing.hindered, *undoing.lost),
        dependent_imports=dependent_imports(session, undoing.run),
    )


def undo_reach(session: Session, import_id: int) -> TouchedRange:
    """What undoing an import would touch; reads each of its rows."""
    undoing = _undoing(session, import_id)
    undoing.note()
    would_take_back(session, undoing.run, undoing.touched)
    return undoing.touched.touch(undoing.run.programme_id)


def _undoing(session: Session, import_id: int) -> "_Undoing":
    listed = import_run(session, import_id)
    if listed.undone_in is not None:
        raise refuse("undo_twice", import_id=import_id, revision=listed.undone_in)
    run = session.get_one(ImportRun, import_id)
    return _Undoing(ImportRows(session, run, kind_of(listed.kind)))


class _Undoing:
    """One import taken back: what forbids it, what it touches, and the doing of it."""

    def __init__(self, rows: ImportRows) -> None:
        self.rows = rows
        self.session, self.run, self.kind = rows.session, rows.run, rows.kind
        self.touched = TouchedScope(self.kind)

    def check(self, with_edits: bool) -> None:
        """Refuse what would lose somebody's work or leave rows without what they refer to."""
        # first what can be answered by consent, then what forbids it whoever consents
        if self.edits and not with_edits:
            raise Refusal(
                [*self.edits[:LIST_LIMIT], Problem("undo_has_edits", {"count": len(self.edits)})]
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
        return [successor.edit for successor in self.rows.successors if successor.edit]

    @property
    def referring(self) -> list[Problem]:
        """The rows that need what would go."""
        # nothing else is referred to by rows of other tables
        if self.kind.name not in {"organisations", "districts"}:
            return []
        return referring(self.rows.context, self.kind.sql, self.rows.gone())

    @cached_property
    def hindered(self) -> list[Problem]:
        """What keeps the rows that it had replaced from coming back."""
        going = {successor.id for successor in self.rows.successors}

        def goes(row: Any) -> bool:
            # own rows by their import, as there may be a million ids of them
            return row.id in going or (row.import_id, row.since) == (self.run.id, self.run.revision)

        problems = hindered(self.rows.context, self.kind, self.rows.replaced, goes)
        return list(islice(problems, LIST_LIMIT))

    @cached_property
    def lost(self) -> list[Problem]:
        """The totals that would go from above several disaggregations."""
        if self.kind.name != KIND:
            return []
        own = self.session.scalars(
            select(self.kind.sql.columns.id).where(*self.rows.mine, self.rows.living)
        ).all()
        going = [*own, *(successor.id for successor in self.rows.successors)]
        coming = rows_of(self.rows.context, self.rows.replaced)
        return list(islice(lost_totals(self.rows.context, going, coming), LIST_LIMIT))

    def note(self) -> None:
        """Note what goes and what comes back."""
        self.touched.note_stored(self.session, *self.rows.mine, self.rows.living)
        for ids in parts(
            [*(successor.id for successor in self.rows.successors), *self.rows.replaced]
        ):
            self.touched.note_stored(
                self.session, among(self.session, self.kind.sql.columns.id, ids)
            )

    def swap(self, change: Change) -> tuple[int, int]:
        """Close what goes and reopen what comes back; returns how many of each."""
        # before closing, as what is touched is looked up among the living
        self.note()
        columns = self.kind.sql.columns
        # closing first: of each number only one living row may stand
        closed = close_rows(change, self.kind, *self.rows.mine, self.rows.living)
        for ids in parts([successor.id for successor in self.rows.successors]):
            closed += close_rows(change, self.kind, among(self.session, columns.id, ids))
        for ids in parts(self.rows.replaced):
            reopen_rows(change, self.kind, ids)
        return closed, len(self.rows.replaced)
