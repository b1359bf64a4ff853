"""How amounts spread: a dot each, and behind them the middle half with the median."""

from dataclasses import dataclass
from typing import Any

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    figure,
    note,
    numbers,
    value_axis,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme

ROWS = 7
"""Dots of near amounts stand on so many levels in turn, so that none hides another."""
LOW, HIGH = 0.12, 0.88
"""Between which heights the dots lie; the box takes all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadLabels(ChartLabels):
    """``quartiles`` are the five finished numbers with their names, from the least to the greatest."""

    quartiles: tuple[str, ...] = ()


def spread(
    frame: Frame,
    *,
    quartiles: tuple[float, ...],
    labels: SpreadLabels,
    theme: Theme = LIGHT,
) -> Figure:
    """Draw a dot an amount over the box of its quartiles.

    ``frame``: one row an amount, the least first – value, hover; it may be empty where there are too
    many. ``quartiles``: the least, the three quartiles and the greatest.
    """
    low, high = quartiles[0], quartiles[-1]
    room = (high - low or high or 1.0) * 0.08
    axis = value_axis(max(0.0, low - room), high + room, labels, theme)
    return figure(
        [_dots(frame, theme)],
        theme=theme,
        labels=labels,
        height=300,
        xaxis=axis,
        yaxis={"visible": False, "range": [0, 1.35], "fixedrange": True},
        shapes=_box(quartiles, theme),
        annotations=_median(quartiles, labels, theme),
    )


def _dots(frame: Frame, theme: Theme) -> Trace | None:
    if not frame:
        return None
    levels = [LOW + (HIGH - LOW) * (place * 3 % ROWS) / (ROWS - 1) for place in range(len(frame))]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": numbers(column(frame, "value")),
        "y": levels,
        "marker": {
            "size": 12,
            "color": theme.accent,
            "opacity": 0.85,
            "line": {"color": theme.card, "width": 1.5},
        },
        "hovertext": column(frame, "hover"),
        "hoverinfo": "text",
    }


def _box(quartiles: tuple[float, ...], theme: Theme) -> list[dict[str, Any]]:
    _least, lower, median, upper, _greatest = quartiles
    half = {"type": "rect", "x0": lower, "x1": upper, "y0": 0, "y1": 1, "layer": "below"}
    line = {"type": "line", "x0": median, "x1": median, "y0": 0, "y1": 1}
    return [
        half | {"fillcolor": theme.accent_soft, "line": {"width": 0}},
        line | {"line": {"color": theme.ink, "width": 2, "dash": "dash"}},
    ]


def _median(
    quartiles: tuple[float, ...], labels: SpreadLabels, theme: Theme
) -> list[dict[str, Any]]:
    low, median, high = quartiles[0], quartiles[2], quartiles[-1]
    # in the middle over its line where there is room on both sides of it
    place = (median - low) / (high - low or 1.0)
    side = "left" if place < 1 / 3 else "right" if place > 2 / 3 else "center"
    font = {"size": theme.size, "color": theme.ink}
    return [
        note(wrapped(text, 10), theme, x=median, y=1.02, xanchor=side, yanchor="bottom", font=font)
        for text in labels.quartiles[2:3]
    ]
