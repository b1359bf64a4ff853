from dashboard.figures.split import MOST, SplitLabels, kept_parts, split
from dashboard.figures.theme import LIGHT, paler
from tests.dashboard.figures.frames import cell, checked, labels, with_column

WORDS = SplitLabels(other="Прочее")


def parts(periods):
    """``{"2014": [3, 1]}`` as one row a period × part."""
    return [
        {"period": period, "label": period, "part": f"p{n}", "part_label": f"Часть {n}"}
        | cell(content)
        for period, cells in periods.items()
        for n, content in enumerate(cells)
    ]


def total(figure):
    return sum(value for trace in figure["data"] if trace["type"] == "bar" for value in trace["y"])


def test_greatest_part_first():
    figure = checked(split(parts({"2014": [1, 5], "2015": [2, 4]}), labels=WORDS))
    assert [(trace["name"], trace["y"]) for trace in figure["data"]] == [
        ("Часть 1", [5.0, 4.0]),
        ("Часть 0", [1.0, 2.0]),
    ]


def test_small_parts_are_joined_and_nothing_is_lost():
    frame = parts({"2014": list(range(1, 13)), "2015": list(range(12))})
    figure = checked(split(frame, labels=WORDS))
    assert len(figure["data"]) == MOST
    assert figure["data"][-1]["name"] == "Прочее"
    assert total(figure) == sum(row["value"] for row in frame)


def test_parts_up_to_the_most_are_all_kept():
    assert kept_parts(parts({"2014": list(range(MOST))}))[1] == []


def test_a_period_without_data_is_an_empty_slot_and_a_zero_is_not():
    figure = checked(split(parts({"2014": [3], "2015": ["no_data"], "2016": [0]}), labels=WORDS))
    assert labels(figure) == ["нет данных"]
    assert figure["data"][-1]["x"] == [0, 2]


def test_a_click_tells_period_and_part():
    figure = split(parts({"2014": [3]}), labels=WORDS)
    assert figure["data"][0]["customdata"] == [["2014", "p0"]]


def test_a_part_known_in_one_period_only_stays_in_it():
    figure = checked(split(parts({"2014": [3, "no_data"], "2015": [1, 2]}), labels=WORDS))
    assert {trace["name"]: trace["x"] for trace in figure["data"]} == {
        "Часть 0": [0, 1],
        "Часть 1": [1],
    }


def test_illustrative_parts_are_paler_in_an_outline_of_their_own():
    frame = with_column(parts({"2014": [5], "2015": [4]}), "marks", [["illustrative"], []])
    marker = split(frame, labels=WORDS)["data"][-1]["marker"]
    own = LIGHT.series[0]
    assert (marker["color"], marker["line"]["color"]) == ([paler(own), own], own)
