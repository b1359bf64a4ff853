"""A line of a file for a spreadsheet of the reader's language: «;» divides in Russian."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from dashboard.http.context import language
from indicators.sheets.row_stream import cell


def csv_line(values: Iterable[Any]) -> str:
    """The values as one line; no text of it can begin a formula."""
    out = io.StringIO()
    divider = ";" if language() == "ru" else ","
    csv.writer(out, delimiter=divider, lineterminator="\r\n").writerow(map(cell, values))
    return out.getvalue()
