from dashboard.figures.plan_and_fact import PlanFactLabels, plan_and_fact
from tests.dashboard.figures.frames import bars, checked, labels, with_column, years

WORDS = PlanFactLabels(
    fact="факт", plan="план", partial="неполные", illustrative="иллюстративные", baseline="База: 95"
)


def named(figure, name):
    return next(trace for trace in figure["data"] if trace.get("name") == name)


def test_values_drawn_are_the_values_given():
    figure = checked(plan_and_fact(years(96, 118.5, 130), labels=WORDS))
    assert bars(figure) == {0: 96.0, 1: 118.5, 2: 130.0}


def test_no_data_draws_no_bar_and_says_so():
    figure = checked(plan_and_fact(years(96, "no_data", "not_due", "not_applicable"), labels=WORDS))
    assert bars(figure) == {0: 96.0}
    assert {"нет данных", "срок не наступил", "не применимо"} <= set(labels(figure))


def test_zero_is_a_bar_and_not_an_absence():
    zero = checked(plan_and_fact(years(0, 5), labels=WORDS))
    empty = checked(plan_and_fact(years("no_data", 5), labels=WORDS))
    assert bars(zero) == {0: 0.0, 1: 5.0}
    assert bars(empty) == {1: 5.0}
    assert labels(zero) == []


def test_a_value_that_must_not_count_is_not_drawn():
    frame = with_column(years("no_data", 5), "value", [7.0, 5.0])
    assert bars(plan_and_fact(frame, labels=WORDS)) == {1: 5.0}


def test_plan_is_drawn_only_where_there_is_one():
    plans = named(
        checked(plan_and_fact(years(96, "no_data", 3, plans=[100, 140, None]), labels=WORDS)),
        "план",
    )
    assert (plans["x"], plans["y"]) == ([0, 1], [100.0, 140.0])


def test_nothing_at_all_is_a_figure_too():
    figure = checked(plan_and_fact(years("no_data", "not_due"), labels=WORDS))
    assert figure["layout"]["yaxis"]["showticklabels"] is False


def test_nothing_for_one_reason_is_a_frame_with_the_reason_in_it():
    figure = checked(plan_and_fact(years("no_data", "no_data"), labels=WORDS))
    assert labels(figure) == ["нет данных"]
    assert figure["layout"]["yaxis"]["showticklabels"] is False
    assert [shape["type"] for shape in figure["layout"]["shapes"]] == ["rect"]


def test_zeroes_alone_have_no_figures_above_zero():
    assert checked(plan_and_fact(years(0, 0), labels=WORDS))["layout"]["yaxis"]["tickvals"] == [0]


def test_partial_and_illustrative_look_different_and_are_named():
    figure = checked(
        plan_and_fact(years(1, 2, 3, marks=[[], ["partial"], ["illustrative"]]), labels=WORDS)
    )
    assert named(figure, "факт")["y"] == [1.0]
    assert named(figure, "неполные")["marker"]["pattern"]["shape"] == "/"
    assert (
        named(figure, "иллюстративные")["marker"]["color"]
        != named(figure, "факт")["marker"]["color"]
    )


def test_a_break_stands_before_its_period():
    figure = checked(
        plan_and_fact(years(1, 2, 3), labels=WORDS, breaks={"2016": "методика изменена"})
    )
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [1.5]
    assert "методика изменена" in labels(figure)


def test_baseline_is_a_named_line():
    assert set(
        named(checked(plan_and_fact(years(1), labels=WORDS, baseline=95)), "База: 95")["y"]
    ) == {95}


def test_status_is_a_shape_under_the_year():
    frame = with_column(years(1, 2), "status", ["achieved", None])
    ticks = plan_and_fact(frame, labels=WORDS)["layout"]["xaxis"]["ticktext"]
    assert "✔" in ticks[0]
    assert ticks[1] == "2015<br>"


def test_a_click_tells_the_period():
    figure = plan_and_fact(years("no_data", 4), labels=WORDS)
    assert named(figure, "факт")["customdata"] == [["2015"]]


def test_negative_values_reach_below_zero():
    low, high = checked(plan_and_fact(years(-5, 10), labels=WORDS))["layout"]["yaxis"]["range"]
    assert low < -5
    assert high > 10


def test_many_periods_keep_their_bars_and_thin_their_words():
    figure = checked(plan_and_fact(years(*range(82), "not_due", "not_due"), labels=WORDS))
    assert bars(figure) == {place: float(place) for place in range(82)}
    assert len(figure["layout"]["xaxis"]["ticktext"]) <= 22
    assert labels(figure) == ["срок не наступил"]


def numbers(figure):
    trace = next(trace for trace in figure["data"] if trace.get("meta") == "numbers")
    return dict(zip(trace["x"], zip(trace["y"], trace["textposition"], strict=True), strict=True))


def test_a_number_stands_at_its_own_bar_and_not_over_the_plan_above_it():
    figure = checked(
        plan_and_fact(years(119, 102, 60, 150, plans=[126, 103, 140, 20]), labels=WORDS)
    )
    places = numbers(figure)
    assert places[0] == (119.0, "inside"), (
        "the plan's mark is just above: the number is within its bar"
    )
    assert places[1][1] == "outside", (
        "a plan all but met lies on the top of the bar, and the number over both"
    )
    assert places[2] == (60.0, "outside")
    assert places[3] == (150.0, "outside")


def test_a_number_and_a_mark_never_share_a_place():
    plans = [value / 2 for value in range(1, 300, 7)]
    for plan in plans:
        figure = plan_and_fact(years(80, 150, plans=[plan, None]), labels=WORDS)
        height, side = numbers(figure)[0]
        low, high = (height - 20, height) if side == "inside" else (height, height + 20)
        assert not low < plan - 1 < high - 1 or plan < 80 - 5, (plan, height, side)


def test_the_word_of_an_empty_slot_begins_above_a_plan_that_it_would_cover():
    figure = checked(
        plan_and_fact(
            years("no_data", "no_data", "no_data", 100, plans=[20, 95, None, 90]), labels=WORDS
        )
    )
    notes = figure["layout"]["annotations"]
    low, beyond, none = (note["y"] for note in notes if "textangle" in note)
    assert low > 20
    assert (beyond, none) == (0, 0)


def test_the_path_leads_from_the_newest_fact_to_a_later_plan():
    frame = years(10, 14, "not_due", plans=[None, None, 22])
    drawn = checked(plan_and_fact(frame, labels=WORDS, path=("2015", "2016")))["data"]
    [path] = [trace for trace in drawn if trace.get("line", {}).get("dash") == "dash"]
    assert (path["x"], path["y"]) == ([1, 2], [14.0, 22.0])
