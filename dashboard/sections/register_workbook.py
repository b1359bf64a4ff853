"""The register as open data in one workbook: its three tables as sheets, numbers and dates real ones."""

import datetime
import io
from typing import Any

from flask import Response, request
from xlsxwriter import Workbook

from dashboard.request_reading import read_page_request
from dashboard.sections.register_files import Table, attachment, register_tables, truth
from dashboard.text.language import _

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def view() -> Response:
    """The set as three sheets of one workbook, its numbers and dates real ones."""
    tables = register_tables(read_page_request(request.full_path.rstrip("?")))
    content = io.BytesIO()
    with Workbook(content, {**SAFE, "default_date_format": "dd.mm.yyyy"}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheets = (
            (_("Passport"), tables.passport),
            (_("Structure"), tables.structure),
            (_("Data"), tables.data),
        )
        for name, table in sheets:
            _write(book.add_worksheet(name), table, bold)
    return attachment(content, MIME, f"register-{tables.day:%Y%m%d}.xlsx")


def _write(sheet: Any, table: Table, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_column(0, len(table[0]) - 1, 22)
    sheet.write_row(0, 0, table[0], bold)
    for at, row in enumerate(table[1:], start=1):
        for across, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(at, across, datetime.datetime.combine(value, datetime.time()))
            elif value is not None:
                sheet.write(at, across, truth(value) if isinstance(value, bool) else value)
