"""A small still chart as SVG: a figure of lines and dots, finished by the server, so that a page of
cards needs no script to draw them.

It takes the width that it gets, and its lines and dots keep their own: so a dot is a line of no
length with round ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dashboard.components.plain import element
from dashboard.figures.base import Figure

WIDTH = 100
"""Units from the first period to the last, whatever room a card has."""

Point = tuple[float, float | None]


def sparkline(figure: Figure, *, label: str) -> Any:
    """The figure as plain HTML with a name for who cannot see it; its values that are None are gaps."""
    layout = figure["layout"]
    lines = [line for trace in figure["data"] for line in _lines(trace, layout)]
    box = f"0 0 {WIDTH} {layout['height']}"
    svg = element("svg", lines, viewBox=box, preserveAspectRatio="none", className="spark")
    return element("div", svg, role="img", **{"aria-label": label})


def _lines(trace: Mapping[str, Any], layout: Mapping[str, Any]) -> Iterator[Any]:
    """Its line first, then its dots, each on a rim of its own."""
    points = [*zip(trace["x"], trace["y"], strict=True)]
    if line := trace.get("line"):
        dotted = {"strokeDasharray": "1.5 3"} if line.get("dash") else {}
        yield _path(_outline(points, layout), line["width"], line["color"], dotted)
    marker = trace.get("marker", {})
    for point, size in zip(points, _sizes(marker, len(points)), strict=True):
        if size and point[1] is not None:
            rim = marker.get("line")
            if rim:
                yield _path(_outline([point], layout), size + 2 * rim["width"], rim["color"])
            yield _path(_outline([point], layout), size, marker["color"])


def _sizes(marker: Mapping[str, Any], count: int) -> Sequence[float]:
    size = marker.get("size", 0)
    return size if isinstance(size, list) else [size] * count


def _outline(points: Sequence[Point], layout: Mapping[str, Any]) -> str:
    """The points joined, anew after each gap."""
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    outlines = []
    for known, run in groupby(points, lambda point: point[1] is not None):
        if known:
            # the first period at the left and the greatest value at the top
            places = [
                f"{(x - left) / (right - left) * WIDTH:.2f} "
                f"{(high - y) / (high - low) * layout['height']:.2f}"
                for x, y in run
            ]
            outlines.append(f"M{'L'.join(places)}" + ("h0" if len(places) == 1 else ""))
    return "".join(outlines)


def _path(
    outline: str, width: float, colour: str, more: Mapping[str, str] | None = None
) -> dict[str, Any]:
    style = {"stroke": colour, "strokeWidth": f"{width}px", **(more or {})}
    return element("path", d=outline, style=style)
