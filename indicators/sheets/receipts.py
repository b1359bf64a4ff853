"""The receipt of a file as a row, for commands and addresses alike."""

from dataclasses import asdict

from data.imports import Receipt
from indicators.sheets.rows import RowSheet

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
