from dashboard.figures.ends import EndLabel, end_labels, end_room
from dashboard.figures.plan_and_fact import PlanFactLabels, plan_and_fact
from dashboard.figures.theme import LIGHT, WALL
from tests.dashboard.figures.frames import labels, with_column, years

WORDS = PlanFactLabels(fact="Факт", plan="План", partial="часть", illustrative="условный")


def names(*heights):
    return [EndLabel(f"s{height}", height, "#123456", "●") for height in heights]


def test_names_that_would_have_to_leave_their_lines_are_left_to_a_legend():
    assert len(end_labels(names(1, 50, 99), 0, 100, 300, LIGHT)) == 3
    assert end_labels(names(50, 50.1, 50.2, 50.3), 0, 100, 300, LIGHT) == []


def test_the_room_for_names_is_kept_for_a_page_that_has_it():
    layout = end_room(names(1), WALL, legend=True)
    assert layout["meta"] == {"right": layout["margin"]["r"], "legend": True}
    assert layout["margin"]["r"] > end_room(names(1), LIGHT)["margin"]["r"] > 8
    assert end_room([], LIGHT)["margin"]["r"] == 8


def test_the_last_plan_has_its_number_beside_it():
    frame = with_column(years(524, 801, plans=[500, 900]), "plan_text", ["500", "900"])
    drawn = plan_and_fact(frame, labels=WORDS)
    assert any("План 900" in text for text in labels(drawn))
    assert not any("План" in text for text in labels(plan_and_fact(years(524), labels=WORDS)))
