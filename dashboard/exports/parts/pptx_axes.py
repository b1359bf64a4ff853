"""The axes of a presentation's chart."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from dashboard.exports.parts.axis import HARDLY, LEVEL, step
from dashboard.exports.parts.canvas import FONT, Frame, rgb
from dashboard.exports.parts.numbers import number_format
from dashboard.exports.parts.saying import clean
from dashboard.figures.theme import WALL
from dashboard.report import Chart, Series

SIZE = 16
SMALL = 14


def draw(native: Any, chart: Chart, series: Sequence[Series], box: Frame) -> None:
    """Names below or at the left, few quiet values, the unit beside them."""
    names, values = native.category_axis, native.value_axis
    names.tick_labels.font.size = Pt(SIZE)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(WALL.muted)
    values.tick_labels.font.size, values.tick_labels.font.color.rgb = Pt(SMALL), rgb(WALL.muted)
    values.tick_labels.number_format = number_format(0 if high(series) >= 10 else chart.decimals)
    values.tick_labels.number_format_is_linked = False
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.major_gridlines.format.line.color.rgb = rgb(WALL.line)
    values.format.line.fill.background()
    if all(value >= 0 for each in series for value in each.values if value is not None):
        values.minimum_scale = 0
    if chart.lying:
        names.reverse_order = True
        # at the bottom, although the names run downwards
        values._element.find(qn("c:crosses")).set("val", "max")
    _unit(values, chart.unit)
    _names(names, chart, box)


def _names(axis: Any, chart: Chart, box: Frame) -> None:
    """Names that stand level, so many as have room."""
    every = 1 if chart.lying else step(chart.categories, SIZE, box.width * 0.9)
    rotation = {"rot": str(LEVEL if every == 1 else HARDLY), "vert": "horz"}
    axis._element.find(qn("c:txPr")).find(qn("a:bodyPr")).attrib.update(rotation)
    if every > 1:
        left_out = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{every}"/>')
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(left_out)


def _unit(axis: Any, unit: str) -> None:
    axis.has_title = bool(unit)
    if unit:
        axis.axis_title.text_frame.text = clean(unit)
        font = axis.axis_title.text_frame.paragraphs[0].font
        font.size, font.bold, font.name, font.color.rgb = Pt(SMALL), False, FONT, rgb(WALL.muted)


def high(series: Sequence[Series]) -> Decimal:
    """The greatest number, whatever its sign."""
    return max(
        (abs(value) for each in series for value in each.values if value is not None),
        default=Decimal(0),
    )


def stacked_high(series: Sequence[Series]) -> Decimal:
    """The greatest sum of a category, where numbers stand on each other."""
    columns = zip(*(each.values for each in series), strict=True)
    sums = [sum((value for value in column if value is not None), Decimal(0)) for column in columns]
    return max(sums, default=Decimal(0))
