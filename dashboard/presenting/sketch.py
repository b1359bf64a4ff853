"""A chart as plain markup, for a picture of its slide: no script draws there, and none is needed at that size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from markupsafe import Markup

from dashboard.report import Chart, Series
from dashboard.text import formats

WIDTH, HEIGHT = 1760, 640
NAMES = 560
"""Room beside lying bars for what each is called."""
FOOT, HEAD = 60, 50
"""Room under standing bars for what each is called, and above them for their numbers."""
LETTER = 17
"""Pixels of a letter, on an average."""
FILLED = 0.7
"""How much of its place a bar, or a row of bars, takes."""

FRAME = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" class="sketch" viewBox="0 0 {} {}">{}</svg>'
)
BAR = Markup('<rect class="sketch__bar--{}" x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}"/>')
LINE = Markup('<polyline class="sketch__line sketch__line--{}" points="{}"/>')
MARK = Markup('<rect class="sketch__mark" x="{:.0f}" y="{:.0f}" width="{:.0f}" height="8"/>')
TEXT = Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>')

Numbers = Sequence[Decimal | None]


@dataclass(frozen=True)
class SketchAxis:
    """From the least to the greatest of a chart's numbers, 0 among them, over ``room`` pixels."""

    low: float
    high: float
    room: float

    @classmethod
    def of(cls, chart: Chart, room: float) -> "SketchAxis":
        known = [
            float(value) for each in chart.series for value in each.values if value is not None
        ]
        low, high = min([0.0, *known]), max([0.0, *known])
        return cls(low, high if high > low else low + 1, room)

    def at(self, value: Decimal | float) -> float:
        """How many pixels from the least a number stands."""
        return (float(value) - self.low) / (self.high - self.low) * self.room


def sketch(chart: Chart) -> Markup:
    """The numbers of the chart's series as bars, lines and marks; one that is absent is not drawn."""
    parts = Markup().join(_lying(chart) if chart.lying else _upright(chart))
    return FRAME.format(WIDTH, HEIGHT, parts)


def _lying(chart: Chart) -> Iterator[Markup]:
    step = HEIGHT / max(1, len(chart.categories))
    axis = SketchAxis.of(chart, WIDTH - NAMES - 160)
    for place, name in enumerate(chart.categories):
        middle = (place + 0.5) * step
        yield _text(NAMES - 20, middle + 10, _short(name, NAMES), "end")
        for number, values in enumerate(_bars(chart)):
            value = values[place]
            if value is not None:
                thick = step * FILLED / len(_bars(chart))
                left, right = sorted((NAMES + axis.at(0), NAMES + axis.at(value)))
                top = middle - step * FILLED / 2 + number * thick
                yield _bar(number, left, top, right - left, thick)
                yield _text(right + 12, top + thick / 2 + 10, _number(chart, value), "start")


def _upright(chart: Chart) -> Iterator[Markup]:
    axis = SketchAxis.of(chart, HEIGHT - FOOT - HEAD)
    step = WIDTH / max(1, len(chart.categories))
    every = ceil(max(map(len, chart.categories), default=0) * LETTER / step) or 1
    for place in range(0, len(chart.categories), every):
        name = _short(chart.categories[place], step * every)
        yield _text((place + 0.5) * step, HEIGHT - 12, name, "middle")
    for number, values in enumerate(_bars(chart)):
        yield from _columns(chart, axis, number, values)
    for number, each in enumerate(each for each in chart.series if each.shape == "line"):
        yield from _line(each, axis, number)
    for each in chart.series:
        if each.shape == "mark":
            yield from _marks(each.values, axis)


def _columns(chart: Chart, axis: SketchAxis, number: int, values: Numbers) -> Iterator[Markup]:
    """The bars of one series; numbers stand over them where there is but one."""
    step, many = WIDTH / len(values), len(_bars(chart))
    wide = step * FILLED / many
    for place, value in enumerate(values):
        if value is not None:
            left = (place + (1 - FILLED) / 2) * step + number * wide
            top, foot = sorted((_down(axis, value), _down(axis, 0)))
            yield _bar(number, left, top, wide, foot - top)
            text = _number(chart, value)
            if many == 1 and len(text) * LETTER <= step:
                yield _text(left + wide / 2, top - 12, text, "middle")


def _line(series: Series, axis: SketchAxis, number: int) -> Iterator[Markup]:
    """A line that breaks where a number is absent; a number alone is a point."""
    step = WIDTH / max(1, len(series.values))
    points: list[str] = []
    for place, value in enumerate((*series.values, None)):
        if value is not None:
            points.append(f"{(place + 0.5) * step:.0f},{_down(axis, value):.0f}")
        elif points:
            yield LINE.format(number, " ".join([*points, points[-1]]))
            points = []


def _marks(values: Numbers, axis: SketchAxis) -> Iterator[Markup]:
    step = WIDTH / max(1, len(values))
    for place, value in enumerate(values):
        if value is not None:
            left, top = (place + (1 - FILLED) / 2) * step, _down(axis, value)
            yield MARK.format(left, top - 4, step * FILLED)


def _bars(chart: Chart) -> list[Numbers]:
    return [each.values for each in chart.series if each.shape == "bar"]


def _down(axis: SketchAxis, value: Decimal | float) -> float:
    """From the upper edge of the chart to a number."""
    return HEIGHT - FOOT - axis.at(value)


def _bar(number: int, left: float, top: float, wide: float, high: float) -> Markup:
    return BAR.format(number, left, top, max(wide, 2), max(high, 2))


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return TEXT.format(x, y, anchor, text)


def _short(name: str, room: float) -> str:
    """A name as far as there is room for it; a line break of a chart is a space here."""
    letters = max(3, int(room / LETTER))
    plain = name.replace("<br>", " ")
    return plain if len(plain) <= letters else f"{plain[: letters - 1]}…"


def _number(chart: Chart, value: Decimal) -> str:
    return formats.number(value, chart.decimals)
