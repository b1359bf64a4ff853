"""The stage of a value: preliminary until a refined one has come; both are kept."""

from indicators.drill_down.reported import reported
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

AFTER = clock("2030-01-01")


def test_the_stage_of_a_year_is_that_of_the_value_which_counts(town: Town) -> None:
    town.define("said", kind="observed", combine={})
    town.define("twice", kind="formula", formula="said * 2")
    town.observe("said", "2014", 40, stage="preliminary")
    assert town.year("said", 2014, on=AFTER).stage == "preliminary"
    assert town.year("twice", 2014, on=AFTER).stage == "preliminary"
    first = town.revision_number
    town.observe("said", "2014", 44, stage="refined")
    answer = town.year("said", 2014, on=AFTER)
    assert (answer.value, answer.stage) == (44, "refined")
    assert town.year("twice", 2014, on=AFTER).stage is None
    assert town.year("said", 2014, on=AFTER, as_of=first).stage == "preliminary"
    assert town.year("said", 2015, on=AFTER).stage is None


def test_both_stages_stay_behind_the_number_with_the_moment_they_came(town: Town) -> None:
    town.define("said", kind="observed", combine={})
    town.observe("said", "2014", 40, stage="preliminary")
    town.observe("said", "2014", 44, stage="refined")
    with town.database.read() as session:
        rows = reported(session, town.question("said"))
    assert {(row.stage, row.value) for row in rows} == {("preliminary", 40), ("refined", 44)}
    assert all(row.at.tzinfo is None or row.at.utcoffset() is not None for row in rows)
