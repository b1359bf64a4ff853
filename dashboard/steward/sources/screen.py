"""``/steward/sources``: the saved sources of a programme."""

from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.context import database, language
from dashboard.http.refusals import status_of
from dashboard.steward.imports.coverage_rules import coverage_rules
from dashboard.steward.pages import author, changing, lines, page, programme, reason, redirect_to
from dashboard.steward.screen import Screen
from dashboard.text.labels import kind_name
from dashboard.text.language import _
from data.imports import kind_of, kinds
from data.refusals import LONGEST, Refusal
from data.sources.saved import SavedSourceFacts, rename, saved_sources, withdraw

SCREEN = Screen("/steward/sources", lambda: _("Sources"), 22)


@SCREEN.get()
def listing(refused: Refusal | None = None) -> ResponseReturnValue:
    """Every source with its columns and words."""
    with database().read() as session:
        sources = saved_sources(session, programme().code)
    return page(
        "sources.html",
        _("Sources"),
        status_of(refused) if refused else HTTPStatus.OK,
        lead=_("How files of other systems are read: which of their columns and words are ours."),
        refused=lines(refused),
        sources=[(each, each.declaration, _titles(each)) for each in sources],
        rules=dict(coverage_rules()),
        kind_name=kind_name,
        inputs=request.form,
    )


@SCREEN.post("/rename")
def change_name() -> ResponseReturnValue:
    """Give a source another name; one revision."""
    facts, name = changing(), request.form.get("name", "")
    try:
        with database().transaction(
            "source", name[:LONGEST], author=author(), reason=reason()
        ) as change:
            rename(change, facts.code, name, request.form.get("new", "")[:LONGEST])
    except Refusal as refusal:
        return listing(refusal)
    return redirect_to(SCREEN.path)


@SCREEN.post("/withdraw")
def remove() -> ResponseReturnValue:
    """Offer a source no longer; one revision."""
    facts, name = changing(), request.form.get("name", "")
    try:
        with database().transaction(
            "source_withdrawn", name[:LONGEST], author=author(), reason=reason()
        ) as change:
            withdraw(change, facts.code, name)
    except Refusal as refusal:
        return listing(refusal)
    return redirect_to(SCREEN.path)


def _titles(source: SavedSourceFacts) -> dict[str, str]:
    """What the columns of the source's kind are called."""
    columns = kind_of(source.kind).columns if source.kind in kinds() else ()
    return {column.name: getattr(column.words, language()) for column in columns}
