"""``/steward/lists``: lists of records kept under a name, and forgotten."""

from urllib.parse import parse_qsl

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from dashboard.http import urls
from dashboard.http.context import database
from dashboard.steward import pages
from dashboard.steward.records.list_columns import ListColumns
from dashboard.steward.records.list_search import choices_of
from dashboard.steward.screen import Screen
from data.editing import kept_lists
from data.imports import kind_of
from data.imports.columns.kind import Kind
from data.passports import programme_id

SCREEN = Screen("/steward/lists", None, 35)


@SCREEN.post()
def keep() -> ResponseReturnValue:
    """Keep the list that the form stands on."""
    facts, kind = pages.changing(), kind_of(request.form.get("kind", ""))
    choices = _read_choices(kind, request.form.get("choices", ""))
    with database().writing("lists") as session:
        kept_lists.keep(
            session,
            programme_id(session, facts.code),
            kind.name,
            pages.author(),
            request.form.get("name", ""),
            choices,
            is_shared="shared" in request.form,
        )
    return pages.redirect_to("/steward/records", kind=kind.name, **dict(parse_qsl(choices)))


@SCREEN.post("/<int:identity>/forget")
def forget(identity: int) -> ResponseReturnValue:
    """Forget a list of one's own."""
    facts = pages.changing()
    with database().writing("lists") as session:
        programme = programme_id(session, facts.code)
        kind = kept_lists.forget(session, programme, identity, pages.author())
    return pages.redirect_to("/steward/records", kind=kind)


def _read_choices(kind: Kind, query: str) -> str:
    """The choices of an address as the list itself would write them; refuses columns that there are
    not.
    """
    arguments = MultiDict(parse_qsl(query[: kept_lists.LONGEST_CHOICES]))
    choices = {**choices_of(arguments), **ListColumns.of_address(kind, arguments).choices}
    known = {name: text for name, text in choices.items() if text}
    return urls.with_choices("", known).lstrip("?")
