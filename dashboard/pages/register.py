"""The register of supported NGOs: one row a support, in the columns of the law."""

import dash

from dashboard.components import filters
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.closed_records import unless_closed
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.sections.register import choices, listing
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/register",
    title=page_title,
    nav=lambda: _("Register"),
    place=4.2,
    under=("/organisation",),
    deck=PageDeck(lambda: _("Register of supported NGOs"), here("register_counts", "register")),
)

draws("register-counts", slow=True)(listing.draw_counts)
draws("register-entries", slow=True)(listing.draw_entries)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """What the register is, the choices, and the places of its blocks."""
    choices.read_filter(page_request)
    choices.read_place(page_request)
    return FramedPage(
        title=_("Register of supported NGOs"),
        lead=_("Socially oriented NGOs that received support, in the columns of the register."),
        filters=[
            choices.search(page_request),
            choices.years(page_request),
            choices.forms(page_request),
            *filters.district(page_request, together=True),
            choices.violations(page_request),
            *filters.as_of(page_request),
            filters.days(page_request, "years", "after"),
        ],
        body=unless_closed(
            page_request,
            "supports",
            [
                block("register-counts", 150),
                block("register-entries", 1200),
            ],
        ),
    )
