"""Making the file of an official form outside a request."""

from pathlib import Path

from flask import Flask

from dashboard.forms import check_extension, form_format, write_form, write_whole_file
from dashboard.forms.annual import EXTENSION, write_annual
from dashboard.http import context
from indicators.forms import official_form
from indicators.forms.annual import CODE, annual_facts
from indicators.forms.form import FormQuestion


def fulfil_form(
    server: Flask, code: str, question: FormQuestion, path: Path, language: str
) -> None:
    """Write the form, or the yearly report; refuses an unknown form or file before anything is
    read.
    """
    if code == CODE:
        check_extension(path.name, (EXTENSION,))
    else:
        form_format(path.name)
    with server.test_request_context("/", headers={"X-Lang": language}):
        asker = context.asker()
        if code == CODE:
            facts = asker.ask(annual_facts, question)
            write_whole_file(path, lambda unfinished: write_annual(facts, unfinished))
        else:
            write_form(asker.ask(official_form, code, question), path)
