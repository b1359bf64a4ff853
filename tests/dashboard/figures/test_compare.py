import pytest

from dashboard.figures.base import ChartLabels
from dashboard.figures.compare import compare
from dashboard.figures.ends import spaced
from tests.dashboard.figures.frames import cell, checked, labels, with_column


def series(**lines):
    """``{name: [2014, 2015, …]}`` as one row a series × period."""
    return [
        {"series": name, "name": name, "period": str(2014 + n), "label": str(2014 + n)}
        | cell(content)
        for name, cells in lines.items()
        for n, content in enumerate(cells)
    ]


def test_values_are_drawn_and_gaps_stay_gaps():
    figure = checked(compare(series(a=[1, "no_data", 3], b=[0, 2, 2]), labels=ChartLabels()))
    assert [trace["y"] for trace in figure["data"]] == [[1.0, None, 3.0], [0.0, 2.0, 2.0]]
    assert not any(trace["connectgaps"] for trace in figure["data"])


def test_short_names_stand_at_the_line_ends():
    figure = compare(series(Центр=[1, 2], Север=[3, 4]), labels=ChartLabels())
    assert not figure["layout"]["showlegend"]
    assert [text.split("</span>")[1].strip() for text in labels(figure)] == ["Центр", "Север"]


def test_long_names_get_a_legend():
    frame = with_column(
        series(a=[1, 2]), "name", ["Количество консультаций для некоммерческих организаций"] * 2
    )
    figure = checked(compare(frame, labels=ChartLabels()))
    assert figure["layout"]["showlegend"]
    assert labels(figure) == []


def test_a_series_without_values_has_no_end_label():
    assert len(labels(checked(compare(series(a=["no_data"], b=[1]), labels=ChartLabels())))) == 1


def test_lines_differ_in_shape_and_not_in_colour_alone():
    figure = compare(series(**{f"s{n}": [n] for n in range(8)}), labels=ChartLabels())
    assert len({trace["marker"]["symbol"] for trace in figure["data"]}) == 8


def test_a_click_tells_series_and_period():
    assert compare(series(a=[1]), labels=ChartLabels())["data"][0]["customdata"] == [["a", "2014"]]


def test_labels_are_moved_apart():
    placed = spaced([5.0, 5.0, 1.0, 5.5], [1.0] * 4)
    assert placed[2] == 1.0
    assert all(
        high - low == pytest.approx(1)
        for low, high in zip(sorted(placed)[1:], sorted(placed)[2:], strict=False)
    )


def test_the_whole_is_a_ring_in_which_a_part_of_the_same_value_is_seen():
    figure = checked(
        compare(series(старшие=[36.4], Итого=[36.4]), labels=ChartLabels(), whole="Итого")
    )
    part, whole = figure["data"]
    assert whole["marker"]["symbol"] == "circle-open"
    assert whole["marker"]["size"] > part["marker"]["size"]
    assert "○" in labels(figure)[1]
    assert "○" not in labels(figure)[0]


def test_lines_without_a_colour_of_their_own_are_quiet_behind_and_apart():
    lines = {f"district {n}": [n, n + 1] for n in range(20)}
    quiet, *coloured = checked(compare(series(**lines), labels=ChartLabels()))["data"]
    assert [trace["name"] for trace in coloured] == list(lines)[:8]
    assert len({trace["line"]["color"] for trace in coloured}) == 8
    assert quiet["y"] == [value for n in range(8, 20) for value in (n, n + 1, None)]
    assert quiet["customdata"][:3] == [["district 8", "2014"], ["district 8", "2015"], None]
    assert not quiet["showlegend"]
    assert not quiet["connectgaps"]
