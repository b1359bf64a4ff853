"""A way in stages, each a lying bar beneath the one before: how much of what began arrived."""

from dataclasses import dataclass

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    column,
    figure,
    named_axis,
    note,
    numbers,
    quiet_axis,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme

ROOM = 2.4
"""How many times the longest bar the plot is wide: numbers stand beside the bars, on a phone too."""

LETTERS = 16
"""Longer numbers stand above their units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelLabels(ChartLabels):
    """``absent`` is the word of a stage of which nothing is known."""

    absent: str


def funnel(frame: Frame, *, labels: FunnelLabels, theme: Theme = LIGHT) -> Figure:
    """Draw one bar a stage, from the top; the first is the whole width.

    ``frame``: one row a stage – label, value, text, hover. A stage without a value is a word, no bar.
    """
    values = numbers(column(frame, "value"))
    top = max((value for value in values if value is not None), default=0.0) or 1.0
    known = [place for place, value in enumerate(values) if value is not None]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": known,
        "x": [values[place] for place in known],
        "width": 0.62,
        "marker": {"color": [_shade(place, theme) for place in known]},
        "hovertext": [frame[place]["hover"] for place in known],
        "hoverinfo": "text",
    }
    names = [wrapped(label, 16) for label in column(frame, "label")]
    return figure(
        [bars],
        theme=theme,
        labels=labels,
        height=56 + 62 * len(frame),
        xaxis=quiet_axis(theme, range=[0, top * ROOM], showticklabels=False),
        yaxis=named_axis(names, theme, range=[len(frame) - 0.5, -0.5]),
        annotations=[
            note(
                f"<b>{wrapped(text, LETTERS)}</b>" if value is not None else labels.absent,
                theme,
                x=value or 0,
                y=place,
                xanchor="left",
                xshift=8,
                align="left",
                font={"size": theme.size + 1, "color": theme.ink},
            )
            for place, (value, text) in enumerate(zip(values, column(frame, "text"), strict=True))
        ],
    )


def _shade(place: int, theme: Theme) -> str:
    """Each stage in the accent; the first, of which the others are a part, is at rest."""
    return theme.rest if place == 0 else theme.accent
