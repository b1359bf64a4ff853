from dashboard.figures.within_year import WithinYearLabels, within_year
from tests.dashboard.figures.frames import checked, labels, with_column, years

WORDS = WithinYearLabels(fact="2016", plan="План года: 120", previous="2015")


def test_the_line_ends_at_the_last_covered_month():
    line = checked(within_year(years(8, 19, "not_due", "no_data"), labels=WORDS))["data"][-1]
    assert line["y"] == [8.0, 19.0, None, None]
    assert line["connectgaps"] is False


def test_a_zero_start_is_drawn():
    assert within_year(years(0, 2), labels=WORDS)["data"][-1]["y"] == [0.0, 2.0]


def test_the_plan_is_one_line_for_the_whole_year():
    figure = checked(within_year(years(1, 2), labels=WORDS, plan=120))
    shape = figure["layout"]["shapes"][0]
    assert (shape["x0"], shape["x1"], shape["y0"], shape["y1"]) == (0, 1, 120, 120)
    assert "План года: 120" in labels(figure)
    assert not within_year(years(1, 2), labels=WORDS)["layout"]["shapes"]


def test_the_newest_value_is_written_out():
    (written,) = labels(within_year(years(8, 19, "not_due"), labels=WORDS))
    assert "2016: 19" in written
    assert labels(within_year(years("no_data"), labels=WORDS)) == []


def test_the_year_before_is_faint_and_optional():
    frame = with_column(years(8, 19), "previous", [6, None])
    figure = checked(within_year(frame, labels=WORDS))
    assert [trace["name"] for trace in figure["data"]] == ["2015", "2016: 19"]
    assert figure["data"][0]["y"] == [6.0, None]
    assert len(within_year(years(8, 19), labels=WORDS)["data"]) == 1
