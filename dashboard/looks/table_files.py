"""``/table.csv`` and ``/table.xlsx``: a table of a page as a file, with the numbers that the page shows."""

import json

from flask import Response, request
from plotly.io.json import to_json_plotly

from dashboard.http.context import in_own_language
from dashboard.looks.in_words import elements_of
from dashboard.looks.page_tables import Row, rows_of
from dashboard.request_reading import read_page_request
from dashboard.sections import blocks, frame
from dashboard.sections.file_tables import attachment
from dashboard.text.csv_line import csv_line
from data.refusals import LONGEST, NotFound, Problem
from indicators.sheets.row_stream import BOM


def csv_view() -> Response:
    """The table for a spreadsheet of the reader's language."""
    anchor, rows = read_table()
    content = BOM + "".join(map(csv_line, rows))
    return attachment(content.encode(), "text/csv", f"{anchor}.csv")


def read_table() -> tuple[str, list[Row]]:
    """The anchor and the rows of the table that the address wants; refuses a page and a table that
    there is not.
    """
    address, anchor = (request.args.get(name, "") for name in ("address", "table"))
    read_page_request(address)
    # no script of this reader asks for what comes late
    blocks.wait_for_all()
    frame.make(in_own_language(address))
    document = elements_of(json.loads(to_json_plotly(frame.made_document())))
    rows = rows_of(document, anchor) if frame.made_status() == frame.OK else []
    if not rows:
        raise NotFound(
            Problem("table_not_there", {"table": anchor[:LONGEST], "path": address[:LONGEST]})
        )
    return anchor, rows
