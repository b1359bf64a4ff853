"""Small frames of answers, as pages hand them to figures."""

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.base import Figure, Frame

WORDS = {"no_data": "нет данных", "not_applicable": "не применимо", "not_due": "срок не наступил"}


def years(
    *cells: Any, plans: list[float | None] | None = None, marks: list[list[str]] | None = None
) -> list[dict[str, Any]]:
    """One row a year from 2014: a number is a value, a word of ``WORDS`` a state without one."""
    return [
        {"period": str(2014 + n), "label": str(2014 + n), "status": None}
        | cell(c)
        | {"plan": plans[n] if plans else None, "marks": marks[n] if marks else []}
        for n, c in enumerate(cells)
    ]


def with_column(frame: Frame, name: str, contents: Iterable[Any]) -> list[dict[str, Any]]:
    """The same rows, each with its own content in a column."""
    return [{**row, name: content} for row, content in zip(frame, contents, strict=True)]


def cell(content: Any) -> dict[str, Any]:
    """Value, state, text and hover of one answer."""
    if content in WORDS:
        return {"value": None, "state": content, "text": WORDS[content], "hover": WORDS[content]}
    return {"value": content, "state": "value", "text": str(content), "hover": f"value {content}"}


def checked(figure: Figure) -> Figure:
    """The same figure, once plotly has accepted every key of it."""
    go.Figure(figure)
    return figure


def bars(figure: Figure) -> dict[float, float]:
    """What is drawn as visible bars: place on the named axis → length."""
    traces = [
        trace for trace in figure["data"] if trace["type"] == "bar" and trace.get("customdata")
    ]
    lying = [trace for trace in traces if trace.get("orientation") == "h"]
    pairs = [
        (trace["y"], trace["x"]) if trace in lying else (trace["x"], trace["y"]) for trace in traces
    ]
    return {
        place: value
        for places, values in pairs
        for place, value in zip(places, values, strict=True)
    }


def labels(figure: Figure) -> list[str]:
    """The texts written on the plot."""
    return [annotation["text"] for annotation in figure["layout"].get("annotations", [])]
