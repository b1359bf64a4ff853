"""The numbers that undoing an import would change, kept until the database moves on."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from data import imports
from data.database.database import Database
from data.system import write_whole
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.rehearsal import rehearse

FOLDER = "undoing"


@dataclass(frozen=True)
class UndoEffect:
    """What would change, seen from a revision."""

    revision: int
    numbers: tuple[ChangedAnswer, ...]


EFFECT = TypeAdapter(UndoEffect)


def work_out(database: Database, folder: Path, import_id: int) -> None:
    """Undo an import in a transaction that is taken back, and keep which numbers that changed."""
    with database.read() as session:
        programme = imports.import_run(session, import_id).programme
    revision = database.newest()
    numbers = rehearse(
        database,
        programme,
        lambda change: imports.undo_within(change, import_id, with_edits=True),
        override_closed_years=True,
    )
    path = _file(folder, import_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, EFFECT.dump_json(UndoEffect(revision, numbers)))


def effect(folder: Path, import_id: int, revision: int) -> UndoEffect | None:
    """What was worked out, if it still holds."""
    with suppress(FileNotFoundError, ValidationError):  # what cannot be read is worked out anew
        undo_effect = EFFECT.validate_json(_file(folder, import_id).read_bytes())
        return undo_effect if undo_effect.revision == revision else None
    return None


def _file(folder: Path, import_id: int) -> Path:
    return folder / FOLDER / f"{import_id}.json"
