"""Names at the right ends of what they name, where a legend would send the eye to and fro."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.base import fitted, note
from dashboard.figures.theme import Theme

END = "end"
"""What marks the notes, and the traces that a legend names only where there are none."""
DOT, SQUARE = "●", "■"
LETTERS = 12
"""Letters of a name in one line, its sign among them."""
NO_BREAK = "\u00a0"
MOST, MOST_LINES = 4, 3
"""More names than this, or longer ones, are a crowd."""
LINE = 19
"""Pixels of a line of text, at the page's own type size."""
AWAY = 1.5
"""So many lines may a name stand from what it names."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A name with its ``sign`` in ``colour`` at a ``height`` of the value axis; ``place`` is where
    on a named axis its line ends, None at the right edge of the plot. A line of it has so many
    ``letters``.
    """

    name: str
    height: float
    colour: str
    sign: str = ""
    place: float | None = None
    is_bold: bool = False
    letters: int = LETTERS

    @property
    def lines(self) -> list[str]:
        return fitted(f"{self.sign}{NO_BREAK}{self.name}", self.letters).split("<br>")


def end_labels(
    labels: Sequence[EndLabel], low: float, high: float, height: float, theme: Theme
) -> list[dict[str, Any]]:
    """The names as annotations, moved apart where they would overlap; none of them where they have
    to be moved too far: then a legend names them.

    ``low`` and ``high`` are the ends of the value axis, ``height`` is that of the plot in pixels.
    """
    line = (high - low) * LINE / height
    heights = spaced(
        [label.height for label in labels], [len(label.lines) * line for label in labels]
    )
    pairs = [*zip(labels, heights, strict=True)]
    if any(at - label.height > AWAY * line for label, at in pairs):
        return []
    return [_note(label, at, theme) for label, at in pairs]


def is_roomy(labels: Sequence[EndLabel]) -> bool:
    """Whether the names are few and short enough to stand beside a plot."""
    return len(labels) <= MOST and all(len(label.lines) <= MOST_LINES for label in labels)


def end_room(
    labels: Sequence[EndLabel], theme: Theme, *, top: int = 36, legend: bool = False
) -> dict[str, Any]:
    """The layout of a chart with names at its right, ``top`` pixels above the plot; without names
    there is no room for any.

    ``legend`` says that something else stays in one. ``assets/js/48-ends.js`` puts all names into
    one where the page is narrow.
    """
    right = _margin(labels, theme) if labels else 8
    return {
        "margin": {"l": 4, "r": right, "t": top, "b": 8, "pad": 4},
        "meta": {"right": right, "legend": legend},
    }


def _margin(labels: Sequence[EndLabel], theme: Theme) -> int:
    """Pixels that the longest of the names takes."""
    longest = max(len(line) for label in labels for line in label.lines)
    return round(longest * theme.size * 0.6) + 16


def spaced(heights: Sequence[float], rooms: Sequence[float]) -> list[float]:
    """The heights moved as little as a sweep upwards allows, so that each has its room around it."""
    placed, floor = list(heights), float("-inf")
    for place in sorted(range(len(heights)), key=lambda place: heights[place]):
        placed[place] = max(heights[place], floor + rooms[place] / 2)
        floor = placed[place] + rooms[place] / 2
    return placed


def dot(colour: str) -> str:
    """The sign of a line, in its colour."""
    return coloured(DOT, colour)


def coloured(sign: str, colour: str) -> str:
    """A sign as texts of charts have it."""
    return f'<span style="color:{colour}">{sign}</span>'


def _note(label: EndLabel, height: float, theme: Theme) -> dict[str, Any]:
    at = (
        {"x": 1, "xref": "paper", "xshift": 6}
        if label.place is None
        else {"x": label.place, "xshift": 10}
    )
    sign = coloured(label.sign, label.colour)
    text = "<br>".join(label.lines).replace(label.sign, sign, 1)
    text = f"<b>{text}</b>" if label.is_bold else text
    font = {"size": theme.size, "color": theme.ink}
    # a line that ends within the plot has others running on behind its name
    place = {"xanchor": "left", "y": height, "align": "left", "bgcolor": theme.card}
    return note(text, theme, **at, **place, name=END, font=font)
