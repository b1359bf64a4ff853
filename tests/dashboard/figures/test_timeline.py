from dashboard.figures.timeline import TimelineLabels, timeline
from tests.dashboard.figures.frames import checked

WORDS = TimelineLabels(planned="planned", actual="done", today="today")
ROWS = [
    {
        "key": "1",
        "label": "A fair",
        "planned": "2015-05-01",
        "done": "2015-06-01",
        "progress": "late",
    },
    {"key": "2", "label": "A poll", "planned": "2015-07-01", "done": None, "progress": "overdue"},
    {"key": "3", "label": "A talk", "planned": None, "done": "2015-02-01", "progress": "done"},
]


def drawn(today: str) -> dict:
    frame = [row | {"hover": row["label"]} for row in ROWS]
    return checked(
        timeline(frame, first="2015-01-01", last="2015-12-31", today=today, labels=WORDS)
    )


def test_a_day_that_is_not_known_is_not_drawn() -> None:
    span, planned, actual = drawn("2015-08-01")["data"]
    assert span["x"] == ["2015-05-01", "2015-06-01"]
    assert (planned["x"], planned["y"]) == (["2015-05-01", "2015-07-01"], [0, 1])
    assert (actual["x"], actual["y"]) == (["2015-06-01", "2015-02-01"], [0, 2])
    assert actual["customdata"] == [["1"], ["3"]]


def test_today_is_marked_where_it_lies_in_the_plan() -> None:
    within = drawn("2015-08-01")["layout"]
    assert [shape["x0"] for shape in within["shapes"]] == ["2015-08-01"]
    assert "today" in [note["text"] for note in within["annotations"]]
    after = drawn("2016-08-01")["layout"]
    assert after["shapes"] == []
    assert "today" not in [note["text"] for note in after["annotations"]]
