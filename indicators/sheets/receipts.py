"""The receipt of a file as a row, for commands and addresses alike."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from data.imports import Receipt
from indicators.answers.reader import ProgrammeReader
from indicators.impact.changed_answer import ChangedAnswer
from indicators.sheets.queries import change_row
from indicators.sheets.rows import RowSheet

MOST_CHANGES = 500
"""Numbers that a dry run lists."""
UNLISTED = ("file_name", "import_id", "notes", "programme_name")
"""Fields of a receipt that are listed under another name, or not at all."""


def receipt_sheet(receipt: Receipt, newest: int, language: str, form: str = "json") -> RowSheet:
    """The receipt as one row; what was seen of the file is a list of notes, in CSV their sentences
    alone.
    """
    fields = {name: value for name, value in asdict(receipt).items() if name not in UNLISTED}
    notes = [
        {"rule": note.rule, "sheet": note.sheet, **note.params, "text": note.text(language)}
        for note in receipt.notes
    ]
    remarks = notes if form == "json" else " ".join(note["text"] for note in notes)
    row = {"id": receipt.import_id, "file": receipt.file_name, **fields, "notes": remarks}
    return RowSheet(newest, newest, list(row), [row])


def foreseen_changes(
    session: Session, programme: str, effect: Sequence[ChangedAnswer] | None
) -> dict[str, Any]:
    """The numbers that loading a file would change, as of `/api/v1/changes`: the first of them, and
    how many there are; nothing where that was too much to work out.
    """
    if effect is None:
        return {"changes": None, "changes_total": None}
    catalogue = ProgrammeReader(session, programme).catalogue
    rows = [change_row(each, catalogue, catalogue) for each in effect[:MOST_CHANGES]]
    return {"changes": rows, "changes_total": len(effect)}
