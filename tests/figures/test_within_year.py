from dashboard.figures.within_year import WithinYearWords, within_year
from tests.figures.frames import checked, words, years

WORDS = WithinYearWords(fact="2016", plan="План года: 120", previous="2015")


def test_the_line_ends_at_the_last_covered_month():
    line = checked(within_year(years(8, 19, "not_due", "no_data"), words=WORDS))["data"][-1]
    assert line["y"] == [8.0, 19.0, None, None]
    assert line["connectgaps"] is False


def test_a_zero_start_is_drawn():
    assert within_year(years(0, 2), words=WORDS)["data"][-1]["y"] == [0.0, 2.0]


def test_the_plan_is_one_line_for_the_whole_year():
    figure = checked(within_year(years(1, 2), words=WORDS, plan=120))
    shape = figure["layout"]["shapes"][0]
    assert (shape["x0"], shape["x1"], shape["y0"], shape["y1"]) == (0, 1, 120, 120)
    assert "План года: 120" in words(figure)
    assert not within_year(years(1, 2), words=WORDS)["layout"]["shapes"]


def test_the_newest_value_is_written_out():
    assert words(within_year(years(8, 19, "not_due"), words=WORDS)) == ["<b>19</b>"]
    assert words(within_year(years("no_data"), words=WORDS)) == []


def test_the_year_before_is_faint_and_optional():
    frame = years(8, 19).assign(previous=[6, None])
    figure = checked(within_year(frame, words=WORDS))
    assert [trace["name"] for trace in figure["data"]] == ["2015", "2016"]
    assert figure["data"][0]["y"] == [6.0, None]
    assert len(within_year(years(8, 19), words=WORDS)["data"]) == 1
