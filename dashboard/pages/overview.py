"""The state of a programme in ten seconds."""

import dash

from dashboard.asked import Asked
from dashboard.components import filters
from dashboard.frame import Page, page, page_title
from dashboard.language import _

dash.register_page(__name__, path="/", title=page_title, nav=lambda: _("Overview"), place=1)


@page
def layout(asked: Asked) -> Page:
    """The programme's name, its indicators by status, key indicators, matrix and districts."""
    return Page(
        title=asked.facts.text("name", asked.language),
        lead=asked.facts.text("act", asked.language),
        filters=[*filters.years(asked), *filters.as_of(asked)],
        body=[],
    )
