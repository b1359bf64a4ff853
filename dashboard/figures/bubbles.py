"""Circles on a map: the area of each grows with a number, and none stands where it is zero."""

from collections.abc import Sequence
from math import sqrt
from statistics import median

from dashboard.figures.base import CLEAR, Trace
from dashboard.figures.inside import Spot
from dashboard.figures.theme import Theme, mixed

DIAMETERS = (24.0, 60.0)
"""Pixels of the largest circle, at least and at most: its place's words still stand over it."""
SHARE = 0.7
"""How much of the room of a usual place the largest circle takes."""
GROUND, CIRCLE = 0.0, 0.3
"""Shades of a place under its circle and of the circle, as shares of the scale: the words over both
stay legible.
"""


def ground(theme: Theme) -> str:
    """The colour of a place that has a number: the same for all."""
    return mixed(*theme.scale, GROUND)


def largest(rooms: Sequence[float]) -> float:
    """Pixels of the largest circle on a map whose places have so much room."""
    least, most = DIAMETERS
    return min(max(SHARE * median(rooms), least), most) if rooms else least


def diameters(values: Sequence[float | None], diameter: float) -> list[float]:
    """Pixels across for each value, so that areas are to each other as the values without their
    sign; 0 for zero and for no value.
    """
    greatest = greatest_size(values)
    return [diameter * sqrt(abs(value or 0) / greatest) if greatest else 0.0 for value in values]


def greatest_size(values: Sequence[float | None]) -> float:
    """The greatest value without its sign; 0 where none is known."""
    return max((abs(value) for value in values if value is not None), default=0.0)


def circle(theme: Theme) -> str:
    """The colour of a circle."""
    return mixed(*theme.scale, CIRCLE)


def bubbles(
    values: Sequence[float | None], spots: Sequence[Spot], diameter: float, theme: Theme
) -> Trace | None:
    """A circle for each value that is not zero, hollow below zero; the pointer falls through to the
    polygon.
    """
    sizes = diameters(values, diameter)
    marks = [mark for mark in zip(sizes, values, spots, strict=True) if mark[0]]
    # a small circle is never hidden by a large one
    marks.sort(key=lambda mark: -mark[0])
    if not marks:
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spot.x for _size, _value, spot in marks],
        "y": [spot.y for _size, _value, spot in marks],
        "marker": {
            "size": [size for size, _value, _spot in marks],
            "color": [
                CLEAR if (value or 0) < 0 else circle(theme) for _size, value, _spot in marks
            ],
            "line": {"color": theme.accent, "width": 1},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
