"""Several indicators or districts side by side, as lines over the same periods."""

from collections.abc import Sequence
from typing import Any

from dashboard.figures.base import (
    ChartLabels,
    Figure,
    Frame,
    Trace,
    column,
    drawn,
    figure,
    grouped,
    named_axis,
    note,
    quiet_ticks,
    span,
    value_axis,
    wrapped,
)
from dashboard.figures.theme import LIGHT, Theme

SHORT = 9
"""Names up to this length stand at the ends of their lines; longer ones need a legend."""
LABELLED = 6
"""More lines than this cannot be labelled at their ends without a crowd."""

DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down", "star", "x")
POINTS = "●■◆▲✚▼★✖"
"""The same shapes as text, for the labels at line ends."""
RING = "○"


def compare(
    frame: Frame, *, labels: ChartLabels, theme: Theme = LIGHT, whole: str | None = None
) -> Figure:
    """Draw one line a series; names stand at the line ends where they are short and few, else in a
    legend. Series beyond the theme's colours are thin grey lines behind the others, named by what
    stands at the pointer.

    ``frame``: one row a series × period, in order – series (code), name, period, label, value,
    state, text, hover. A gap in a line is a period without a value. The series ``whole`` is a
    dashed line of rings, through which a part of the same value is still seen. A click gives
    ``customdata == [series, period]``.
    """
    periods = [first for first, *_rest in grouped(frame, "period").values()]
    places = {period: place for place, period in enumerate(column(periods, "period"))}
    groups = list(grouped(frame, "series").values())
    wholes = [group[0]["series"] == whole for group in groups]
    colours = [
        theme.ink if is_whole else theme.series[number % len(theme.series)]
        for number, is_whole in enumerate(wholes)
    ]
    direct = len(groups) <= LABELLED and all(len(name) <= SHORT for name in column(frame, "name"))
    low, high = span(drawn(frame), room=0.08)
    lines = [
        _line(group, places, colour, number) | (_ring(colour) if is_whole else {})
        for number, (group, colour, is_whole) in enumerate(
            zip(groups, colours, wholes, strict=True)
        )
    ]
    told_apart = len(theme.series)
    points = [
        RING if is_whole else POINTS[number % len(POINTS)] for number, is_whole in enumerate(wholes)
    ]
    end_labels = _end_labels(groups, points, colours, high - low, theme) if direct else []
    ends = [-0.25, len(periods) - 0.75 if len(periods) > 1 else 0.25]
    return figure(
        [*_quiet(lines[told_apart:], theme), *lines[:told_apart]],
        theme=theme,
        labels=labels,
        height=400 if direct else 360 + 44 * min(len(groups), told_apart),
        margin={"l": 4, "r": _margin(frame, theme) if direct else 12, "t": 24, "b": 8, "pad": 4},
        xaxis=named_axis(column(periods, "label"), theme, may_turn=True, range=ends),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(drawn(frame))),
        showlegend=not direct,
        annotations=end_labels,
    )


def _line(group: Frame, places: dict[str, int], colour: str, number: int) -> Trace:
    """A line told apart by colour and by the shape of its points."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": wrapped(group[0]["name"], 28),
        "x": [places[period] for period in column(group, "period")],
        "y": drawn(group),
        "connectgaps": False,
        "line": {
            "color": colour,
            "width": 2.5,
            "dash": DASHES[number // len(SYMBOLS) % len(DASHES)],
        },
        "marker": {"color": colour, "size": 9, "symbol": SYMBOLS[number % len(SYMBOLS)]},
        "cliponaxis": False,
        "customdata": [
            [series, period]
            for series, period in zip(column(group, "series"), column(group, "period"), strict=True)
        ],
        "hovertext": column(group, "hover"),
        "hoverinfo": "text",
    }


def _quiet(lines: list[Trace], theme: Theme) -> list[Trace]:
    """Lines without a colour of their own as one trace, which is drawn at once; a gap parts them."""
    if not lines:
        return []
    joined: Trace = {
        key: [item for line in lines for item in (*line[key], None)]
        for key in ("x", "y", "customdata", "hovertext")
    }
    look: Trace = {
        "line": {"color": theme.rest, "width": 1},
        "marker": {"color": theme.rest, "size": 4, "symbol": "circle"},
        "showlegend": False,
    }
    return [lines[0] | joined | look]


def _ring(colour: str) -> Trace:
    """How the whole looks: a part of nearly the same value stays visible in it."""
    return {
        "line": {"color": colour, "width": 1.5, "dash": "dot"},
        "marker": {"color": colour, "size": 15, "symbol": "circle-open", "line": {"width": 2}},
    }


def _margin(frame: Frame, theme: Theme) -> int:
    """Pixels to the right of the plot that the longest name needs."""
    longest = max(
        (
            len(line)
            for name in column(frame, "name")
            for line in wrapped(name, SHORT).split("<br>")
        ),
        default=0,
    )
    return round(longest * theme.size * 0.66) + 40


def _end_labels(
    groups: Sequence[Frame], points: list[str], colours: list[str], reach: float, theme: Theme
) -> list[dict[str, Any]]:
    """The name of each line at its last point, moved apart where they would overlap."""
    ends = [_end(group) for group in groups]
    labelled = [number for number, end in enumerate(ends) if end is not None]
    names = [groups[number][0]["name"] for number in labelled]
    heights = spread([ends[number] or 0.0 for number in labelled], reach * 0.07)
    return [
        note(
            f'<span style="color:{colours[number]}">{points[number]}</span> {wrapped(name, SHORT)}',
            theme,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=14,
            y=height,
            align="left",
            font={"size": theme.size, "color": theme.ink},
        )
        for number, name, height in zip(labelled, names, heights, strict=True)
    ]


def _end(group: Frame) -> float | None:
    """The last value of a series; None when it has none."""
    known = [value for value in drawn(group) if value is not None]
    return known[-1] if known else None


def spread(heights: list[float], gap: float) -> list[float]:
    """The same heights moved as little as a sweep upwards allows, so that no two are nearer than
    ``gap``.
    """
    placed = list(heights)
    floor = float("-inf")
    for number in sorted(range(len(heights)), key=lambda index: heights[index]):
        placed[number] = max(heights[number], floor)
        floor = placed[number] + gap
    return placed
