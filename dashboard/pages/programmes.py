"""All programmes at one look, for who answers for several."""

import dash

from dashboard.request import PageRequest
from dashboard.sections import programmes
from dashboard.sections.blocks import always, block, draws
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.text.language import _

dash.register_page(__name__, path="/programmes", title=page_title)

draws("programmes-table", slow=always)(programmes.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The place of the table."""
    return FramedPage(title=_("All programmes"), body=[block("programmes-table", 320)])
