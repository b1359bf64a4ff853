"""Several indicators or districts side by side."""

import dash
from dash import html

from dashboard.asked import Asked
from dashboard.blocks import block, draws
from dashboard.components import filters
from dashboard.frame import Page, page, page_title
from dashboard.language import _
from dashboard.sections import basket, comparison

dash.register_page(__name__, path="/compare", title=page_title, nav=lambda: _("Compare"), place=3)

draws("compare-charts")(comparison.draw)


@page
def layout(asked: Asked) -> Page:
    """What is compared, to add to and take from, and the place of the charts."""
    shown = comparison.Comparison(asked)
    return Page(
        title=_("Side by side"),
        lead=_(
            "Indicators of one place, or districts of one indicator. The address keeps the choice: send it as a link."
        ),
        filters=[*filters.years(asked), *filters.cut(asked), *filters.as_of(asked)],
        body=[html.Div(basket.baskets(shown), className="panels"), *_left_out(shown), block("compare-charts", 520)],
    )


def _left_out(shown: comparison.Comparison) -> list[html.P]:
    return [html.P(shown.left_out, className="panel__note")] if shown.left_out else []
