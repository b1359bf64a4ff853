"""Grant contests: from applications to awards to reports."""

import dash

from dashboard.components import filters
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.closed_records import unless_closed
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.grants import course, spread, tables
from dashboard.sections.page_deck import PageDeck, here
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/grants",
    title=page_title,
    nav=lambda: _("Grants"),
    place=4.5,
    deck=PageDeck(
        lambda: _("Grants to NGOs"),
        here("grants_course", "grants_money", "grants_spread", "grants_reports"),
    ),
)

draws("grants-course", slow=True)(course.draw_course)
draws("grants-spread", slow=True)(spread.draw_spread)
draws("grants-breakdowns", slow=True)(tables.draw_breakdowns)
draws("grants-applicants", slow=True)(tables.draw_applicants)
draws("grants-reports", slow=True)(tables.draw_reports)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The choices of contest, years and district, and the places of the blocks."""
    course.read_filter(page_request)
    return FramedPage(
        title=_("Grants to NGOs"),
        lead=_("What became of the applications to the contests, and of the money."),
        filters=[
            course.contest_choice(page_request),
            *filters.years_of_list(page_request),
            *filters.district(page_request, together=True),
            *filters.as_of(page_request),
            filters.days(page_request, "years"),
        ],
        body=unless_closed(
            page_request,
            "grants",
            [
                block("grants-course", 620),
                block("grants-spread", 480),
                block("grants-reports", 500),
                block("grants-applicants", 500),
                block("grants-breakdowns", 900),
            ],
        ),
    )
