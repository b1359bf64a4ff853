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
class SketchBar:
    """A bar at its place of the axis, from one number to another; ``lane`` is which of several side
    by side.
    """

    place: int
    series: int
    lane: int
    start: Decimal
    end: Decimal
    text: str = ""


@dataclass(frozen=True)
class SketchAxis:
    """From the least to the greatest of a chart's numbers, 0 among them, over ``room`` pixels."""

    low: float
    high: float
    room: float

    @classmethod
    def of(cls, chart: Chart, room: float) -> "SketchAxis":
        """The axis on which all of the chart has room."""
        ends = [end for bar in _bars(chart) for end in (bar.start, bar.end)]
        others = [value for each in chart.series if each.shape != "bar" for value in each.values]
        known = [float(value) for value in (*ends, *others) if value is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        return cls(low, high if high > low else low + 1, room)

    def at(self, value: Decimal) -> float:
        """How many pixels from the least a number stands."""
        return (float(value) - self.low) / (self.high - self.low) * self.room


def sketch(chart: Chart) -> Markup:
    """The numbers of the chart's series as bars, lines and marks; one that is absent is not drawn."""
    parts = Markup().join(_lying(chart) if chart.lying else _upright(chart))
    return FRAME.format(WIDTH, HEIGHT, parts)


def _lying(chart: Chart) -> Iterator[Markup]:
    step = HEIGHT / max(1, len(chart.categories))
    axis, thick = SketchAxis.of(chart, WIDTH - NAMES - 160), step * FILLED / _lanes(chart)
    for place, name in enumerate(chart.categories):
        yield _text(NAMES - 20, (place + 0.5) * step + 10, _short(name, NAMES), "end")
    for bar in _bars(chart):
        left, right = sorted((NAMES + axis.at(bar.start), NAMES + axis.at(bar.end)))
        top = (bar.place + (1 - FILLED) / 2) * step + bar.lane * thick
        yield _bar(bar.series, left, top, right - left, thick)
        yield _text(right + 12, top + thick / 2 + 10, bar.text, "start")


def _upright(chart: Chart) -> Iterator[Markup]:
    axis = SketchAxis.of(chart, HEIGHT - FOOT - HEAD)
    yield from _feet(chart.categories)
    yield from _columns(chart, axis)
    for number, each in enumerate(each for each in chart.series if each.shape == "line"):
        yield from _line(each, axis, number)
    for each in chart.series:
        if each.shape == "mark":
            yield from _marks(each.values, axis)


def _feet(names: Sequence[str]) -> Iterator[Markup]:
    """As many of the names under an axis as have room there."""
    step = WIDTH / max(1, len(names))
    every = ceil(max(map(len, names), default=0) * LETTER / step) or 1
    for place in range(0, len(names), every):
        name = _short(names[place], step * every)
        yield _text((place + 0.5) * step, HEIGHT - 12, name, "middle")


def _columns(chart: Chart, axis: SketchAxis) -> Iterator[Markup]:
    """Bars that stand, with their numbers over them where those have room."""
    step = WIDTH / max(1, len(chart.categories))
    wide = step * FILLED / _lanes(chart)
    for bar in _bars(chart):
        left = (bar.place + (1 - FILLED) / 2) * step + bar.lane * wide
        top, foot = sorted((_down(axis, bar.end), _down(axis, bar.start)))
        yield _bar(bar.series, left, top, wide, foot - top)
        if len(bar.text) * LETTER <= (step if _lanes(chart) == 1 else wide):
            yield _text(left + wide / 2, top - 12, bar.text, "middle")


def _bars(chart: Chart) -> list[SketchBar]:
    """Every bar that has a number: side by side, one upon another, or floating."""
    series = [each.values for each in chart.series if each.shape == "bar"]
    if chart.floating and series:
        return _floating(chart, series[0])
    ends: dict[int, Decimal] = {}
    bars = []
    for number, values in enumerate(series):
        for place, value in enumerate(values):
            if value is not None:
                start = ends.get(place, Decimal(0)) if chart.stacked else Decimal(0)
                ends[place] = start + value
                text = "" if chart.stacked else formats.number(value, chart.decimals)
                lane = 0 if chart.stacked else number
                bars.append(SketchBar(place, number, lane, start, start + value, text))
    return bars


def _floating(chart: Chart, values: Numbers) -> list[SketchBar]:
    return [
        SketchBar(place, 0, 0, bar.start, bar.start + value, bar.text)
        for place, (bar, value) in enumerate(zip(chart.floating, values, strict=True))
        if value is not None
    ]


def _lanes(chart: Chart) -> int:
    return 1 + max((bar.lane for bar in _bars(chart)), default=0)


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


def _down(axis: SketchAxis, value: Decimal) -> float:
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
