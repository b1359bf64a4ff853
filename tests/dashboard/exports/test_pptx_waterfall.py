"""Bars that begin where the one before has ended, as an office draws them: stacked on unseen ones."""

from decimal import Decimal

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_FILL

from dashboard.exports.parts.canvas import rgb
from dashboard.figures.theme import WALL
from dashboard.report import Chart, FloatingBar, Slide
from tests.dashboard.exports import reports


def native(written, *steps, decimals=0):
    """The chart of ``(start, amount, tone)`` rows."""
    bars = tuple(FloatingBar(Decimal(start), tone, f"{amount:+}") for start, amount, tone in steps)
    amounts = tuple(Decimal(amount) for _start, amount, _tone in steps)
    names = tuple(f"Часть {number}" for number in range(len(steps)))
    drawn = Chart(
        {"data": [], "layout": {}}, names, (reports.Series("Вклад", amounts),), "ед.",
        decimals, lying=True, floating=bars,
    )  # fmt: skip
    path = written(reports.report(Slide("difference_chart", "Почему", chart=drawn)), "pptx")
    (slide,) = Presentation(path).slides
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def ends(chart):
    """The left and right end of what is visible of each category, as offices stack: what is above nought
    apart from what is below.
    """
    (plot,) = chart.plots
    beneath, *visible, _numbers = plot.series
    bars = []
    for place, base in enumerate(beneath.values):
        lengths = [each.values[place] or 0 for each in visible]
        up, down = max(base, 0), min(base, 0)
        high, low = (
            up + sum(filter(lambda x: x > 0, lengths)),
            down + sum(filter(lambda x: x < 0, lengths)),
        )
        bars.append((low if low < down else up, high if high > up else down))
    return bars


def test_each_bar_begins_where_the_one_before_has_ended(written):
    chart = native(
        written, (0, 934, "total"), (934, -58, "worse"), (876, 20, "better"), (0, 896, "total")
    )
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert ends(chart) == [(0, 934), (876, 934), (876, 896), (0, 896)]
    assert list(chart.plots[0].categories) == [f"Часть {number}" for number in range(4)]


def test_a_bar_that_crosses_nought_is_whole(written):
    """From 10 down to −5, further to −8, up to 2: no piece is lost, none begins elsewhere."""
    chart = native(
        written,
        (0, 10, "total"),
        (10, -15, "worse"),
        (-5, -3, "worse"),
        (-8, 10, "better"),
        (0, 2, "total"),
    )
    assert ends(chart) == [(0, 10), (-5, 10), (-8, -5), (-8, 2), (0, 2)]


def test_only_what_is_worth_seeing_is_seen_and_has_its_number(written):
    chart = native(written, (0, 5, "total"), (5, 2, "neutral"), (0, 7, "total"))
    beneath, totals, neutral, numbers = chart.plots[0].series
    assert {each.format.fill.type for each in (beneath, numbers)} == {MSO_FILL.BACKGROUND}
    assert totals.format.fill.fore_color.rgb == rgb(WALL.accent)
    assert neutral.format.fill.fore_color.rgb == rgb(WALL.rest)
    texts = [numbers.points[place].data_label.text_frame.text for place in range(3)]
    assert texts == ["+5", "+2", "+7"]
    assert not chart.has_legend


@pytest.mark.parametrize(
    "steps", [[(0, 0, "total"), (0, 0, "total")], [(0, -3, "total"), (0, -3, "total")]]
)
def test_nothing_and_less_than_nothing_can_be_drawn(written, steps):
    assert ends(native(written, *steps)) in ([(0, 0), (0, 0)], [(-3, 0), (-3, 0)])
