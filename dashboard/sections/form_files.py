"""``/report.xlsx``: the form of the page as a file; ``/report.docx``: the report of its year."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask, Response, request

from dashboard.forms import annual, form_format, format_names, write_form
from dashboard.forms.own import write_own
from dashboard.request import read_page_request
from dashboard.sections.official_form import OWN_PATH, PATH, FormPage
from indicators.forms.annual import CODE, annual_facts
from indicators.forms.form import FormQuestion
from indicators.forms.templates import template_kind


def register(server: Flask) -> None:
    """Add an address for each format."""
    for name in format_names():
        server.add_url_rule(f"{PATH}.{name}", f"report_{name}", form_view)
    server.add_url_rule(f"{PATH}.{annual.EXTENSION}", "report_annual", annual_view)
    server.add_url_rule(OWN_PATH, "report_own", own_view)


def form_view() -> Response:
    """The form in the format of the address."""
    view = _page()
    extension = request.path.rpartition(".")[2]
    name = _name(view)
    mime = form_format(f"{name}.{extension}").MIME
    return _file(f"{name}.{extension}", mime, lambda path: write_form(view.form, path))


def own_view() -> Response:
    """A form of the programme's own, as the kind of file that it is."""
    view = _page()
    facts = view.own_facts
    extension = facts.form.extension
    name = f"{_name(view)}.{extension}"
    return _file(name, template_kind(extension).MIME, lambda path: write_own(facts, path))


def annual_view() -> Response:
    """The yearly report."""
    view = _page()
    facts, base = view.page_request.facts, view.page_request.base
    question = FormQuestion(facts.code, view.year, None, base.as_of, base.on)
    report = view.page_request.asker.ask(annual_facts, question)
    name = f"{CODE}-{facts.code}-{view.year}.{annual.EXTENSION}"
    return _file(name, annual.MIME, lambda path: annual.write_annual(report, path))


def _name(view: FormPage) -> str:
    """What a file is called before its extension."""
    quarter = "" if view.quarter is None else f"-Q{view.quarter}"
    return f"{view.code}-{view.page_request.facts.code}-{view.year}{quarter}"


def _page() -> FormPage:
    return FormPage(read_page_request(request.full_path.rstrip("?")))


def _file(name: str, mime: str, write: Callable[[Path], None]) -> Response:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        response = Response(path.read_bytes(), mimetype=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
