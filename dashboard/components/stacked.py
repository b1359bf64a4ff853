"""Tables of words, whose rows become cards where a screen has no room for their columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import data, tongue
from dashboard.components.panels import TableColumn, align, column_heads, scrolling


def stacked_table(
    columns: Sequence[TableColumn], rows: Iterable[Sequence[Any]], *, caption: str
) -> Component:
    """A table whose first column names its rows; on a narrow screen each cell stands under the name
    of its column, which it carries for that.
    """
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            column_heads(columns),
            html.Tbody([html.Tr(_cells(columns, row)) for row in rows]),
        ],
        className="data-table stacked",
    )
    return scrolling(table, caption)


def _cells(columns: Sequence[TableColumn], row: Sequence[Any]) -> list[Component]:
    (first, *others), (head, *contents) = columns, row
    return [
        html.Th(html.Div(head), scope="row", **data(name=first.title), **tongue(head)),
        *(
            html.Td(
                html.Div(content),
                className=align(column),
                **data(name=column.title),
                **tongue(content),
            )
            for column, content in zip(others, contents, strict=True)
        ),
    ]
