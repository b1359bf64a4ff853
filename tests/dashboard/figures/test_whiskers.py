"""Intervals as whiskers: on the bars that have them, and with room for them."""

from dashboard.figures.by_district import DistrictLabels, by_district
from dashboard.figures.plan_and_fact import PlanFactLabels, plan_and_fact
from tests.dashboard.figures.frames import checked, years

WORDS = PlanFactLabels(fact="факт", plan="план", partial="", illustrative="")


def test_a_bar_has_the_whisker_of_its_interval_and_the_others_have_none() -> None:
    first, second = years(60, 40)
    frame = [{**first, "low": 50, "high": 69}, second]
    drawn = checked(plan_and_fact(frame, labels=WORDS))
    whisker = next(trace["error_y"] for trace in drawn["data"] if "error_y" in trace)
    assert (whisker["array"], whisker["arrayminus"]) == ([9.0, 0.0], [10.0, 0.0])
    assert drawn["layout"]["yaxis"]["range"][1] > 69


def test_districts_have_lying_whiskers() -> None:
    row = {"state": "value", "hover": "", "low": 50, "high": 99}
    frame = [{**row, "code": "north", "label": "North", "value": 60, "text": "60"}]
    drawn = checked(by_district(frame, labels=DistrictLabels()))
    whisker = next(trace["error_x"] for trace in drawn["data"] if "error_x" in trace)
    assert (whisker["array"], whisker["arrayminus"]) == ([39.0], [10.0])
    assert drawn["layout"]["xaxis"]["range"][1] > 99


def test_without_intervals_no_chart_says_anything_of_them() -> None:
    drawn = checked(plan_and_fact(years(60, 40), labels=WORDS))
    assert not any("error_y" in trace for trace in drawn["data"])
