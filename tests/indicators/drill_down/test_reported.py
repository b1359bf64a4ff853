"""The reported values behind an observed number."""

from indicators.answers.question import Question
from indicators.drill_down.reported import reported
from tests.sample_programme import SampleProgramme


def stages(world: SampleProgramme, **changes: object) -> list[tuple[str | None, str, str]]:
    question = Question(programme=world.code, indicators=("approval",)).but(**changes)
    with world.database.read() as session:
        return [(row.district, row.period, row.stage) for row in reported(session, question)]


def test_every_stage_of_a_value_is_listed(database_url):
    with SampleProgramme(database_url) as world:
        world.define("approval", kind="observed", combine={})
        world.observe("approval", "2014", 40, stage="preliminary")
        world.observe("approval", "2014", 42, stage="refined")
        assert stages(world) == [(None, "2014", "preliminary"), (None, "2014", "refined")]


def test_a_district_lists_its_own_values_only(database_url):
    with SampleProgramme(database_url) as world:
        world.define("approval", kind="observed", combine={})
        world.observe("approval", "2014", 40, "north")
        world.observe("approval", "2015", 41, "south")
        assert stages(world, district="south") == [("south", "2015", "refined")]
        assert stages(world, years=(2014, 2014)) == [("north", "2014", "refined")]
