"""What stands under a map and in every picture of it: what its shades or circles mean, and who drew
its outlines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt
from typing import Any

from dashboard.figures.base import ChartLabels, note, wrapped
from dashboard.figures.bubbles import circle, greatest_size
from dashboard.figures.theme import LIGHT, Theme, mixed

Shape = dict[str, Any]
SWATCH = (24, 12)
"""A shade of the key: pixels across and down."""
GAP = 8
NARROW = 40
"""Letters of a line that a telephone has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabels(ChartLabels):
    """``caption`` says what is drawn, ``range`` from which number to which; ``by_size``: as circles,
    of which the key has those of ``sizes``, numbers beside their words.
    """

    caption: str = ""
    range: str = ""
    by_size: bool = False
    sizes: Sequence[tuple[float, str]] = ()


@dataclass(frozen=True)
class MapKey:
    """The notes and shapes under a map, which take ``height`` pixels."""

    height: float
    notes: Sequence[dict[str, Any]]
    shapes: Sequence[Shape]

    def layout(self, margin: dict[str, int]) -> dict[str, Any]:
        """As keys of a figure's layout."""
        below = {"b": margin["b"] + round(self.height)}
        return {
            "margin": margin | below,
            "annotations": list(self.notes),
            "shapes": list(self.shapes),
        }


def map_key(
    values: Sequence[float | None], labels: MapLabels, diameter: float, theme: Theme, credit: str
) -> MapKey:
    """A caption, under it shades or circles with their numbers, under them the credit."""
    line = theme.size + 6
    notes: list[dict[str, Any]] = []
    shapes: list[Shape] = []
    foot = 0.0
    if labels.caption:
        caption = wrapped(labels.caption, NARROW)
        notes.append(_note(caption, theme, 0, foot))
        foot += line * (1 + caption.count("<br>"))
    samples = list(_samples(values, labels, diameter, theme))
    tallest = max((sample.height for sample in samples), default=0.0)
    for sample in samples:
        top = foot + tallest - sample.height
        shapes += sample.shapes(top)
        words = escape(sample.text, quote=False)
        notes.append(_note(words, theme, sample.right + GAP, top + sample.middle(line)))
    foot += tallest + 2 * GAP if samples else 0
    if credit:
        notes.append(_credit(credit, theme, foot))
        foot += line
    return MapKey(foot, notes, shapes)


@dataclass(frozen=True)
class _Sample:
    """Swatches or a circle beginning at ``left``, and their words at the right of them."""

    kind: str
    left: float
    width: float
    height: float
    colours: Sequence[str]
    outline: str
    text: str

    @property
    def right(self) -> float:
        return self.left + self.width * len(self.colours)

    def middle(self, line: float) -> float:
        """How far below the sample's top its words begin."""
        return GAP - 4 + (self.height - line) / 2

    def shapes(self, top: float) -> Iterator[Shape]:
        for at, colour in enumerate(self.colours):
            left = self.left + at * self.width
            yield {
                "type": self.kind,
                "xref": "paper",
                "yref": "paper",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": 0,
                "yanchor": 0,
                "x0": left,
                "x1": left + self.width,
                "y0": -top - GAP,
                "y1": -top - GAP - self.height,
                "fillcolor": colour,
                "line": {"color": self.outline, "width": 1},
            }


def _samples(
    values: Sequence[float | None], labels: MapLabels, diameter: float, theme: Theme
) -> Iterator[_Sample]:
    if labels.by_size:
        yield from _circles(values, labels.sizes, diameter, theme)
    elif labels.range:
        known = {value for value in values if value is not None}
        shares = (0.0, 0.25, 0.5, 0.75, 1.0) if len(known) > 1 else (0.5,)
        colours = [mixed(*theme.scale, share) for share in shares]
        width, height = (side * theme.size / LIGHT.size for side in SWATCH)
        yield _Sample("rect", 0, width, height, colours, theme.empty, labels.range)


def _circles(
    values: Iterable[float | None],
    sizes: Iterable[tuple[float, str]],
    diameter: float,
    theme: Theme,
) -> Iterator[_Sample]:
    """Circles side by side, as large as those of the map."""
    greatest, left = greatest_size(list(values)), 0.0
    for size, text in sizes if greatest else ():
        width = diameter * sqrt(size / greatest)
        yield _Sample("circle", left, width, width, [circle(theme)], theme.accent, text)
        # a letter of the key is about this wide
        left += width + 2 * GAP + len(text) * theme.size * 0.62


def _note(text: str, theme: Theme, left: float, top: float) -> dict[str, Any]:
    """Words, safe from being read as markup, so many pixels from the map's lower left corner."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top"}
    return note(
        text,
        theme,
        **place,
        xshift=left,
        yshift=-4 - top,
        align="left",
        font={"size": theme.size - 1, "color": theme.muted},
    )


def _credit(credit: str, theme: Theme, top: float) -> dict[str, Any]:
    """At the right."""
    return _note(escape(credit, quote=False), theme, 0, top) | {
        "x": 1,
        "xanchor": "right",
        "font": {"size": theme.size - 2, "color": theme.muted},
    }


def shade_values(values: Sequence[float | None], theme: Theme) -> list[str | None]:
    """A colour of the sequential scale for each value; None for no value; equal values take the
    middle.
    """
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    low, reach = min(known), max(known) - min(known)
    shares = [
        None if value is None else (value - low) / reach if reach else 0.5 for value in values
    ]
    return [None if share is None else mixed(*theme.scale, share) for share in shares]
