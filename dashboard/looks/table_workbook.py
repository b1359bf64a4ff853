"""A table of a page as a workbook."""

from flask import Response

from dashboard.looks.table_files import read_table
from dashboard.sections.workbook import workbook_response
from dashboard.text.language import _


def view() -> Response:
    """The workbook of the table that the address wants."""
    anchor, rows = read_table()
    return workbook_response([(_("Data"), rows)], f"{anchor}.xlsx")
