"""A panel with a table that readers take home: its menu has it as files."""

from typing import Any

from dash.development.base_component import Component

from dashboard.components.panels import panel
from dashboard.request import PageRequest
from dashboard.sections.figure_links import page_links


def table_panel(
    page_request: PageRequest,
    title: str | Component,
    children: Any,
    *,
    anchor: str,
    note: Any = None,
    source: str | None = None,
    wide: bool = False,
    summary: str | None = None,
) -> Component:
    """The panel of what has a table at the ``anchor``; a title that is no text needs a ``summary``."""
    links = page_links(page_request)
    return panel(
        title,
        children,
        note=note,
        source=source,
        wide=wide,
        anchor=anchor,
        summary=summary,
        links=links,
        is_table=True,
    )
