"""How planned values were changed by acts: a step at each."""

from collections.abc import Sequence
from typing import Any

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    figure,
    grouped,
    note,
    numbers,
    quiet_axis,
    span,
    value_axis,
)
from dashboard.figures.ends import dot, spaced
from dashboard.figures.theme import LIGHT, Theme

HEIGHT = 320


def plan_changes(frame: Frame, *, labels: ChartLabels, theme: Theme = LIGHT) -> Figure:
    """Draw each target as a line that steps at the day of each act, and goes on to the newest day.

    ``frame``: one row an edition – target, day («2016-12-20»), value, hover – each target's in the
    order of days. A target that was taken back ends where it was.
    """
    groups = list(grouped(frame, "target").values())
    low, high = span(numbers(column(frame, "value")))
    newest = max(column(frame, "day"))
    colours = [theme.series[number % len(theme.series)] for number in range(len(groups))]
    return figure(
        [_steps(*each, newest) for each in zip(groups, colours, strict=True)],
        theme=theme,
        labels=labels,
        height=HEIGHT,
        margin={"l": 4, "r": round(theme.size * 5), "t": 20, "b": 8, "pad": 4},
        xaxis=quiet_axis(theme, type="date", nticks=6, ticks="outside", tickcolor=theme.line),
        yaxis=value_axis(low, high, labels, theme),
        annotations=_names(groups, colours, high - low, theme),
    )


def _steps(group: Frame, colour: str, newest: str) -> Trace:
    values = numbers(column(group, "value"))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        # a horizontal end to the right border: a plan holds until an act changes it
        "x": [*column(group, "day"), newest],
        "y": [*values, values[-1]],
        "connectgaps": False,
        "line": {"shape": "hv", "width": 2.5, "color": colour},
        "marker": {"size": [9] * len(values) + [0], "color": colour},
        "cliponaxis": False,
        "hovertext": [*column(group, "hover"), ""],
        "hoverinfo": "text",
    }


def _names(
    groups: Sequence[Frame], colours: list[str], reach: float, theme: Theme
) -> list[dict[str, Any]]:
    """Each target's name at the end of its line, moved apart where they would overlap."""
    ends = [
        next((v for v in reversed(numbers(column(group, "value"))) if v is not None), None)
        for group in groups
    ]
    named = [number for number, end in enumerate(ends) if end is not None]
    heights = spaced([ends[number] or 0.0 for number in named], [reach * 0.07] * len(named))
    return [
        note(
            # the sign has the line's colour, which is too pale for letters
            f"{dot(colours[number])} {groups[number][0]['target']}",
            theme,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=height,
            font={"size": theme.size, "color": theme.ink},
        )
        for number, height in zip(named, heights, strict=True)
    ]
