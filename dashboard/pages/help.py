"""Help: the terms of the screens, how each page is read, what each role may do."""

import dash

from dashboard.request import PageRequest
from dashboard.sections import help as sections
from dashboard.sections import tour
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.text.language import _

dash.register_page(__name__, path="/help", title=page_title, nav=lambda: _("Help"), place=10)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The three parts of the help."""
    return FramedPage(
        title=_("Help"),
        lead=[
            _("What the words mean, how each page is read, who may do what."),
            " ",
            tour.link_to_tour(page_request),
            ".",
        ],
        body=[sections.glossary(), sections.pages(page_request), sections.duties()],
    )
