"""From one number to another by what makes up the difference: bars that lie, each where the one above
has ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Trace,
    figure,
    named_axis,
    note,
    value_axis,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme

TOTAL, BETTER, WORSE, NEUTRAL = "total", "better", "worse", "neutral"
LETTERS = 24
"""Letters of a name in one line."""
ROOM = 0.3
"""Of the plot's width, for the number beside a bar."""


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """A bar from ``start`` by ``amount``, in the chart's unit; ``tone`` says whether it is an end or
    for better or worse; ``key`` goes with a
    click, and there is none of an end.
    """

    key: str | None
    label: str
    start: float
    amount: float
    text: str
    hover: str
    tone: str


def waterfall(rows: Sequence[WaterfallRow], *, labels: ChartLabels, theme: Theme = LIGHT) -> Figure:
    """Draw the rows from the top; the first and the last are the two numbers, from nought."""
    ends = [end for row in rows for end in (row.start, row.start + row.amount)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low or 1.0) * ROOM
    return figure(
        [_bars(rows, theme)],
        theme=theme,
        labels=labels,
        height=60 + 38 * len(rows),
        margin={"l": 4, "r": 8, "t": 8, "b": 8, "pad": 4},
        xaxis=value_axis(low - (room if low < 0 else 0), high + room, labels, theme),
        yaxis=named_axis(
            [wrapped(row.label, LETTERS) for row in rows],
            theme,
            range=[len(rows) - 0.5, -0.5],
            tickvals=list(range(len(rows))),
            ticktext=[wrapped(row.label, LETTERS) for row in rows],
        ),
        shapes=_steps(rows, theme),
        annotations=[_number(place, row, theme) for place, row in enumerate(rows)],
    )


def _bars(rows: Sequence[WaterfallRow], theme: Theme) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "base": [row.start for row in rows],
        "x": [row.amount for row in rows],
        "width": 0.6,
        "marker": {"color": [_colour(row, theme) for row in rows]},
        "customdata": [[row.key] for row in rows],
        "hovertext": [row.hover for row in rows],
        "hoverinfo": "text",
    }


def _colour(row: WaterfallRow, theme: Theme) -> str:
    return {
        TOTAL: theme.accent,
        BETTER: theme.status["achieved"],
        WORSE: theme.status["not_achieved"],
    }.get(row.tone, theme.rest)


def _steps(rows: Sequence[WaterfallRow], theme: Theme) -> list[dict[str, object]]:
    """A thin line from the end of each bar to the next."""
    return [
        {
            "type": "line",
            "x0": row.start + row.amount,
            "x1": row.start + row.amount,
            "y0": place + 0.3,
            "y1": place + 0.7,
            "line": {"color": theme.muted, "width": 1},
        }
        for place, row in enumerate(rows[:-1])
    ]


def _number(place: int, row: WaterfallRow, theme: Theme) -> dict[str, object]:
    """The number to the right of its bar, whichever way that goes."""
    return note(
        row.text,
        theme,
        x=max(row.start, row.start + row.amount),
        y=place,
        xanchor="left",
        xshift=6,
        font={"size": theme.size, "color": theme.ink},
    )
