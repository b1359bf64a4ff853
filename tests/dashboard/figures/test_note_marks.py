"""Somebody's note on a number is marked over its period, above all that is drawn there."""

from dashboard.figures.plan_and_fact import PlanFactLabels, plan_and_fact
from dashboard.figures.within_year import WithinYearLabels, within_year
from tests.dashboard.figures.frames import checked, with_column, years

WORDS = PlanFactLabels(
    fact="Факт", plan="План", partial="часть", illustrative="условный", noted="есть пометка"
)
NOTES = ["", "✱ Ремонт", ""]


def marks(figure):
    return [trace for trace in figure["data"] if trace.get("name") == "есть пометка"]


def test_a_note_is_marked_over_its_period_above_every_number():
    frame = with_column(years(10, 100, "no_data", plans=[10, 90, 120]), "note", NOTES)
    figure = checked(plan_and_fact(frame, labels=WORDS))
    (mark,) = marks(figure)
    assert (mark["x"], mark["hovertext"]) == ([1], ["✱ Ремонт"])
    assert 120 * 1.14 < mark["y"][0] < figure["layout"]["yaxis"]["range"][1]


def test_without_notes_there_is_no_mark_and_no_room_for_one():
    plain, noted = (
        plan_and_fact(with_column(years(1, 2, 3), "note", notes), labels=WORDS)
        for notes in ([""] * 3, NOTES)
    )
    assert marks(plain) == []
    assert plain["layout"]["yaxis"]["range"][1] < noted["layout"]["yaxis"]["range"][1]


def test_a_legend_within_a_year_names_the_mark_alone_where_names_stand_at_the_ends():
    words = WithinYearLabels(fact="2016", noted="есть пометка")
    figure = checked(within_year(with_column(years(1, 2, 3), "note", NOTES), labels=words))
    assert figure["layout"]["showlegend"]
    assert [trace["name"] for trace in figure["data"] if trace.get("showlegend", True)] == [
        "есть пометка"
    ]
