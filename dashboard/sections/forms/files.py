"""``/report.xlsx``: the form of the page as a file; ``/report.docx``: the report of its year."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, request

from dashboard.forms import form_format, write_form
from dashboard.forms.own import write_own
from dashboard.request_reading import read_page_request
from dashboard.sections.forms.form_page import FormPage
from indicators.forms.templates import template_kind


def form_view() -> Response:
    """The form in the format of the address."""
    view = form_page()
    extension = request.path.rpartition(".")[2]
    name = _name(view)
    mime = form_format(f"{name}.{extension}").MIME
    return attachment(f"{name}.{extension}", mime, lambda path: write_form(view.form, path))


def own_view() -> Response:
    """A form of the programme's own, as the kind of file that it is."""
    view = form_page()
    facts = view.own_facts
    extension = facts.form.extension
    name = f"{_name(view)}.{extension}"
    return attachment(name, template_kind(extension).MIME, lambda path: write_own(facts, path))


def _name(view: FormPage) -> str:
    """What a file is called before its extension."""
    quarter = "" if view.quarter is None else f"-Q{view.quarter}"
    period = view.question.period.label.replace("..", "-")
    return f"{view.code}-{view.page_request.facts.code}-{period}{quarter}"


def form_page() -> FormPage:
    """What the address asks for."""
    return FormPage(read_page_request(request.full_path.rstrip("?")))


def attachment(name: str, mime: str, write: Callable[[Path], None]) -> Response:
    """The file that ``write`` makes, for the reader's browser to keep under a name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        response = Response(path.read_bytes(), mimetype=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
