"""The numbers that undoing an import would change, kept until the database moves on."""

from pathlib import Path

from dashboard.steward.rehearsal_file import Rehearsal, rehearsal_of
from dashboard.steward.rehearsal_file import work_out as foresee
from data import imports
from data.database.database import Database

FOLDER = "undoing"


def work_out(database: Database, folder: Path, import_id: int) -> None:
    """Undo an import in a transaction that is taken back, and keep which numbers that changed."""
    with database.read() as session:
        programme = imports.import_run(session, import_id).programme
    foresee(
        database,
        _file(folder, import_id),
        programme,
        str(import_id),
        lambda change: imports.undo_within(change, import_id, with_edits=True),
    )


def effect(folder: Path, import_id: int, revision: int) -> Rehearsal | None:
    """What was worked out, if it still holds."""
    return rehearsal_of(_file(folder, import_id), str(import_id), revision)


def _file(folder: Path, import_id: int) -> Path:
    return folder / FOLDER / f"{import_id}.json"
