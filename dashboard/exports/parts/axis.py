"""Names along an axis of an office's own chart: level, and only as many as have room."""

from collections.abc import Sequence

from dashboard.exports.parts import measure

STEPS = (2, 4, 6, 12, 24, 48)
"""Every second name, every fourth …: parts of a year, so that the same months stay."""
GAP = 0.12
LEVEL, HARDLY = 0, 600
"""Rotations in 60 000ths of a degree.

LibreOffice breaks level names where they have no room; only those that are not quite level does it
leave out.
"""


def step(names: Sequence[str], size: int, room: float) -> int:
    """Each which name is shown in ``room`` inches: all where they fit, perhaps broken at their
    spaces.
    """
    if len(names) * _widest([word for name in names for word in name.split(" ")], size) <= room:
        return 1
    widest = _widest(names, size)
    return next((step for step in STEPS if len(names) / step * widest <= room), STEPS[-1])


def _widest(texts: Sequence[str], size: int) -> float:
    return max((measure.width(text, size) for text in texts), default=0) + GAP
