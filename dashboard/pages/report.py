"""Official forms: a programme's year in the tables that acts prescribe."""

import dash

from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.forms import table
from dashboard.sections.forms.form_page import FormPage
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.text.language import _

dash.register_page(
    __name__, path="/report", title=page_title, nav=lambda: _("Official forms"), place=4.1
)

draws("report-form", slow=True)(table.draw)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """The choices and the place of the form."""
    view = FormPage(page_request)
    return FramedPage(
        title=_("Official forms"),
        lead=page_request.facts.text("name", page_request.language),
        filters=view.choices(),
        body=[block("report-form", 1100)],
    )
