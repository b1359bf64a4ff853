"""Several indicators or districts side by side, as lines over the same periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    optional,
    quiet_ticks,
    span,
    value_axis,
    wrapped,
)
from dashboard.figures.ends import EndLabel, end_labels, end_room, is_roomy
from dashboard.figures.periods import period_axis
from dashboard.figures.theme import LIGHT, Theme

HEIGHT, PLOT = 400, 330
"""Pixels of the chart without a legend, and of the plot in it."""
SHORT, LABELLED = 9, 6
"""So many names of no more letters stand at the ends of their lines."""
MANY = 31
"""Of more periods than a month has days the points of a line stand close, and are small."""
LETTERS = 22
"""Letters of a name in one line: the chart is as wide as its page."""

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
    state, text, hover; of what is shorter than a year also part and year, which the axis names
    them by. A gap in a line is a period without a value. The series ``whole`` is a dashed
    line of rings, through which a part of the same value is still seen. A click gives
    ``customdata == [series, period]``.
    """
    periods = [first for first, *_rest in grouped(frame, "period").values()]
    groups = list(grouped(frame, "series").values())
    looks = [
        _look(number, theme, is_whole=group[0]["series"] == whole)
        for number, group in enumerate(groups)
    ]
    low, high = span(drawn(frame), room=0.08)
    names = [*_ends(groups, looks)]
    direct = end_labels(names, low, high, PLOT, theme) if _has_room(frame, names) else []
    return figure(
        _lines(groups, column(periods, "period"), looks, theme),
        theme=theme,
        labels=labels,
        height=HEIGHT if direct else 360 + 44 * min(len(groups), len(theme.series)),
        **end_room(names if direct else [], theme, top=24),
        xaxis=_axis(periods, theme),
        yaxis=value_axis(low, high, labels, theme, **quiet_ticks(drawn(frame))),
        showlegend=not direct,
        annotations=direct,
    )


@dataclass(frozen=True)
class _LineLook:
    """What tells a line apart: its colour, and its ``point`` as text, for its end."""

    colour: str
    point: str
    is_whole: bool


def _look(number: int, theme: Theme, *, is_whole: bool) -> _LineLook:
    if is_whole:
        return _LineLook(theme.ink, RING, is_whole)
    return _LineLook(
        theme.series[number % len(theme.series)], POINTS[number % len(POINTS)], is_whole
    )


def _lines(
    groups: Sequence[Frame], periods: Sequence[str], looks: Sequence[_LineLook], theme: Theme
) -> list[Trace]:
    """Those beyond the theme's colours as one, behind the others."""
    places = {period: place for place, period in enumerate(periods)}
    lines = [
        _line(group, places, look.colour, number) | (_ring(look.colour) if look.is_whole else {})
        for number, (group, look) in enumerate(zip(groups, looks, strict=True))
    ]
    told_apart = len(theme.series)
    return [*_quiet(lines[told_apart:], theme), *lines[:told_apart]]


def _axis(periods: Frame, theme: Theme) -> dict[str, Any]:
    """Parts of years have short names, the year once; a name of whole years may turn."""
    axis = (
        period_axis(periods, theme)
        if any(optional(periods, "part"))
        else named_axis(column(periods, "label"), theme, may_turn=True)
    )
    return axis | {"range": [-0.25, len(periods) - 0.75 if len(periods) > 1 else 0.25]}


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
        "marker": {
            "color": colour,
            "size": 9 if len(places) <= MANY else 4,
            "symbol": SYMBOLS[number % len(SYMBOLS)],
        },
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


def _has_room(frame: Frame, names: Sequence[EndLabel]) -> bool:
    """Whether names stand beside the plot: a few, or somewhat more of short ones."""
    short = all(len(name) <= SHORT for name in column(frame, "name"))
    return (short and len(names) <= LABELLED) or is_roomy(names)


def _ends(groups: Sequence[Frame], looks: Sequence[_LineLook]) -> Iterator[EndLabel]:
    """The name of each line at its last value; a series without one has none."""
    for group, look in zip(groups, looks, strict=True):
        known = [value for value in drawn(group) if value is not None]
        if known:
            yield EndLabel(group[0]["name"], known[-1], look.colour, look.point, letters=LETTERS)
