"""Check an upload: its problems with the rows they speak of, or what loading it would do."""

from contextlib import closing
from pathlib import Path
from typing import Any

from dashboard.jobs.progress import JobProgress
from dashboard.steward.imports.store import CheckResult, Upload, Uploads
from data import imports
from data.database.database import Database, TouchedRange
from data.imports import Excerpt, Receipt
from data.refusals import Problem, Refusal
from indicators.impact.loading_effect import changes_anything, loading_effect

FOLDER = "uploads"
FIRST = 10
CLOSED = ("year_closed", "year_closed_numbers")


def uploads_in(folder: Path) -> Uploads:
    """The uploads, in the folder of the jobs."""
    return Uploads(folder / FOLDER)


def check(database: Database, uploads: Uploads, upload: Upload, progress: JobProgress) -> None:
    """Check an upload and keep what was found."""
    uploads.record_result(upload, _preview(database, uploads.file(upload), upload, progress))


def refused(uploads: Uploads, upload: Upload, refusal: Refusal) -> None:
    """Keep what a refusal says of an upload."""
    uploads.record_result(upload, _problems(uploads.file(upload), upload, refusal))


def of_the_file(refusal: Refusal) -> bool:
    """Whether the file or what was said of it is at fault, not the database or the programme."""
    return all(problem.file or problem.rule in CLOSED for problem in refusal.problems)


def _preview(database: Database, path: Path, upload: Upload, progress: JobProgress) -> CheckResult:
    def report_progress(stage: imports.Stage, count: int, total: int | None) -> None:
        progress(count, total, stage)

    try:
        receipt, reach = _foreseen(database, path, upload, report_progress)
        progress(0, None, "answers")
        numbers = loading_effect(database, upload.kind, path, upload.options, receipt)
    except Refusal as refusal:
        if of_the_file(refusal):
            return _problems(path, upload, refusal)
        raise
    rows = _excerpt(path, upload, first=FIRST)
    reached = reach if changes_anything(receipt) else None
    return CheckResult(
        upload.version, (), rows, receipt, numbers, reached, receipt.notes, imports.sheets(path)
    )


def _foreseen(
    database: Database, path: Path, upload: Upload, progress: imports.Progress
) -> tuple[Receipt, TouchedRange]:
    """What would become of the rows, and what they would touch."""
    with database.read() as session:
        checked = imports.check(
            session, upload.kind, path, upload.options, propose=True, progress=progress
        )
        with closing(checked.spool):
            return imports.receipt(checked, dry_run=True), imports.reach(session, checked)


def _problems(path: Path, upload: Upload, refusal: Refusal) -> CheckResult:
    rows = _rows(path, upload, refusal.problems)
    notes, sheets = tuple(refusal.notes), imports.sheets(path)
    return CheckResult(upload.version, tuple(refusal.problems), rows, notes=notes, sheets=sheets)


def _rows(path: Path, upload: Upload, problems: list[Problem]) -> Excerpt:
    """The rows that problems speak of; none where the file cannot be read at all."""
    try:
        return _excerpt(path, upload, problems=problems)
    except Refusal:
        return Excerpt()


def _excerpt(path: Path, upload: Upload, **which: Any) -> Excerpt:
    return imports.excerpt(
        upload.kind,
        path,
        upload.corrections,
        sheet=upload.sheet or None,
        mapping=upload.mapping,
        **which,
    )
