"""Clicks on charts: each mark leads to an address, as every link does (``assets/js/40-charts.js``
goes there).
"""

from urllib.parse import quote

from dash import ALL, ClientsideFunction, Input, State, clientside_callback, dcc, html
from dash.development.base_component import Component

from dashboard.components import panels
from dashboard.components.captions import NO_CAPTION, ChartCaption
from dashboard.components.figure_menu import FigureLinks
from dashboard.figures.base import Figure

CHART, URL = "chart", "url"
FIRST, SECOND = "{0}", "{1}"
"""Stand in an address for the values that a clicked mark carries."""


def chart(
    name: str,
    figure: Figure,
    *,
    label: str,
    links: FigureLinks,
    url: str | None = None,
    twin: Component | None = None,
    about: str = "",
    caption: ChartCaption = NO_CAPTION,
) -> Component:
    """A chart whose marks lead to ``url``, an address with ``FIRST`` and ``SECOND`` in it."""
    drawn = panels.chart(
        {"type": CHART, "name": name},
        figure,
        label=label,
        links=links,
        twin=twin,
        file_name=name,
        about=about,
        caption=caption,
    )
    if url is None:
        return drawn
    kept = dcc.Store(id={"type": URL, "name": name}, data=_template(url))
    return html.Div([drawn, kept], className="chart-leads")


def _template(url: str) -> str:
    """The address as the script reads it: its places unquoted again."""
    for place in (FIRST, SECOND):
        url = url.replace(quote(place, safe=""), place)
    return url


clientside_callback(
    ClientsideFunction("itog", "follow"),
    Input({"type": CHART, "name": ALL}, "clickData"),
    State({"type": URL, "name": ALL}, "data"),
    State({"type": URL, "name": ALL}, "id"),
    prevent_initial_call=True,
)
