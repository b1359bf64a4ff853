"""What a reader chooses above the matrix: all rows or those behind plan, and in which order."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components import filters
from dashboard.components.links import LinkOption, labelled_switch
from dashboard.request import BEHIND_PLAN, PageRequest
from dashboard.sections.matrix.order import order_names, usual_order
from dashboard.text.language import _


def choices(page_request: PageRequest) -> Component:
    """Two switches, each keeping what the other has chosen."""
    orders = filters.orders(page_request, order_names(), usual_order(page_request))
    return html.Div(
        [
            labelled_switch(_("Indicators"), _statuses(page_request)),
            labelled_switch(_("Order"), orders),
        ],
        className="filters",
    )


def _statuses(page_request: PageRequest) -> Iterator[LinkOption]:
    for status, name in ((None, _("All")), (BEHIND_PLAN, _("Only behind plan"))):
        yield LinkOption(name, page_request.href(status=status), page_request.status == status)
