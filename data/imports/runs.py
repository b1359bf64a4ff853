"""The imports that were made, and importing a file from start to end."""

import datetime
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from data.database.change import NothingChangedError
from data.database.database import Database, TouchedRange
from data.imports.checks.checked_file import CheckedFile
from data.imports.checks.checking import check
from data.imports.checks.options import ImportOptions
from data.imports.columns.kind import Kind
from data.imports.files.corrections import Correction, Corrections, Replacement
from data.imports.loading.loading import load, receipt
from data.imports.progress import Progress, silently
from data.imports.receipt import Receipt
from data.passports import programme_id
from data.refusals import NotFound, Problem
from data.tables.programmes import Programme
from data.tables.revisions import ImportRun, Revision


@dataclass(frozen=True)
class ImportSummary:
    """One import as it is listed. ``state`` is ``loaded`` or ``undone``; ``at`` is UTC."""

    id: int
    kind: str
    file_name: str
    programme: str
    covers: str
    revision: int
    accepted: int
    updated: int
    skipped: int
    state: str
    undone_in: int | None
    at: datetime.datetime
    author: str
    reason: str
    covered: int
    sheets: tuple[str, ...] = ()  # of a workbook, that were read
    headings: tuple[
        tuple[str, ...], ...
        # the titles of a mended file's columns, of each table
    ] = ()
    notes: tuple[Problem, ...] = ()  # how the file was read
    sent_by: str = ""  # the reporter who has sent it; the author accepted it


def loaded_rows(session: Session) -> dict[str, int]:
    """How many rows files have added or changed, by kind; what was undone was loaded too."""
    rows = func.sum(ImportRun.accepted + ImportRun.updated)
    statement = select(ImportRun.kind, rows).group_by(ImportRun.kind).order_by(ImportRun.kind)
    return {kind: int(count) for kind, count in session.execute(statement)}


def import_file(
    database: Database,
    kind: Kind,
    path: Path,
    options: ImportOptions,
    *,
    dry_run: bool = False,
    author: str = "itog",
    reason: str = "",
    override_closed_years: bool = False,
    progress: Progress = silently,
) -> Receipt:
    """Check a file, then load it as one revision; checked again if another revision came between."""

    progress = options.limits.timed(progress, path.name)
    with ExitStack() as spools:

        def checked_in(session: Session) -> CheckedFile:
            checked = check(session, kind, path, options, propose=dry_run, progress=progress)
            spools.callback(checked.spool.close)
            return checked

        with database.read() as session:
            checked = checked_in(session)
        if dry_run or not checked.changes:
            return receipt(checked, dry_run=dry_run)
        database.prepare(TouchedRange(checked.context.programme_id, kind.name))
        try:
            with database.transaction(
                "import",
                f"{kind.name}: {path.name}",
                author=author,
                reason=reason,
                override_closed_years=override_closed_years,
            ) as change:
                if checked.revision != change.revision - 1:
                    checked = checked_in(change.session)
                if not checked.changes:
                    raise NothingChangedError
                loaded = load(change, checked, progress)
                # The transaction's listeners compute the answers before it ends.
                progress("answers", 0, None)
                change.report_progress = partial(progress, "answers")
                return loaded
        except NothingChangedError:
            return receipt(checked)


def imports(session: Session, programme: str | None = None) -> list[ImportSummary]:
    """Every import, oldest first; of one programme or of all."""
    statement = _runs_statement()
    if programme is not None:
        statement = statement.where(ImportRun.programme_id == programme_id(session, programme))
    return [_listed(*row) for row in session.execute(statement.order_by(ImportRun.id))]


def newest_imports(
    session: Session, programme: str, limit: int, before: int | None = None
) -> list[ImportSummary]:
    """The last imports of a programme, or the last before one of them; newest first."""
    statement = _runs_statement().where(ImportRun.programme_id == programme_id(session, programme))
    if before is not None:
        statement = statement.where(ImportRun.id < before)
    return [
        _listed(*row)
        for row in session.execute(statement.order_by(ImportRun.id.desc()).limit(limit))
    ]


def imported_beside(session: Session, run: ImportSummary) -> int:
    """How many other files of its programme came in the revision of an import."""
    beside = select(func.count()).where(
        ImportRun.revision == run.revision,
        ImportRun.id != run.id,
        ImportRun.programme_id == programme_id(session, run.programme),
    )
    return session.scalar(beside) or 0


def import_run(session: Session, identity: int) -> ImportSummary:
    """One import; refuses an id that is not one."""
    row = session.execute(_runs_statement().where(ImportRun.id == identity)).one_or_none()
    if row is None:
        raise NotFound(Problem("import_unknown", {"import_id": identity}))
    return _listed(*row)


def dependent_imports(session: Session, run: ImportRun) -> tuple[int, ...]:
    """Imports that had skipped rows because this one had brought them."""
    statement = select(ImportRun).where(
        ImportRun.programme_id == run.programme_id, ImportRun.kind == run.kind
    )
    later = session.scalars(
        statement.where(ImportRun.undone_in.is_(None), ImportRun.id != run.id).order_by(
            ImportRun.id
        )
    )
    return tuple(
        other.id for other in later if str(run.id) in other.receipt.get("skipped_from", {})
    )


def mended(session: Session, identity: int) -> Corrections:
    """What had been mended of an import's file before it was loaded."""
    kept = session.get_one(ImportRun, identity).receipt
    return Corrections(
        tuple(Correction(*each) for each in kept.get("mended", ())),
        tuple(kept.get("left_out", ())),
        tuple((row, text) for row, text in kept.get("confirmed", ())),
        replacements=tuple(Replacement(*each) for each in kept.get("replaced", ())),
    )


def _runs_statement() -> Select[ImportRun, str, Revision]:
    statement = select(ImportRun, Programme.code, Revision).join(
        Programme, Programme.id == ImportRun.programme_id
    )
    return statement.join(Revision, Revision.number == ImportRun.revision)


def _listed(run: ImportRun, programme: str, revision: Revision) -> ImportSummary:
    return ImportSummary(
        id=run.id,
        kind=run.kind,
        file_name=run.file_name,
        programme=programme,
        covers=run.covers,
        revision=run.revision,
        accepted=run.accepted,
        updated=run.updated,
        skipped=run.skipped,
        state="loaded" if run.undone_in is None else "undone",
        undone_in=run.undone_in,
        at=revision.at,
        author=revision.author,
        reason=revision.reason,
        covered=run.receipt.get("covered", 0),
        sheets=tuple(run.receipt.get("sheets", ())),
        headings=tuple(map(tuple, run.receipt.get("headings", ()))),
        notes=tuple(Problem(**note) for note in run.receipt.get("notes", ())),
        sent_by=run.receipt.get("sent", {}).get("author", ""),
    )
