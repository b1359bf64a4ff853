from dashboard.figures.by_district import DistrictLabels, by_district, ranked
from dashboard.figures.theme import LIGHT, paler
from tests.dashboard.figures.frames import bars, cell, checked, labels, with_column

WORDS = DistrictLabels(city="Город: 33")


def districts(**cells):
    return [{"code": code, "label": code} | cell(content) for code, content in cells.items()]


def test_greatest_first_absent_after_and_nowhere_last():
    frame = districts(none=99, a=1, b="no_data", c=5)
    assert [row["code"] for row in ranked(frame)] == ["c", "a", "b", "none"]


def test_no_data_draws_no_bar_and_zero_does():
    figure = checked(by_district(districts(a=0, b="no_data"), labels=WORDS))
    assert bars(figure) == {0: 0.0}
    assert "нет данных" in labels(figure)
    assert "<b>0</b>" in labels(figure)


def test_the_city_is_a_line_only_when_asked():
    frame = districts(a=3)
    assert not by_district(frame, labels=WORDS)["layout"]["shapes"]
    figure = checked(by_district(frame, labels=WORDS, city=33))
    assert figure["layout"]["shapes"][0]["x0"] == 33
    assert "Город: 33" in labels(figure)


def test_a_click_tells_the_district():
    figure = by_district(districts(a=1, b=2), labels=WORDS)
    assert figure["data"][-1]["customdata"] == [["b"], ["a"]]


def test_names_are_not_read_as_markup():
    frame = with_column(districts(a=1), "label", ["<b>А</b> & Б"])
    assert by_district(frame, labels=WORDS)["layout"]["yaxis"]["ticktext"] == [
        "&lt;b&gt;А&lt;/b&gt; &amp; Б"
    ]


def test_no_districts_is_a_figure_too():
    checked(by_district([], labels=WORDS))


def test_illustrative_bars_are_paler_in_an_outline_of_their_own():
    frame = with_column(
        districts(a=3, b=2, none=1), "marks", [["illustrative"], [], ["illustrative", "partial"]]
    )
    marker = by_district(frame, labels=WORDS)["data"][-1]["marker"]
    assert marker["color"] == [LIGHT.accent_soft, LIGHT.accent, paler(LIGHT.rest)]
    assert marker["line"]["color"] == [LIGHT.accent, LIGHT.accent, LIGHT.rest]
