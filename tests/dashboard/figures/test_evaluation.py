from typing import Any

from dashboard.figures.base import ChartLabels
from dashboard.figures.evaluation import Limit, evaluation
from tests.dashboard.figures.frames import checked

LIMITS = [Limit(0.9, "high"), Limit(0.8, "medium")]


def frame(*values: float | None) -> list[dict[str, Any]]:
    return [
        {
            "period": str(year),
            "label": str(year),
            "value": value,
            "state": "no_data" if value is None else "value",
            "text": "no data" if value is None else str(value),
            "hover": str(year),
        }
        for year, value in enumerate(values, start=2014)
    ]


def test_a_year_without_a_result_is_a_gap_and_not_a_nought() -> None:
    drawn = checked(evaluation(frame(1.05, None, 0.0), limits=LIMITS, labels=ChartLabels()))
    (line,) = drawn["data"]
    assert line["y"] == [1.05, None, 0.0]
    assert line["connectgaps"] is False
    assert line["customdata"] == [["2014"], ["2015"], ["2016"]]


def test_limits_are_lines_with_their_classes_and_the_chosen_year_is_larger() -> None:
    drawn = checked(
        evaluation(frame(0.7, 0.95), limits=LIMITS, labels=ChartLabels(), chosen="2015")
    )
    assert [shape["y0"] for shape in drawn["layout"]["shapes"]] == [0.9, 0.8]
    texts = [note["text"] for note in drawn["layout"]["annotations"]]
    assert texts[:2] == ["high", "medium"]
    first, second = drawn["data"][0]["marker"]["size"]
    assert second > first
