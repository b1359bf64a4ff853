"""Favourite and recent pages of a reader, which the browser alone keeps; ``assets/js/33-favourites.js``
fills in what is only a place here.
"""

from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.reader import account
from dashboard.components.attributes import aria, data
from dashboard.components.links import named_link
from dashboard.components.panels import panel
from dashboard.http.address import LOOKS
from dashboard.http.context import database, in_own_language
from dashboard.request import PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.shared_pages import shared_pages


def star(page_request: PageRequest, title: str, choices: str) -> Component:
    """The button that keeps a page among the favourites; it is not seen until a script says whether
    it is one.

    It names the page, so that its address and its title are always of the same page.
    """
    address = page_request.address
    own = address.href(quote(address.path), **dict.fromkeys(LOOKS))
    name = _("Favourite page")
    return html.Button(
        html.Span(className="icon"),
        type="button",
        className="favourite no-print",
        title=name,
        **aria(label=name),
        **data(page=own, title=title, note=_note(page_request, title, choices)),
    )


def _note(page_request: PageRequest, title: str, choices: str) -> str:
    """What tells the page from others of its title: its programme, what is chosen, what moment it is
    of.
    """
    facts, period = page_request.facts, page_request.period
    programme = labels.short_programme_name(facts)
    moment = _("as of revision {revision}").format(revision=facts.revision)
    parts = [
        "" if programme == title else programme,
        choices or (formats.period(period.label) if period else ""),
        "" if page_request.as_of is None else moment,
    ]
    return " · ".join(filter(None, parts))


def shared(page_request: PageRequest) -> list[Component]:
    """What the stewards of the programme offer to whoever has signed in; nothing to others."""
    if account() is None:
        return []
    with database().read() as session:
        listed = shared_pages(session, page_request.facts.code)
    lines = [html.Li(named_link(each.title, in_own_language(each.address))) for each in listed]
    note = _("Chosen by the stewards for all who have signed in.")
    title = _("Shared pages")
    return [panel(title, html.Ul(lines, className="hits"), note=note)] if lines else []


def lists() -> list[Component]:
    """The places of both lists, which stay hidden while there is nothing to put into them."""
    return [
        _place("favourites", _("Favourites"), _("The last 50 are kept, in this browser alone.")),
        _place("recent", _("Recent"), _("The last 20 are kept, in this browser alone.")),
    ]


def _place(name: str, title: str, note: str) -> Component:
    words = data(kept=name, remove=_("remove"))
    return html.Div(
        panel(title, html.Ul(className="hits"), note=note, anchor=name), hidden=True, **words
    )
