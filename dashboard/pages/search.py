"""Anything of a programme by a few words: indicators, parts, districts, organisations, acts, pages."""

import dash

from dashboard.request import PageRequest
from dashboard.sections import search
from dashboard.sections.blocks import block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.text.language import _

dash.register_page(__name__, path="/search", title=page_title)

# a reader's own words: nobody else asks them
draws("search-results", kept=False)(search.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The field, and the place of what is found."""
    return FramedPage(
        title=_("Search"),
        filters=[search.field(page_request)],
        body=[block("search-results", 320)],
    )
