"""Making the file of an official form outside a request."""

from pathlib import Path

from flask import Flask

from dashboard.forms import form_format, write_form
from dashboard.http import context
from indicators.forms import official_form
from indicators.forms.form import FormQuestion


def fulfil_form(
    server: Flask, code: str, question: FormQuestion, path: Path, language: str
) -> None:
    """Write the form; refuses an unknown form or file before anything is read."""
    form_format(path.name)
    with server.test_request_context("/", headers={"X-Lang": language}):
        write_form(context.asker().ask(official_form, code, question), path)
