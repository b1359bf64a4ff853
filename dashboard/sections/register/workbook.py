"""The register as open data in one workbook: its three tables as sheets, numbers and dates real ones."""

from flask import Response, request

from dashboard.request_reading import read_page_request
from dashboard.sections.register.files import register_tables
from dashboard.sections.workbook import workbook_response
from dashboard.text.language import _


def view() -> Response:
    """The set as three sheets of one workbook."""
    tables = register_tables(read_page_request(request.full_path.rstrip("?")))
    sheets = (
        (_("Passport"), tables.passport),
        (_("Structure"), tables.structure),
        (_("Data"), tables.data),
    )
    return workbook_response(sheets, f"register-{tables.day:%Y%m%d}.xlsx")
