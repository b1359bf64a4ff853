"""Take back the coverage of an undone import; what another import claims too stays covered, now by
that one.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from data.database.database import Change
from data.imports.checks import coverage
from data.imports.checks.coverage import CoveredMonth
from data.imports.context.context import Claim
from data.imports.loading.touched import TouchedScope
from data.imports.values import periods
from data.tables.coverage import Coverage
from data.tables.places import District
from data.tables.revisions import ImportRun


def take_back(change: Change, run: ImportRun, touched: TouchedScope) -> int:
    """Close the coverage that ``run`` gave; returns how much is no longer covered."""
    taken = _claimed_months(change.session, run)
    # asked before the rows are closed: `taken` is what this import gives now
    shares = list(_claimed_by_others(change.session, run, taken))
    change.session.execute(update(Coverage).where(*_mine(run)).values(until=change.revision))
    for other, shared in shares:
        illustrative = bool(other.receipt.get("illustrative"))
        # new rows under the other import, so that undoing that one later takes them back too
        coverage.add(
            change,
            run.programme_id,
            run.kind,
            shared,
            import_id=other.id,
            illustrative=illustrative,
        )
    touched.years |= {covered.year for covered in taken}
    return len(taken) - sum(len(shared) for _, shared in shares)


def would_take_back(session: Session, run: ImportRun, touched: TouchedScope) -> int:
    """How much would no longer be covered."""
    taken = _claimed_months(session, run)
    touched.years |= {covered.year for covered in taken}
    return len(taken) - sum(len(shared) for _, shared in _claimed_by_others(session, run, taken))


def _mine(run: ImportRun) -> tuple[ColumnElement[bool], ...]:
    return Coverage.import_id == run.id, Coverage.as_of(None)


def _claimed_months(session: Session, run: ImportRun) -> set[CoveredMonth]:
    statement = select(Coverage.district, Coverage.year, Coverage.month).where(*_mine(run))
    return {CoveredMonth(*row) for row in session.execute(statement)}


def _claimed_by_others(
    session: Session, run: ImportRun, taken: set[CoveredMonth]
) -> Iterator[tuple[ImportRun, set[CoveredMonth]]]:
    """What stays covered, each by the first of the imports that claim it too."""
    # the first import that claims a month gets it: a month is covered once
    for other in _others(session, run) if taken else ():
        shared = taken & coverage.spelled_out(_claim(other), _leaves(session, other))
        yield other, shared
        taken = taken - shared


def _others(session: Session, run: ImportRun) -> list[ImportRun]:
    """Living imports whose claim stands without the undone one: they had skipped no row of anyone."""
    statement = select(ImportRun).where(
        ImportRun.programme_id == run.programme_id, ImportRun.kind == run.kind
    )
    living = statement.where(
        # one that skipped rows claimed by rows of others, which may be gone with this undo
        ImportRun.undone_in.is_(None),
        ImportRun.id != run.id,
        ImportRun.skipped == 0,
    )
    return list(session.scalars(living.order_by(ImportRun.id)))


def _claim(run: ImportRun) -> Claim:
    districts = run.receipt.get("districts", "all")
    return Claim(
        periods.covered(run.covers or "none"),
        None if districts == "all" else frozenset(districts),
    )


def _leaves(session: Session, run: ImportRun) -> list[str]:
    """The lowest districts as they were when an import was loaded: «all» claimed no later ones."""
    statement = select(District.number, District.parent, District.cut).where(
        District.programme_id == run.programme_id, District.as_of(run.revision)
    )
    rows = session.execute(statement).all()
    parents = {row.parent for row in rows}
    return [row.number for row in rows if row.cut is None and row.number not in parents]
