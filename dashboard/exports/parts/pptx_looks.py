"""Bars of a presentation that are not plain: light, hatched, outlined."""

from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.util import Pt

from dashboard.exports.parts.canvas import rgb
from dashboard.exports.parts.looks import Look, alike, looks
from dashboard.figures.theme import WALL
from dashboard.report import Series


def paint(drawn: Any, series: Series) -> None:
    """Give the bars their looks."""
    common = alike(series)
    if common:
        _paint(drawn.format, common)
        return
    for place, look in looks(series).items():
        _paint(drawn.points[place].format, look)


def _paint(native: Any, look: Look) -> None:
    if look.hatched:
        native.fill.patterned()
        native.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        native.fill.fore_color.rgb, native.fill.back_color.rgb = rgb(WALL.card), rgb(look.colour)
    else:
        native.fill.solid()
        native.fill.fore_color.rgb = rgb(look.colour)
    if look.outline:
        native.line.color.rgb, native.line.width = rgb(WALL.accent), Pt(look.outline)
    else:
        native.line.fill.background()
