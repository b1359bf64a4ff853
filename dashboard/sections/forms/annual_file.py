"""``/report.docx``: the yearly report as a document to be edited."""

from flask import Response

from dashboard.forms.annual import EXTENSION, MIME, write_annual
from dashboard.sections.forms.files import attachment, form_page
from indicators.forms.annual import CODE, annual_facts
from indicators.forms.form import FormQuestion


def view() -> Response:
    """The report of the page's year."""
    page = form_page()
    facts, base = page.page_request.facts, page.page_request.base
    territory = page.page_request.territory
    question = FormQuestion(facts.code, page.year, None, base.as_of, base.on, page.days, territory)
    report = page.page_request.asker.ask(annual_facts, question)
    name = f"{CODE}-{facts.code}-{page.year}.{EXTENSION}"
    return attachment(name, MIME, lambda path: write_annual(report, path))
