"""A way in stages and a spread of amounts: what is drawn, and that nothing unknown is a nought."""

from typing import Any

import plotly.graph_objects as go

from dashboard.figures.funnel import FunnelLabels, funnel
from dashboard.figures.spread import SpreadLabels, spread

LABELS = FunnelLabels(absent="нет данных")


def stages(*values: float | None) -> list[dict[str, Any]]:
    return [
        {"label": f"s{at}", "value": value, "text": str(value), "hover": f"s{at}: {value}"}
        for at, value in enumerate(values)
    ]


def test_each_known_stage_is_a_bar_and_an_unknown_one_a_word() -> None:
    figure = funnel(stages(40, 21, None), labels=LABELS)
    bars = go.Figure(figure).data[0]
    assert (list(bars.x), list(bars.y)) == ([40.0, 21.0], [0, 1])
    assert [each["text"] for each in figure["layout"]["annotations"]] == [
        "<b>40</b>",
        "<b>21</b>",
        "нет данных",
    ]


def test_a_stage_of_nothing_is_a_bar_of_nothing() -> None:
    figure = funnel(stages(3, 0), labels=LABELS)
    assert list(go.Figure(figure).data[0].x) == [3.0, 0.0]


def test_a_way_of_which_nothing_is_known_has_no_bar() -> None:
    assert list(go.Figure(funnel(stages(None, None), labels=LABELS)).data[0].x) == []


def test_each_amount_is_a_dot_over_its_quartiles() -> None:
    frame = [{"value": each, "hover": str(each)} for each in (100, 150, 400)]
    labels = SpreadLabels(quartiles=("a", "b", "median 150", "d", "e"))
    figure = spread(frame, quartiles=(100, 125, 150, 275, 400), labels=labels)
    drawn = go.Figure(figure)
    assert list(drawn.data[0].x) == [100.0, 150.0, 400.0]
    box, median = drawn.layout.shapes
    assert (box.x0, box.x1, median.x0) == (125, 275, 150)
    assert [each["text"] for each in figure["layout"]["annotations"]] == ["median 150"]
    low, high = drawn.layout.xaxis.range
    assert low < 100 < 400 < high


def test_too_many_amounts_leave_the_box_alone() -> None:
    figure = spread([], quartiles=(5,) * 5, labels=SpreadLabels())
    assert go.Figure(figure).data == ()
    low, high = go.Figure(figure).layout.xaxis.range
    assert low < 5 < high
