"""Panels, charts with their table twin, tables of numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.attributes import aria, data, tongue
from dashboard.components.captions import NO_CAPTION, ChartCaption
from dashboard.components.figure_menu import FigureLinks, FigureMenu, FigurePicture, figure_menu
from dashboard.components.plain import still
from dashboard.figures.base import Figure
from dashboard.figures.config import graph_config
from dashboard.http.context import language
from dashboard.http.looks import look
from dashboard.text.language import _


def panel(
    title: str | Component,
    children: Any,
    *,
    note: Any = None,
    source: str | None = None,
    tools: Any = None,
    wide: bool = False,
    anchor: str | None = None,
    address: str | None = None,
    summary: str | None = None,
    links: FigureLinks | None = None,
    is_table: bool = False,
) -> Component:
    """A titled part of a page; ``address`` is the question it answers, for who is led to its
    ``anchor``.

    ``summary``: what it shows, in a sentence that is announced where a choice has changed it.
    ``links``: where it leads, if it is itself the figure and not the frame of one; what ``is_table``
    is taken home as one.
    """
    # a title that opens its meaning is no text
    name = title if isinstance(title, str) else summary or ""
    figure = FigureMenu(name, links, anchor or "", is_table=is_table) if links else None
    menu = figure_menu(figure) if figure else None
    named: dict[str, Any] = {"id": anchor} if anchor else {}
    named |= data(asked=address) if address else {}
    named |= data(summary=summary) if summary else {}
    return html.Section(
        [
            html.Div(
                [
                    html.H2(title, className="panel__title"),
                    html.Div(tools, className="panel__tools") if tools else None,
                    menu,
                ],
                className="panel__head",
            ),
            html.P(note, className="panel__note") if note else None,
            html.Div(children, className="panel__body"),
            cited(source) if source else None,
        ],
        className="panel panel--wide" if wide else "panel",
        **named,
    )


def headed(heading: Component, name: str, links: FigureLinks, anchor: str = "") -> Component:
    """A heading of what has no panel around it, with the menu of what stands below."""
    menu = figure_menu(FigureMenu(name, links, anchor))
    return html.Div([heading, menu], className="chart__head headed")


def left_out(number: int, sentence: str) -> list[Component]:
    """The note of a table that leaves out a ``number`` of rows; none where it has all."""
    return [html.P(sentence, className="panel__note")] if number > 0 else []


def cited(source: str) -> Component:
    """Where a number comes from, in the words of the source."""
    before, after = _("Source: {source}").split("{source}")
    return html.P([before, html.Span(source, **tongue(source)), after], className="panel__source")


def chart(
    graph_id: Any,
    figure: Figure,
    *,
    label: str,
    links: FigureLinks,
    twin: Component | None = None,
    file_name: str = "itog",
    about: str = "",
    caption: ChartCaption = NO_CAPTION,
) -> Component:
    """A chart under its caption, with a name for screen readers, the same numbers as a table, and
    the menu of what leads on from it.
    """
    own_name = graph_id if isinstance(graph_id, str) else graph_id["name"]
    anchor, table = f"figure-{own_name}", f"table-{own_name}" if twin else ""
    if twin and not look().has_pictures:
        menu = figure_menu(FigureMenu(label, links, anchor, is_table=True))
        return html.Div([_head(caption, menu), twin], id=anchor, className="chart", tabIndex=-1)
    config: Any = graph_config(language(), file_name=file_name)
    named = f"{label}. {caption.finding}" if caption.finding else label
    drawn = dcc.Graph(id=graph_id, figure=figure, config=config, style=_height(figure))
    picture = FigurePicture(file_name, about, caption)
    menu = figure_menu(FigureMenu(label, links, anchor, table, picture))
    return html.Figure(
        [
            _head(caption, menu),
            html.Div(
                drawn,
                role="group",
                style=_room(figure),
                **aria(label=named, roledescription=_("chart")),
                **data(points=_("Point by point: arrow keys go along, Enter opens one")),
            ),
            html.Details(
                # where a link leads to what is inside it, it opens by itself
                [html.Summary(_("Table")), html.Div(twin, id=table)],
                className="chart__twin",
            )
            if twin
            else None,
        ],
        id=anchor,
        className="chart",
        tabIndex=-1,
    )


def _head(caption: ChartCaption, menu: Component) -> Component:
    """The caption, and the menu at the corner beside it."""
    above = html.Figcaption if look().has_pictures and caption != NO_CAPTION else html.Div
    return html.Div([above([*caption.lines]), menu], className="chart__head")


def _height(figure: Figure) -> dict[str, str]:
    return {"height": f"{figure['layout']['height']}px"}


def _room(figure: Figure) -> dict[str, str]:
    """The room a figure will take, kept while the script that draws it is still on its way."""
    return {"minHeight": f"{figure['layout']['height']}px"}


@dataclass(frozen=True)
class TableColumn:
    """A column of a table; numbers stand to the right. What is ``short`` takes half of a telephone's
    width, as numbers do. ``heading`` stands over it in the place of the title: a term that opens, or
    a link that orders the rows; ``sorted_as`` is what ``aria-sort`` says of these.
    """

    title: str
    number: bool = False
    short: bool = False
    heading: Component | None = None
    sorted_as: str = ""


def periods_table(
    names: Sequence[Any], rows: Iterable[Sequence[Any]], *, caption: str, down: bool = False
) -> Component:
    """A row for each thing and a column for each period, ``names`` above them; where there are many
    periods they go ``down``, and the table scrolls.
    """
    listed = [[*row] for row in rows]
    if down:
        names, *listed = ([*row] for row in zip(names, *listed, strict=True))
        names = [_("Period"), *names[1:]]
    columns = [TableColumn(name, number=place > 0) for place, name in enumerate(names)]
    return data_table(columns, listed, caption=caption, tall=down)


def data_table(
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Any]],
    *,
    caption: str,
    tall: bool = False,
    head: bool = True,
    caption_shown: bool = True,
    stacks: bool = False,
) -> Component:
    """A table whose first column names its rows; it scrolls inside its own frame.

    On a telephone a row of one that ``stacks`` stands as a card, for texts too long for columns.
    """
    body = [html.Tr(_row(columns, row, head)) for row in rows]
    table = html.Table(
        [
            html.Caption(caption, className="" if caption_shown else "visually-hidden"),
            column_heads(columns),
            html.Tbody(body),
        ],
        className="data-table stacks" if stacks else "data-table",
    )
    return scrolling(table, caption, tall=tall)


def column_heads(columns: Iterable[TableColumn]) -> Component:
    """The row of a table that names its columns."""
    heads = [
        html.Th(
            column.heading or column.title,
            className=align(column),
            scope="col",
            **aria(sort=column.sorted_as or None),
        )
        for column in columns
    ]
    return html.Thead(html.Tr(heads))


def scrolling(
    table: Any, label: str, *, tall: bool = False, newest_last: bool = False
) -> Component:
    """A frame that scrolls and can be reached by keyboard; the table in it is finished HTML.

    One with its ``newest_last`` column at the right begins there where it has not the room for all
    – at the head that is marked ``data-newest``, if one is; ``assets/js/36-frames.js`` does it, and
    marks the sides on which the table goes on.
    """
    variants = (" table-scroll--tall" if tall else "") + (
        " table-scroll--newest" if newest_last else ""
    )
    inside = html.Div(
        still(table),
        className=f"table-scroll{variants}",
        tabIndex=0,
        role="region",
        **aria(label=label),
    )
    return html.Div(inside, className="table-frame")


def _row(columns: Sequence[TableColumn], row: Sequence[Any], head: bool) -> list[Component]:
    first, *others = [
        html.Td(content, className=align(column), **data(head=column.title), **tongue(content))
        for column, content in zip(columns, row, strict=True)
    ]
    return [html.Th(row[0], scope="row", **tongue(row[0])) if head else first, *others]


def align(column: TableColumn) -> str:
    """The class of a column's cells."""
    return "num" if column.number else "short" if column.short else ""


def passport(pairs: Iterable[tuple[str, Any]]) -> Component:
    """Names and what they are, one under another; what is empty is left out."""
    listed = [(name, value) for name, value in pairs if value]
    return html.Dl(
        [
            part
            for name, value in listed
            for part in (html.Dt(name), html.Dd(value, **tongue(value)))
        ],
        className="passport",
    )


def empty_note(text: str) -> Component:
    """What stands where there is nothing to show, and why."""
    return html.P(text, className="empty-note")
