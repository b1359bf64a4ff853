"""A line of a file for a spreadsheet of the reader's language: «;» divides in Russian."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from dashboard.http.context import language
from indicators.sheets.row_stream import cell, comma_cell


def csv_line(values: Iterable[Any]) -> str:
    """The values as one line; no text of it can begin a formula."""
    out = io.StringIO()
    divider, write = (";", comma_cell) if language() == "ru" else (",", cell)
    csv.writer(out, delimiter=divider, lineterminator="\r\n").writerow(map(write, values))
    return out.getvalue()
