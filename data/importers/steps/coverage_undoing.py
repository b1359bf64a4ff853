"""Take back the coverage of an undone import; what another import claims too stays covered, now by that one."""

from sqlalchemy import select, update

from data.database import Change
from data.importers.steps import coverage, periods
from data.importers.steps.context import Claim, Context
from data.importers.steps.coverage import Covered
from data.importers.steps.touched import Touched
from data.programme import passport
from data.tables.coverage import Coverage
from data.tables.revisions import ImportRun


def take_back(change: Change, run: ImportRun, touched: Touched) -> int:
    """Close the coverage that ``run`` gave; returns how much is no longer covered."""
    mine = (Coverage.import_id == run.id, Coverage.as_of(None))
    asked = select(Coverage.district, Coverage.year, Coverage.month).where(*mine)
    taken = {Covered(*row) for row in change.session.execute(asked)}
    change.session.execute(update(Coverage).where(*mine).values(until=change.revision))
    touched.years |= {covered.year for covered in taken}
    return len(_without_claimed_by_others(change, run, taken))


def _without_claimed_by_others(change: Change, run: ImportRun, taken: set[Covered]) -> set[Covered]:
    for other in _others(change, run) if taken else ():
        shared = taken & coverage.spelled_out(_claim(other), _leaves(change, run.programme_id))
        illustrative = bool(other.receipt.get("illustrative"))
        coverage.add(change, run.programme_id, run.kind, shared, import_id=other.id, illustrative=illustrative)
        taken = taken - shared
    return taken


def _others(change: Change, run: ImportRun) -> list[ImportRun]:
    """Living imports whose claim stands without the undone one: they had skipped no row of anyone."""
    asked = select(ImportRun).where(ImportRun.programme_id == run.programme_id, ImportRun.kind == run.kind)
    living = asked.where(ImportRun.undone_in.is_(None), ImportRun.id != run.id, ImportRun.skipped == 0)
    return list(change.session.scalars(living.order_by(ImportRun.id)))


def _claim(run: ImportRun) -> Claim:
    districts = run.receipt.get("districts", "all")
    return Claim(periods.covered(run.covers or "none"), None if districts == "all" else frozenset(districts))


def _leaves(change: Change, programme: int) -> list[str]:
    years = passport(change.session, programme)
    return Context(change.session, programme, "", years.first_year, years.last_year).places.leaves
