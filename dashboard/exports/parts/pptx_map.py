"""A map as a presentation's own shapes: an outline a place, shaded or under a circle, and the key.

They are those of the figure that the wall draws, so that both say the same. Pixels of the figure
become inches by one measure, which fits the map into its box.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.util import Emu, Inches, Pt

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import Frame, TextRun, rgb, text_box
from dashboard.exports.parts.saying import clean
from dashboard.figures.base import CLEAR, Figure
from dashboard.figures.theme import LIGHT, WALL

WIDE = 470
"""Pixels of a map on a desk, for which its names and circles are made, at the light theme's size."""
FLAT = (1 / 2.4, 1 / 1.6)
"""How high a tile is against its width, at least and at most, where degrees do not say it."""
PATTERNS = {
    "/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "x": MSO_PATTERN.DIAGONAL_CROSS,
    ".": MSO_PATTERN.PERCENT_20,
    "\\": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    "-": MSO_PATTERN.LIGHT_HORIZONTAL,
}
MARKUP = re.compile(r"<[^>]*>")
LETTERS = (10, 20)
"""Points of the smallest letters and of the largest."""


def draw(shapes: Any, box: Frame, figure: Figure, locale: str) -> Any:
    """The map and, below it, its key; returns the group that holds them."""
    group = shapes.add_group_shape()
    drawing = _NativeMap(group.shapes, box, figure, locale)
    for trace in figure["data"]:
        drawing.add(trace)
    drawing.add_key()
    return group


