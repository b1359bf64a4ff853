from itertools import pairwise
from typing import Any

from dashboard.figures.base import ChartLabels
from dashboard.figures.ends import dot
from dashboard.figures.plan_changes import plan_changes
from dashboard.figures.theme import LIGHT
from tests.dashboard.figures.frames import checked

ROWS = [
    ("2016", "2013-11-01", 750, "first"),
    ("2016", "2016-12-20", 700, "second"),
    ("2017", "2013-11-01", 800, "alone"),
]


def frame(*rows: tuple[str, str, int | None, str]) -> list[dict[str, Any]]:
    return [dict(zip(("target", "day", "value", "hover"), row, strict=True)) for row in rows]


def test_a_target_steps_at_the_day_of_its_act_and_goes_on_to_the_newest():
    changed, alone = checked(plan_changes(frame(*ROWS), labels=ChartLabels()))["data"]
    assert changed["x"] == ["2013-11-01", "2016-12-20", "2016-12-20"]
    assert changed["y"] == [750.0, 700.0, 700.0]
    assert changed["line"]["shape"] == "hv"
    assert alone["x"] == ["2013-11-01", "2016-12-20"]
    assert alone["y"] == [800.0, 800.0]


def test_a_target_that_was_taken_back_ends_and_is_not_drawn_as_nought():
    rows = (ROWS[0], ("2016", "2016-12-20", None, "taken back"))
    figure = checked(plan_changes(frame(*rows), labels=ChartLabels()))
    assert figure["data"][0]["y"] == [750.0, None, None]
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        f"{dot(LIGHT.series[0])} 2016"
    ]


def test_names_at_the_end_do_not_overlap():
    rows = [(str(year), "2016-01-01", 100, "") for year in range(2014, 2018)]
    notes = checked(plan_changes(frame(*rows), labels=ChartLabels()))["layout"]["annotations"]
    heights = sorted(note["y"] for note in notes)
    assert all(high - low > 5 for low, high in pairwise(heights))
