"""What ``/steward/imports/template/<kind>.xlsx`` answers with: an empty workbook to fill in."""

import io
import tempfile
from pathlib import Path

from flask import send_file
from flask.typing import ResponseReturnValue

from dashboard.http import context
from dashboard.http.context import database
from dashboard.steward.pages import programme
from data.imports import context_of, kind_of
from data.imports.template import write_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(kind: str) -> ResponseReturnValue:
    """An empty workbook of a kind, in the reader's language, with the programme's districts to
    choose from.
    """
    name = kind_of(kind).name
    with tempfile.TemporaryDirectory() as folder, database().read() as session:
        path = Path(folder) / "template.xlsx"
        known = context_of(session, programme().code)
        write_template(name, path, context.language(), context=known)
        workbook = io.BytesIO(path.read_bytes())
    return send_file(workbook, XLSX, as_attachment=True, download_name=f"{name}.xlsx")
