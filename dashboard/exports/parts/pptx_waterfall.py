"""A difference as a presentation's own chart: bars that begin where the one before has ended.

Offices know no such bars: they are stacked on others that are not visible, and their numbers stand
in a third kind, as stacked bars cannot have them at their ends. Below nought a number stands at the
left of its bar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from dashboard.exports.parts import pptx_axes
from dashboard.exports.parts.canvas import FONT, Frame, rgb
from dashboard.exports.parts.numbers import number_format
from dashboard.exports.parts.pptx_axes import SIZE
from dashboard.exports.parts.saying import clean
from dashboard.figures.theme import WALL
from dashboard.figures.waterfall import BETTER, TOTAL, WORSE
from dashboard.report import Chart

COLOURS = {TOTAL: WALL.accent, BETTER: WALL.status["achieved"], WORSE: WALL.status["not_achieved"]}
GAP = 40
NOUGHT = Decimal(0)
NUMBERS = Decimal("0.2")
"""What the numbers take at the ends of bars, of the longest."""


@dataclass(frozen=True)
class TonedBars:
    """Bars of one tone on one side of nought, each by its category."""

    tone: str
    lengths: Sequence[float | None]


def draw(shapes: Any, box: Frame, chart: Chart) -> Any:
    """The bars by their tones, each on one that is not visible; returns the shape that holds them."""
    ends = _ends(chart)
    data = CategoryChartData(number_format=number_format(chart.decimals))
    data.categories = [clean(category) for category in chart.categories]
    data.add_series(" ", [float(max(low, NOUGHT) + min(high, NOUGHT)) for low, high in ends])
    pieces = list(_pieces(chart, ends))
    for piece in pieces:
        data.add_series(f"{clean(chart.series[0].name)} ({piece.tone})", piece.lengths)
    room = max(max(map(abs, pair)) for pair in ends) * NUMBERS
    data.add_series("  ", [float(-room if low < high <= 0 else room) for low, high in ends])
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box.inches, data)
    _look(frame.chart, chart, [piece.tone for piece in pieces], box)
    return frame


def _ends(chart: Chart) -> list[tuple[Decimal, Decimal]]:
    """The left and the right end of each bar."""
    lengths = [value or NOUGHT for value in chart.series[0].values]
    pairs = zip(chart.floating, lengths, strict=True)
    return [
        (min(bar.start, bar.start + length), max(bar.start, bar.start + length))
        for bar, length in pairs
    ]


def _pieces(chart: Chart, ends: Sequence[tuple[Decimal, Decimal]]) -> Iterator[TonedBars]:
    """The bars of each tone above nought, and those below: one that crosses it has two pieces."""
    above = [max(high, NOUGHT) - max(low, NOUGHT) for low, high in ends]
    below = [min(low, NOUGHT) - min(high, NOUGHT) for low, high in ends]
    for tone in dict.fromkeys(bar.tone for bar in chart.floating):
        for lengths in (above, below):
            own = [
                float(length) if bar.tone == tone and length else None
                for bar, length in zip(chart.floating, lengths, strict=True)
            ]
            if any(own):
                yield TonedBars(tone, own)


def _look(native: Any, chart: Chart, tones: Sequence[str], box: Frame) -> None:
    native.has_title, native.has_legend = False, False
    native.font.size, native.font.name, native.font.color.rgb = Pt(SIZE), FONT, rgb(WALL.ink)
    pptx_axes.draw(native, chart, chart.series, box)
    if all(low >= 0 for low, _high in _ends(chart)):
        native.value_axis.minimum_scale = 0
    (plot,) = native.plots
    plot.gap_width, plot.overlap, plot.vary_by_categories = GAP, 100, False
    beneath, *visible, numbers = plot.series
    for each in (beneath, numbers):
        each.format.fill.background()
        each.format.line.fill.background()
    for each, tone in zip(visible, tones, strict=True):
        each.format.fill.solid()
        each.format.fill.fore_color.rgb = rgb(COLOURS.get(tone, WALL.rest))
    for place, bar in enumerate(chart.floating):
        _number(numbers.points[place].data_label, bar.text)


def _number(label: Any, text: str) -> None:
    label.text_frame.text = clean(text)
    label.position = XL_LABEL_POSITION.INSIDE_BASE
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(SIZE), True, rgb(WALL.ink)
