"""Making the file of an official form outside a request."""

from pathlib import Path

from flask import Flask

from dashboard.exports import make_whole
from dashboard.forms import check_extension, form_format, write_form
from dashboard.forms.annual import EXTENSION, write_annual
from dashboard.forms.own import write_own
from dashboard.http import context
from indicators.asking import Asker
from indicators.forms import official_form
from indicators.forms.annual import CODE, annual_facts
from indicators.forms.form import FormQuestion
from indicators.forms.kinds import form_names
from indicators.forms.templates.own_forms import own_form_facts


def fulfil_form(
    server: Flask, code: str, question: FormQuestion, path: Path, language: str
) -> None:
    """Write the form, the yearly report or a form of the programme's own; refuses an unknown form or
    file.
    """
    with server.test_request_context("/", headers={"X-Lang": language}):
        asker = context.asker()
        if code == CODE:
            check_extension(path.name, (EXTENSION,))
            facts = asker.ask(annual_facts, question)
            make_whole(path, lambda part: write_annual(facts, part))
        elif code in form_names():
            form_format(path.name)
            write_form(asker.ask(official_form, code, question), path)
        else:
            _write_own(asker, code, question, path)


def _write_own(asker: Asker, code: str, question: FormQuestion, path: Path) -> None:
    """Fill a form of the programme's own in; refuses an unknown one."""
    facts = asker.read(own_form_facts, code, question)
    check_extension(path.name, (facts.form.extension,))
    make_whole(path, lambda part: write_own(facts, part))
