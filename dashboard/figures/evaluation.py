"""What a programme came to, year by year, against the limits of its classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import absence
from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    keys,
    named_axis,
    note,
    quiet_ticks,
    span,
    value_axis,
)
from dashboard.figures.theme import LIGHT, Theme

HEIGHT = 340


@dataclass(frozen=True)
class Limit:
    """A limit between two classes, with the finished name of the class above it."""

    value: float
    label: str


def evaluation(
    frame: Frame,
    *,
    limits: Sequence[Limit],
    labels: ChartLabels,
    chosen: str = "",
    theme: Theme = LIGHT,
) -> Figure:
    """Draw results as dots joined by a line, and the limits of the classes as faint lines.

    ``frame``: one row a year in order – period, label, value, state, text, hover. Years without a
    result stay empty. A click gives ``customdata == [period]``; ``chosen`` is emphasised.
    """
    values = drawn(frame)
    low, high = span(values, [limit.value for limit in limits])
    empty = not any(value is not None for value in values)
    return figure(
        [_line(frame, values, chosen, theme)],
        theme=theme,
        labels=labels,
        height=absence.HEIGHT if empty else HEIGHT,
        margin={"l": 4, "r": 8, "t": 24, "b": 8, "pad": 4},
        xaxis=named_axis(column(frame, "label"), theme),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(values)),
        shapes=[_limit_line(limit, theme) for limit in limits],
        annotations=[
            *(_limit_label(limit, theme) for limit in limits),
            *_texts(frame, values, theme),
        ],
    )


def _line(frame: Frame, values: list[float | None], chosen: str, theme: Theme) -> Trace:
    sizes = [14 if period == chosen else 9 for period in column(frame, "period")]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(values))),
        "y": values,
        "connectgaps": False,
        "line": {"color": theme.accent, "width": 2.5},
        "marker": {"color": theme.accent, "size": sizes},
        "cliponaxis": False,
        "customdata": keys(column(frame, "period")),
        "hovertext": column(frame, "hover"),
        "hoverinfo": "text",
    }


def _limit_line(limit: Limit, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": limit.value,
        "y1": limit.value,
        "line": {"color": theme.rest, "width": 1.5, "dash": "dot"},
        "layer": "below",
    }


def _limit_label(limit: Limit, theme: Theme) -> dict[str, Any]:
    return note(limit.label, theme, xref="paper", x=0, xanchor="left", y=limit.value, yanchor="top")


def _texts(frame: Frame, values: list[float | None], theme: Theme) -> list[dict[str, Any]]:
    """The value over each dot, and the word where there is none."""
    labelled = zip(values, column(frame, "text"), strict=True)
    return [
        note(text, theme, x=place, y=value or 0, yanchor="bottom", yshift=8 if value else 0)
        | ({"font": {"size": theme.size, "color": theme.ink}} if value is not None else {})
        for place, (value, text) in enumerate(labelled)
        if value is not None or len(values) <= 8
    ]
