"""A report's chart as a presentation's own, with the workbook behind it that its reader may edit."""

from copy import deepcopy
from decimal import Decimal
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from dashboard.exports.parts import (
    measure,
    pptx_axes,
    pptx_looks,
    pptx_waterfall,
    pptx_whiskers,
)
from dashboard.exports.parts.canvas import FONT, Frame, rgb
from dashboard.exports.parts.looks import looks
from dashboard.exports.parts.numbers import localized, number_format
from dashboard.exports.parts.pptx_axes import SIZE, high, stacked_high
from dashboard.exports.parts.saying import clean
from dashboard.figures.theme import LIGHT, WALL
from dashboard.report import Chart, Series

PLOT = 0.6
"""How much of a chart's place its bars have at least: names, a title and a legend take the rest."""
MARK = LIGHT.series[1]
"""The one colour that is seen both on a dark bar and on the white beside it."""
DASHES = (None, MSO_LINE.DASH, MSO_LINE.SQUARE_DOT, MSO_LINE.LONG_DASH)


def draw(shapes: Any, box: Frame, chart: Chart, language: str) -> Any:
    """Bars with marks over them, lying, stacked or floating bars, or lines; returns the shape that
    holds it.
    """
    if chart.floating:
        frame = pptx_waterfall.draw(shapes, box, chart)
        _localize(frame.chart, language)
        return frame
    series = [each for each in chart.series if any(value is not None for value in each.values)]
    bars = [
        each for each in series if each.shape == "bar" or (chart.lying and each.shape == "mark")
    ]
    frame = shapes.add_chart(_kind(chart, bars), *box.inches, _data(chart, series))
    native = frame.chart
    native.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, series))
    native.has_title = False
    native.font.size, native.font.name, native.font.color.rgb = Pt(SIZE), FONT, rgb(WALL.ink)
    _legend(native, len(series))
    pptx_axes.draw(native, chart, series, box)
    if bars and len(bars) < len(series):
        _as_lines(native, [number for number, each in enumerate(series) if each not in bars])
    _look(native, chart, series, box)
    _localize(native, language)
    return frame


def _localize(native: Any, language: str) -> None:
    """Write numbers with the marks of the report's language, whatever the office's own is."""
    for element in native._chartSpace.iter(qn("c:numFmt")):
        element.set("formatCode", localized(element.get("formatCode"), language))
    for element in native._chartSpace.iter(qn("c:formatCode")):
        element.text = localized(element.text, language)


def _kind(chart: Chart, bars: list[Series]) -> XL_CHART_TYPE:
    if not bars:
        return XL_CHART_TYPE.LINE_MARKERS
    if chart.stacked:
        return XL_CHART_TYPE.COLUMN_STACKED
    return XL_CHART_TYPE.BAR_CLUSTERED if chart.lying else XL_CHART_TYPE.COLUMN_CLUSTERED


def _data(chart: Chart, series: list[Series]) -> CategoryChartData:
    data = CategoryChartData(number_format=number_format(chart.decimals))
    data.categories = [clean(category) for category in chart.categories]
    for each in series:
        values = [None if value is None else float(value) for value in each.values]
        data.add_series(clean(each.name), values)
    return data


def _workbook(chart: Chart, series: list[Series]) -> bytes:
    """The workbook as python-pptx lays it out; its own would take a name that begins with «=» for a
    formula.
    """
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as workbook:
        numbers = workbook.add_format({"num_format": number_format(chart.decimals)})
        sheet = workbook.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 30)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
        for column, each in enumerate(series, 1):
            sheet.write_string(0, column, each.name)
            for row, value in enumerate(each.values, 1):
                if value is not None:
                    sheet.write_number(row, column, float(value), numbers)
    return content.getvalue()


def _legend(native: Any, series: int) -> None:
    native.has_legend = series > 1
    if series > 1:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        native.legend.font.size, native.legend.font.name = Pt(SIZE), FONT


def _as_lines(native: Any, numbers: list[int]) -> None:
    """Move some series from the bars into lines over the same axes: python-pptx has no chart of two
    kinds.
    """
    bars = native._chartSpace.find(f".//{qn('c:barChart')}")
    inside = '<c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/>'
    lines = parse_xml(f"<c:lineChart {nsdecls('c')}>{inside}</c:lineChart>")
    series = bars.findall(qn("c:ser"))
    for number in numbers:
        for only_of_bars in series[number].findall(qn("c:invertIfNegative")):
            series[number].remove(only_of_bars)
        lines.find(qn("c:marker")).addprevious(series[number])
    for axis in bars.findall(qn("c:axId")):
        lines.append(deepcopy(axis))
    bars.addnext(lines)


