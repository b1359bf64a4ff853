"""``/report.xlsx``: the form of the page as a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, Response, request

from dashboard.forms import form_format, format_names, write_form
from dashboard.request import read_page_request
from dashboard.sections.official_form import PATH, FormPage


def register(server: Flask) -> None:
    """Add an address for each format."""
    for name in format_names():
        server.add_url_rule(f"{PATH}.{name}", f"report_{name}", file_view)


def file_view() -> Response:
    """The form in the format of the address."""
    view = FormPage(read_page_request(request.full_path.rstrip("?")))
    extension = request.path.rpartition(".")[2]
    name = f"{view.code}-{view.page_request.facts.code}-{view.question.year}"
    if view.quarter is not None:
        name = f"{name}-Q{view.quarter}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.{extension}"
        write_form(view.form, path)
        response = Response(path.read_bytes(), mimetype=form_format(path.name).MIME)
    response.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return response
