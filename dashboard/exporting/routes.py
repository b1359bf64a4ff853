"""``/export``: order a deck or a page as a file."""

import re
from dataclasses import asdict

from flask import Flask, request
from flask.typing import ResponseReturnValue

from dashboard import exports
from dashboard.accounts.reader import reader
from dashboard.exporting.order import Order
from dashboard.http.address import LIMIT
from dashboard.http.context import database, language
from dashboard.jobs.routes import begin
from data import clock
from data.audit import events
from data.refusals import refuse


def register(server: Flask) -> None:
    """Add the address."""
    server.add_url_rule("/export", "export", order, methods=["POST"])


def order() -> ResponseReturnValue:
    """Begin an export and lead to its page."""
    form = exports.known(request.form.get("format", ""))
    wish = Order(form, request.values.get("deck", ""), request.values.get("page", ""), language())
    if not wish.deck and not wish.page:
        raise refuse("export_of_nothing")
    _note(wish)
    return begin("export", _name(wish), **asdict(wish))


def _note(order: Order) -> None:
    """Who has signed in is written down with what they take home; nobody else is followed."""
    name = reader()
    if name is not None:
        with database().writing("export") as session:
            events.note(
                session, name, "exported", order.deck or order.page[:LIMIT], format=order.form
            )


def _name(order: Order) -> str:
    """A file name without anything that a file system could misread."""
    what = (
        re.sub(r"[^\w.-]+", "-", order.deck or order.page.partition("?")[0]).strip("-.") or "itog"
    )
    return f"{what[:60]}-{clock.today():%Y-%m-%d}.{exports.extension(order.form)}"