def _look(native: Any, chart: Chart, series: list[Series], box: Frame) -> None:
    for plot in native.plots:
        plot.vary_by_categories = False
        bars = hasattr(plot, "gap_width")
        if bars:
            plot.gap_width = _gap(len(chart.categories))
            plot.overlap = 100 if chart.stacked else -5
            if chart.stacked:
                _label_pieces(plot, chart, series, box)
            elif _labels_fit(chart, series, box):
                marked = len(plot.series) < len(series)
                crossed = marked or any(each.whiskers for each in series)
                _labels(plot, chart, box, inside=crossed and _label_within(chart, box))
        for each in plot.series:
            number = each.index
            pptx_whiskers.draw(each, series[number])
            if bars:
                each.format.fill.solid()
                each.format.fill.fore_color.rgb = rgb(_colour(number))
                each.invert_if_negative = False
                pptx_looks.paint(each, series[number])
            else:
                _line(each, number, mark=series[number].shape == "mark")


def _line(each: Any, number: int, *, mark: bool) -> None:
    """A line with points; a mark is a point alone."""
    each.smooth = False
    colour = rgb(MARK if mark else _colour(number))
    each.marker.style = XL_MARKER_STYLE.DIAMOND if mark else XL_MARKER_STYLE.CIRCLE
    each.marker.size = 13 if mark else 8
    each.marker.format.fill.solid()
    each.marker.format.fill.fore_color.rgb = colour
    each.marker.format.line.color.rgb = rgb(WALL.ink) if mark else colour
    if mark:
        each.format.line.fill.background()
        return
    each.format.line.color.rgb, each.format.line.width = colour, Pt(3)
    each.format.line.dash_style = DASHES[number % len(DASHES)]


def _labels(plot: Any, chart: Chart, box: Frame, *, inside: bool) -> None:
    """Numbers at the bars; ``inside``, at their foot, where no mark lies over them."""
    plot.has_data_labels = True
    _label_looks(plot.data_labels, chart, inside=inside)
    for drawn in plot.series if inside else ():
        apart = _apart_of(chart.series[drawn.index], box, high(chart.series))
        if apart:
            _label_looks(drawn.data_labels, chart, inside=True)  # those of the plot hold no longer
        for place, outside in apart.items():
            _apart(drawn.points[place].data_label, outside)


def _label_pieces(plot: Any, chart: Chart, series: list[Series], box: Frame) -> None:
    """Numbers within the pieces of stacked bars that are wide and high enough for them."""
    wide = _label(chart) <= _bar(chart, box)
    lowest = float(stacked_high(series)) * 1.2 * measure.height(1, SIZE) / (box.height * PLOT)
    for drawn, each in zip(plot.series, series, strict=True):
        for place, value in enumerate(each.values if wide else ()):
            if value is not None and value >= lowest:
                label = drawn.points[place].data_label
                label.position = XL_LABEL_POSITION.CENTER
                label.font.size, label.font.bold = Pt(SIZE), True
                label.font.color.rgb = rgb(WALL.card)


def _label_looks(labels: Any, chart: Chart, *, inside: bool) -> None:
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if inside else XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = number_format(chart.decimals), False
    labels.font.size, labels.font.bold = Pt(SIZE), True
    labels.font.color.rgb = rgb(WALL.card if inside else WALL.ink)


def _apart_of(series: Series, box: Frame, high: Decimal) -> dict[int, bool]:
    """The bars on which the others' white would not be read, and whether their numbers stand over
    them.
    """
    lowest = float(high) * measure.height(1, SIZE) / (box.height * PLOT)
    known = looks(series)
    short = {
        place for place, value in enumerate(series.values) if value is not None and value < lowest
    }
    return {
        place: place in short or not known[place].light for place in sorted(short | known.keys())
    }


def _apart(label: Any, outside: bool) -> None:
    """The number of a bar that is too short or too light for the others' white."""
    label.position = XL_LABEL_POSITION.OUTSIDE_END if outside else XL_LABEL_POSITION.INSIDE_BASE
    label.font.size, label.font.bold, label.font.color.rgb = Pt(SIZE), True, rgb(WALL.ink)


def _labels_fit(chart: Chart, series: list[Series], box: Frame) -> bool:
    abreast = len(chart.categories) * sum(each.shape == "bar" for each in series)
    if chart.lying:
        return abreast * measure.height(1, SIZE) < box.height * 0.9
    return abreast * _label(chart) < box.width * 0.9


def _label(chart: Chart) -> float:
    """The width of the longest number."""
    known = (value for each in chart.series for value in each.values if value is not None)
    longest = max(len(f"{value:,.{chart.decimals}f}") for value in known)
    return measure.width("0" * longest, SIZE, bold=True)


def _label_within(chart: Chart, box: Frame) -> bool:
    """Whether the numbers have room at the feet of their bars, where nothing crosses them."""
    return chart.lying or _label(chart) <= _bar(chart, box)


def _bar(chart: Chart, box: Frame) -> float:
    """The width of a bar that stands alone."""
    number = len(chart.categories)
    return box.width * 0.9 / number / (1 + _gap(number) / 100)


def _gap(categories: int) -> int:
    """Few bars are not to be walls."""
    return 300 if categories < 3 else 120 if categories < 6 else 50


def _colour(number: int) -> str:
    return WALL.accent if number == 0 else WALL.series[number % len(WALL.series)]
