"""The resource centre: requests and their terms, the NGOs served, the premises used."""

import dash

from dashboard.components import filters
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.centre import requests, visitors
from dashboard.sections.closed_records import unless_closed
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/resource-centre",
    title=page_title,
    nav=lambda: _("Resource centre"),
    place=4.6,
    deck=PageDeck(
        lambda: _("Resource centre for NGOs"),
        here("centre_requests", "centre_waiting", "centre_visitors", "centre_week"),
    ),
)

draws("centre-requests", slow=True)(requests.draw_requests)
draws("centre-visitors", slow=True)(visitors.draw_visitors)
draws("centre-week", slow=True)(visitors.draw_week)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The choices of years and district, and the places of the blocks."""
    return FramedPage(
        title=_("Resource centre for NGOs"),
        lead=_(
            "What it was asked for, how soon it answered, whom it served, and which premises were used."
        ),
        filters=[
            *filters.years_of_list(page_request),
            *filters.district(page_request, together=True),
            *filters.as_of(page_request),
            filters.days(page_request, "years"),
        ],
        body=unless_closed(
            page_request,
            "consultations",
            [
                block("centre-requests", 900),
                block("centre-visitors", 500),
                block("centre-week", 300),
            ],
        ),
    )
