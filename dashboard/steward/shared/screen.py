"""``/steward/pages``: the list of pages that all who sign in to the programme see beside their own."""

from http import HTTPStatus

from flask import request
from flask.typing import ResponseReturnValue

from dashboard.http.address import LIMIT, LOOKS, read_address
from dashboard.http.context import database
from dashboard.http.dash_internals import page_at
from dashboard.http.refusals import status_of
from dashboard.steward import pages
from dashboard.steward.screen import Screen
from dashboard.text.language import _
from data import shared_pages
from data.refusals import LONGEST, Refusal, refuse
from indicators.answers.facts import Facts

SCREEN = Screen("/steward/pages", lambda: _("Shared pages"), 75)
MOVES = {"up": shared_pages.move_up, "remove": shared_pages.unshare}


@SCREEN.get()
def show() -> ResponseReturnValue:
    """The list, and the form for another page."""
    return _page(pages.programme())


@SCREEN.post()
def share() -> ResponseReturnValue:
    """Put a page onto the list."""
    facts = pages.changing()
    try:
        address = _address(facts, request.form.get("address", "").strip())
        title = request.form.get("title", "")
        with database().writing("pages") as session:
            shared_pages.share(session, facts.code, title, address, author=pages.author())
    except Refusal as refusal:
        return _page(facts, refusal)
    return pages.redirect_to(SCREEN.path)


@SCREEN.post("/<int:identity>")
def change(identity: int) -> ResponseReturnValue:
    """Move a page up, or take it off."""
    facts = pages.changing()
    move = MOVES.get(request.form.get("do", ""))
    if move is not None:
        with database().writing("pages") as session:
            move(session, facts.code, identity, author=pages.author())
    return pages.redirect_to(SCREEN.path)


def _address(facts: Facts, href: str) -> str:
    """A page of ours with its choices, of this programme unless it names one; refuses anything else."""
    own = href.removeprefix(request.host_url.rstrip("/"))
    if not own.startswith("/") or own.startswith("//") or len(own) > LIMIT:
        raise refuse("shared_page_elsewhere", address=href[:LONGEST])
    address = read_address(own)
    if not page_at(address.path)[0]:
        raise refuse("shared_page_elsewhere", address=href[:LONGEST])
    programme = address.choices.get("programme", facts.code)
    return address.href(programme=programme, **dict.fromkeys(LOOKS))


def _page(facts: Facts, refusal: Refusal | None = None) -> ResponseReturnValue:
    with database().read() as session:
        listed = shared_pages.shared_pages(session, facts.code)
    return pages.page(
        "shared_pages.html",
        _("Shared pages"),
        status_of(refusal) if refusal else HTTPStatus.OK,
        lead=_("Everybody who has signed in finds them on the search page, beside their own."),
        refused=pages.lines(refusal),
        listed=listed,
        most=shared_pages.MOST,
        inputs=request.values,
    )
