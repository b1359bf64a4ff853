from dashboard.figures.trend import HEIGHT, trend
from tests.dashboard.figures.frames import checked, years


def test_line_plan_and_last_point():
    plan, line, last = checked(trend(years(1, 0, 3, "not_due", plans=[2, 2, 2, 2])))["data"]
    assert line["y"] == [1.0, 0.0, 3.0, None]
    assert plan["y"] == [2.0, 2.0, 2.0, 2.0]
    assert (last["x"], last["y"]) == ([2], [3.0])


def test_a_gap_stays_a_gap_and_a_lonely_value_is_a_dot():
    line = checked(trend(years(1, "no_data", 3, 4)))["data"][1]
    assert line["connectgaps"] is False
    assert [size > 0 for size in line["marker"]["size"]] == [True, False, False, False]


def test_without_any_value_nothing_is_emphasised():
    figure = checked(trend(years("no_data", "no_data")))
    assert len(figure["data"]) == 2
    assert figure["layout"]["height"] == HEIGHT