@dataclass(frozen=True)
class _NativeMap:
    shapes: Any
    box: Frame
    figure: Figure
    locale: str

    @property
    def layout(self) -> Mapping[str, Any]:
        layout: Mapping[str, Any] = self.figure["layout"]
        return layout

    @cached_property
    def across(self) -> tuple[float, float]:
        low, high = sorted(self.layout["xaxis"]["range"])
        return low, high

    @cached_property
    def down(self) -> tuple[float, float]:
        """The values at the upper and the lower edge."""
        low, high = self.layout["yaxis"]["range"]
        return high, low

    @cached_property
    def pixel(self) -> float:
        """Inches of a pixel of the figure, of its height to the key's foot or its width."""
        wide = WIDE * WALL.size / LIGHT.size
        columns = self.across[1] - self.across[0]
        high = wide / columns * self._rows * self._least_ratio + self._key_height
        return min(self.box.width / wide, self.box.height / high)

    @cached_property
    def unit(self) -> float:
        """Inches of a unit across."""
        width = self.box.width / (self.across[1] - self.across[0])
        return min(width, self._room / self._rows / self._least_ratio)

    @property
    def _room(self) -> float:
        """Inches that the map has above its key."""
        return self.box.height - self._key_height * self.pixel

    @property
    def _rows(self) -> float:
        return abs(self.down[1] - self.down[0])

    @property
    def _least_ratio(self) -> float:
        return float(self.layout["yaxis"].get("scaleratio", FLAT[0]))

    @cached_property
    def ratio(self) -> float:
        """How long a unit down is against one across; tiles take the room that there is."""
        if "scaleratio" in self.layout["yaxis"]:
            return self._least_ratio
        return min(self._room / self._rows / self.unit, FLAT[1])

    @property
    def _key_height(self) -> float:
        return float(self.layout["margin"]["b"])

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the figure lies on the slide, in inches."""
        left = self.box.left + (x - self.across[0]) * self.unit
        return left, self.box.top + abs(y - self.down[0]) * self.unit * self.ratio

    def add(self, trace: Mapping[str, Any]) -> None:
        if trace.get("fill") == "toself":
            self._outline(trace)
        elif trace["mode"] == "markers":
            self._circles(trace)
        elif trace.get("uid") == "wide":
            self._names(trace)

    def _outline(self, trace: Mapping[str, Any]) -> None:
        rings = list(_rings(trace))
        points = [[self._emu(x, y) for x, y in ring] for ring in rings]
        builder = self.shapes.build_freeform(*points[0][0], scale=1.0)
        for number, ring in enumerate(points):
            if number:
                builder.move_to(*ring[0])
            builder.add_line_segments(ring[1:], close=True)
        shape = builder.convert_to_shape()
        shape.name = clean(unescape(trace["name"]))
        _fill(shape, trace)
        _outlined(shape, trace["line"]["color"])

    def _emu(self, x: float, y: float) -> tuple[int, int]:
        left, top = self.place(x, y)
        return Inches(left), Inches(top)

    def _circles(self, trace: Mapping[str, Any]) -> None:
        marker = trace["marker"]
        marks = zip(trace["x"], trace["y"], marker["size"], marker["color"], strict=True)
        for x, y, size, colour in marks:
            left, top = self.place(x, y)
            width = size * self.pixel
            circle = Frame(left - width / 2, top - width / 2, width, width)
            self._sample(MSO_SHAPE.OVAL, circle, colour, marker["line"]["color"])

    def _names(self, trace: Mapping[str, Any]) -> None:
        font = trace["textfont"]
        rows = zip(trace["x"], trace["y"], trace["text"], font["color"], strict=True)
        for x, y, text, colour in rows:
            left, top = self.place(x, y)
            paragraphs = [
                [TextRun(line, self._points(font["size"]), bold=bold, colour=colour)]
                for line, bold in _lines(text)
            ]
            shape = text_box(
                self.shapes, Frame(left, top, 0, 0), paragraphs, self.locale, align="centre"
            )
            _spread(shape, left, top)

    def _points(self, pixels: float) -> int:
        least, most = LETTERS
        return max(least, min(most, round(pixels * self.pixel * 72)))

    def add_key(self) -> None:
        """Samples and their words below the map, as far apart as in the figure."""
        left, top = self.box.left, self.place(self.across[0], self.down[1])[1]
        for shape in self.layout.get("shapes", ()):
            corners = [shape[name] * self.pixel for name in ("x0", "y0", "x1", "y1")]
            x0, y0, x1, y1 = corners
            place = Frame(left + x0, top - y0, x1 - x0, y0 - y1)
            kind = MSO_SHAPE.OVAL if shape["type"] == "circle" else MSO_SHAPE.RECTANGLE
            self._sample(kind, place, shape["fillcolor"], shape["line"]["color"])
        for words in self.layout.get("annotations", ()):
            self._words(words, left, top)

    def _words(self, words: Mapping[str, Any], left: float, top: float) -> None:
        size, lines = self._points(words["font"]["size"]), [*_lines(words["text"])]
        at_right = words["xanchor"] == "right"
        place = Frame(
            left + words.get("xshift", 0) * self.pixel,
            top - words["yshift"] * self.pixel,
            self.box.width - words.get("xshift", 0) * self.pixel,
            measure.height(len(lines), size),
        )
        paragraphs = [[TextRun(line, size, colour=WALL.muted)] for line, _bold in lines]
        text_box(self.shapes, place, paragraphs, self.locale, align="right" if at_right else "left")

    def _sample(self, kind: Any, place: Frame, colour: str, outline: str) -> None:
        shape = self.shapes.add_shape(kind, *place.inches)
        if colour == CLEAR:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(colour)
        _outlined(shape, outline)


def _rings(trace: Mapping[str, Any]) -> Iterator[Sequence[tuple[float, float]]]:
    """The closed rings of a polygon, which gaps part."""
    ring: list[tuple[float, float]] = []
    for x, y in zip((*trace["x"], None), (*trace["y"], None), strict=True):
        if x is not None and y is not None:
            ring.append((x, y))
        elif ring:
            yield ring
            ring = []


def _fill(shape: Any, trace: Mapping[str, Any]) -> None:
    pattern = trace.get("fillpattern")
    if pattern is None:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(trace["fillcolor"])
        return
    shape.fill.patterned()
    shape.fill.pattern = PATTERNS[pattern["shape"]]
    shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(pattern["fgcolor"]), rgb(WALL.card)


def _outlined(shape: Any, colour: str) -> None:
    """A thin line around a shape, and no shadow, also where an office reads that of its style."""
    shape.line.color.rgb, shape.line.width = rgb(colour), Pt(1)
    shape.shadow.inherit = False
    for effect in shape._element.xpath("./p:style/a:effectRef"):
        effect.set("idx", "0")


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a figure's markup as plain words, and whether each is bold."""
    for line in text.split("<br>"):
        yield clean(unescape(MARKUP.sub("", line))), "<b>" in line


def _spread(shape: Any, left: float, top: float) -> None:
    """Let a text reach as far as it is long, around its middle."""
    half = Inches(1.2)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    shape.left, shape.top = Emu(Inches(left) - half), Emu(Inches(top) - Inches(0.4))
    shape.width, shape.height = Emu(2 * half), Inches(0.8)
