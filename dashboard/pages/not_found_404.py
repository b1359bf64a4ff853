"""Any address that no page has."""

import dash

from dashboard.asked import Asked
from dashboard.frame import Page, page, page_title
from data.refusals import NotFound, Problem

dash.register_page(__name__, path="/404", title=page_title)


@page
def layout(asked: Asked) -> Page:
    """``/404`` itself is as unknown as any other; the frame says so."""
    raise NotFound(Problem("unknown_address", {"path": asked.address.path}))
