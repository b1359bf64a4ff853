"""What became known of the earlier period only later: late records, merged organisations."""

import datetime
from collections.abc import Iterator

import pytest
from sqlalchemy import update

from data.organisations import merging
from data.tables.revisions import Revision
from indicators.answers.question import Question
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.contributions.hindsight import Hindsight, hindsight
from indicators.periods import parse
from tests.sample_programme import SampleProgramme

IN_TIME = datetime.datetime.fromisoformat("2014-12-20")


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    """Two visits of two organisations in 2014, known in December of that year."""
    with SampleProgramme(sqlite_url) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("visitors", kind="distinct", measure="consultations", of="organisation")
            world.cover("consultations", "2014..2016")
            world.firms = [world.organisation(name) for name in ("A", "B")]  # type: ignore[attr-defined]
            for firm in world.firms:  # type: ignore[attr-defined]
                world.record("consultations", "2014-03-05", "north", organisation_id=firm)
            world.record("consultations", "2015-03-05", "north")
        yield world


def in_time(world: SampleProgramme) -> None:
    """All revisions so far are of the year itself."""
    with world.database.writing("as if it were of 2014") as session:
        session.execute(update(Revision).values(at=IN_TIME))


def known(world: SampleProgramme, indicator: str, before: str | None = "2014") -> Hindsight:
    difference = DifferenceQuestion(indicator, parse("2015"), before and parse(before))
    with world.database.read() as session:
        return hindsight(session, Question(world.code), difference)


def test_records_that_came_after_the_day_are_told_with_the_number_of_then(
    town: SampleProgramme,
) -> None:
    in_time(town)
    town.record("consultations", "2014-04-05", "south")
    then = known(town, "visits").when_due
    assert then is not None
    assert then.value == 2
    # records of the other period change nothing of this one
    assert known(town, "visits", "2016").when_due is None
    assert known(town, "visits", None) == Hindsight()


def test_what_came_in_time_or_nobody_can_know_is_not_told(town: SampleProgramme) -> None:
    town.record("consultations", "2014-04-05", "south")
    # the database began long after the day
    assert known(town, "visits") == Hindsight()
    in_time(town)
    town.record("consultations", "2015-04-05", "south")
    assert known(town, "visits") == Hindsight()


def test_of_another_definition_the_number_of_then_is_not_told(town: SampleProgramme) -> None:
    in_time(town)
    town.define("visits", kind="count", measure="events")
    assert known(town, "visits").when_due is None


def test_organisations_merged_after_the_year_are_told_where_they_are_counted(
    town: SampleProgramme,
) -> None:
    in_time(town)
    with town.revision("merge") as change:
        merging.merge(change, town.programme_id, *town.firms)  # type: ignore[attr-defined]
    assert known(town, "visitors") == Hindsight(None, 1)
    assert known(town, "visits").merged == 0
    assert known(town, "visitors", "2016").merged == 0
