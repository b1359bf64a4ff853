"""Any address that no page has."""

import dash

from dashboard.request import PageRequest
from dashboard.sections.frame import FramedPage, page, page_title
from data.refusals import NotFound, Problem

dash.register_page(__name__, path="/404", title=page_title)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """``/404`` itself is as unknown as any other; the frame says so."""
    raise NotFound(Problem("unknown_address", {"path": page_request.address.path}))
