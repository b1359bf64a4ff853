"""``/export``: order a deck or a page as a file."""

import datetime
import re
from dataclasses import asdict

from flask import Flask, request
from flask.typing import ResponseReturnValue

from dashboard import exports
from dashboard.address import LIMIT
from dashboard.background.routes import begin
from dashboard.context import language
from dashboard.exporting.order import Order
from dashboard.signing.reading import database, reader
from data import audit
from data.refusals import refuse


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule("/export", "export", order, methods=["POST"])


def order() -> ResponseReturnValue:
    """Begin an export and lead to its page."""
    form = exports.known(request.form.get("format", ""))
    asked = Order(form, request.values.get("deck", ""), request.values.get("page", ""), language())
    if not asked.deck and not asked.page:
        raise refuse("export_of_nothing")
    _note(asked)
    return begin("export", _name(asked), **asdict(asked))


def _note(asked: Order) -> None:
    """Who has signed in is written down with what they take home; nobody else is followed."""
    name = reader()
    if name is not None:
        with database().writing("export") as session:
            audit.note(session, name, "exported", asked.deck or asked.page[:LIMIT], format=asked.form)


def _name(asked: Order) -> str:
    """A file name without anything that a file system could misread."""
    what = re.sub(r"[^\w.-]+", "-", asked.deck or asked.page.partition("?")[0]).strip("-.") or "itog"
    return f"{what[:60]}-{datetime.date.today():%Y-%m-%d}.{asked.form}"
