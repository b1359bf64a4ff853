"""One organisation: what it received, applied for, held and asked; nothing of people."""

import dash
from dash import html

from dashboard.components import filters
from dashboard.components.links import link
from dashboard.request import PageRequest
from dashboard.sections import organisation
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/organisation",
    path_template="/organisation/<number>",
    title=page_title,
    deck=PageDeck(
        lambda: _("Organisation"),
        here("organisation_counts", "organisation_supports", "organisation_records"),
        lambda page_request, _code: organisation.read_profile(page_request).recipient.name,
    ),
)

draws("organisation-facts")(organisation.draw_facts)
draws("organisation-supports", slow=True)(organisation.draw_supports)
draws("organisation-applications", slow=True)(organisation.draw_applications)
draws("organisation-events", slow=True)(organisation.draw_events)
draws("organisation-requests", slow=True)(organisation.draw_requests)


@page
def layout(page_request: PageRequest, number: str = "") -> FramedPage:
    """Its name, the way back to the register, and the places of its blocks."""
    recipient = organisation.read_profile(page_request).recipient
    return FramedPage(
        title=recipient.short_name or recipient.name,
        path=link(_("Register of supported NGOs"), page_request.page("/register")),
        lead=recipient.name if recipient.short_name else None,
        filters=filters.as_of(page_request),
        body=[
            block("organisation-facts", 420),
            block("organisation-supports", 500),
            block("organisation-applications", 300),
            html.Div(
                [block("organisation-events", 200), block("organisation-requests", 300)],
                className="panels",
            ),
        ],
    )
