"""Tables that readers take home as files: their cells, as CSV, and what a browser keeps."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from flask import Response

from data.words.formula_guard import guarded

Cell = str | Decimal | int | datetime.date | bool | None
Table = Sequence[Sequence[Cell]]
"""Rows, of which the first names the columns."""


def attachment(content: bytes | Iterable[str], mime: str, name: str) -> Response:
    """What the reader's browser keeps under a name."""
    response = Response(content, mimetype=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_text(table: Iterable[Sequence[Cell]]) -> str:
    """A table as programs read it: UTF-8 with its mark, commas, days as ISO has them, points in
    numbers; no text becomes a formula of a spreadsheet.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in table)
    return "\ufeff" + out.getvalue()


def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else guarded(str(value))


def truth(value: bool) -> str:
    """As open data write yes and no."""
    return "true" if value else "false"
