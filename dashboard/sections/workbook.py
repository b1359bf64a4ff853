"""Tables as one workbook, a sheet each: numbers and dates are real ones, and no text a formula."""

import datetime
import io
from collections.abc import Iterable
from typing import Any

from flask import Response
from xlsxwriter import Workbook

from dashboard.sections.file_tables import Cell, Table, attachment, truth

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANDSCAPE_A4 = 9
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}


def workbook_response(sheets: Iterable[tuple[str, Table]], name: str) -> Response:
    """A workbook with a sheet a table, kept by the reader's browser under a name."""
    content = io.BytesIO()
    with Workbook(content, SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for title, table in sheets:
            _write(book.add_worksheet(title), table, bold)
    return attachment(content.getvalue(), MIME, name)


def _write(sheet: Any, table: Table, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(LANDSCAPE_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_column(0, len(table[0]) - 1, 22)
    sheet.write_row(0, 0, table[0], bold)
    for at, row in enumerate(table[1:], start=1):
        for across, value in enumerate(row):
            _write_cell(sheet, at, across, value)


def _write_cell(sheet: Any, at: int, across: int, value: Cell) -> None:
    if isinstance(value, datetime.date):
        sheet.write_datetime(at, across, datetime.datetime.combine(value, datetime.time()))
    elif value is not None:
        sheet.write(at, across, truth(value) if isinstance(value, bool) else value)
