"""A page that does not ship: one block, one slide."""

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.components.panels import panel
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/plain",
    title=page_title,
    nav=lambda: _("Details"),
    place=6,
    deck=PageDeck(lambda: _("Details"), here("motto")),
)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The programme's name."""
    return FramedPage(title=_("Details"), body=[block("plain-name", 200)])


@draws("plain-name")
def name(page_request: PageRequest) -> Component:
    """The block of the page."""
    return panel(_("Details"), html.P(page_request.facts.text("name", page_request.language)))
