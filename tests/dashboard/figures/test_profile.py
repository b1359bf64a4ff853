from dashboard.figures.profile import ProfileLabels, profile, track_heights
from tests.dashboard.figures.frames import cell, checked, labels

WORDS = ProfileLabels(city="Город = 1")


def rows(*cells):
    return [{"code": f"i{n}", "name": f"Показатель {n}"} | cell(c) for n, c in enumerate(cells)]


def test_a_dot_for_each_value_and_none_without():
    figure = checked(profile(rows(1.24, "not_applicable", 0), labels=WORDS))
    dots = figure["data"][1]
    assert dots["x"] == [1.24, 0.0]
    assert dots["customdata"] == [["i0"], ["i2"]]
    assert "не применимо" in labels(figure)


def test_the_city_is_a_line_at_one():
    figure = profile(rows(2), labels=WORDS)
    assert [
        shape["x0"] for shape in figure["layout"]["shapes"] if shape.get("yref") == "paper"
    ] == [1]
    assert "Город = 1" in labels(figure)


def test_a_longer_name_gets_more_room():
    short, long = track_heights(["one", "one"]), track_heights(["one", "two<br>lines"])
    assert short[0] == long[0]
    assert long[1] > short[1]


def test_an_extreme_district_stays_on_the_plot():
    assert profile(rows(15.18), labels=WORDS)["layout"]["xaxis"]["range"][1] > 15.18


def test_no_indicators_is_a_figure_too():
    checked(profile([], labels=WORDS))
