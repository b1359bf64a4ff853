"""Names of periods along an axis: short and level, the year once under its first part."""

from math import ceil
from typing import Any

from dashboard.figures.base import ROOMY, Frame, column, glyph, named_axis, optional
from dashboard.figures.theme import Theme

ROOM = 43
"""The width of the narrowest wall's axis, in type sizes."""
LETTER, GAP = 0.55, 0.8
MANY = 40
"""Up to this many places on a wall each has room for the shape of its status."""
QUARTER = 3


def period_axis(frame: Frame, theme: Theme) -> dict[str, Any]:
    """The axis of a frame with one row a period: ``label``, and optionally ``status``, ``part`` and
    ``year``.

    On a wall, whose width is known, names never turn; what has no room is left out.
    """
    names, years = period_names(frame)
    shapes = [glyph(status, theme) for status in optional(frame, "status")]
    each = len(frame) <= (MANY if theme.level else ROOMY)
    lines = [
        _lines(*labels, any(shapes), each) for labels in zip(names, shapes, years, strict=True)
    ]
    places = [place for place, text in enumerate(lines) if text]
    turning = not theme.level and (any(years) or len(frame) > ROOMY)
    # the name of a first place that is narrow begins before the axis does, and is not left out for it
    ticks = {
        "tickvals": places,
        "ticktext": [lines[place] for place in places],
        "ticklabeloverflow": "allow",
    }
    return named_axis(column(frame, "label"), theme, may_turn=turning, **ticks)


def period_names(frame: Frame) -> tuple[list[str], list[str]]:
    """What stands at each place of a frame with one row a period, and the year under it; empty where
    neighbours leave no room on the narrowest wall.
    """
    parts = optional(frame, "part", "")
    years = [row.get("year", row["label"]) for row in frame]
    inside = _inside(years)
    whole = max(inside, default=0) + 1
    step = next(step for step in _steps(whole) if step == whole or _fits(len(frame) / step, parts))
    if step == whole:
        firsts = [place for place, part in enumerate(inside) if part == 0]
        kept = firsts[:: ceil(len(firsts) / _most(years))]
        return [year if place in kept else "" for place, year in enumerate(years)], [""] * len(
            years
        )
    names = [part if number % step == 0 else "" for part, number in zip(parts, inside, strict=True)]
    return names, [year if number == 0 else "" for year, number in zip(years, inside, strict=True)]


def _inside(years: list[str]) -> list[int]:
    """The number of each period in its year, from 0."""
    first_parts: list[int] = []
    for place, year in enumerate(years):
        first_parts.append(first_parts[-1] + 1 if place and years[place - 1] == year else 0)
    return first_parts


def _steps(whole: int) -> tuple[int, ...]:
    """Every part has a name, or the first month of each quarter, or only the year."""
    return (1, QUARTER, whole) if whole > 2 * QUARTER else (1, whole)


def _fits(number: float, names: list[str]) -> bool:
    return number <= _most(names)


def _most(names: list[str]) -> int:
    """How many names as long as the longest stand side by side."""
    return max(1, int(ROOM / (max(map(len, names), default=0) * LETTER + GAP)))


def _lines(name: str, shape: str, year: str, shapes: bool, each: bool) -> str:
    """A name, the shape of its status where the chart has any, and its year, one under another."""
    if not name and not (each and shape):
        return ""
    lines = [name or "\u00a0", *([shape] if shapes else []), *([year] if year else [])]
    return "<br>".join(lines)
