"""Which revisions made a number another one, and how a moment is named."""

import datetime
from collections.abc import Iterator

import pytest

from data import clock
from data.refusals import Refusal
from indicators.answers import snapshots
from indicators.answers.moments import revision_at
from indicators.impact.causes import caused_changes
from tests.sample_programme import SampleProgramme

YEARS = ("year",)


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    """A meeting's snapshot, and after it a record, a plan, a definition and a record taken back."""
    url = f"sqlite:///{tmp_path_factory.mktemp('causes') / 'itog.db'}"
    with SampleProgramme(url) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("others", kind="count", measure="events")
            world.record("consultations", "2014-03-05", "north")
            world.cover("consultations", "2014..2016")
            world.cover("events", "2014..2016")
        snapshots.create(world.database, "March", "town")
        with world.revision("import"):
            world.record("consultations", "2015-03-05", "north")
        with world.revision("edit"):
            world.target("visits", "2015", 4)
        with world.revision("publish"):
            world.define("others", kind="count", measure="consultations")
        yield world


def since(world: SampleProgramme, word: str) -> int:
    with world.database.read() as session:
        return revision_at(session, "town", word)


def test_each_number_has_the_revisions_that_changed_it(world) -> None:
    start = since(world, "s1")
    with world.database.read() as session:
        listed = caused_changes(session, "town", start, None, YEARS)
    causes = {
        (each.change.indicator, each.change.district, each.change.period): [
            facts.action for facts in each.revisions
        ]
        for each in listed
        if not each.change.within_year
    }
    assert causes["visits", None, "2015"] == ["edit", "import"]
    assert causes["visits", "north", "2015"] == ["import"]
    assert causes["others", None, "2014"] == ["publish"]
    assert ("visits", "south", "2015") not in causes
    assert ("visits", None, "2014") not in causes


def test_a_moment_is_a_revision_a_snapshot_or_a_day(world) -> None:
    newest = world.database.newest()
    assert since(world, str(newest)) == newest
    assert since(world, "s1") == newest - 3
    assert since(world, clock.today().isoformat()) == newest
    assert since(world, (clock.today() - datetime.timedelta(days=1)).isoformat()) == 0


@pytest.mark.parametrize(
    ("word", "rule"),
    [("yesterday", "moment_wrong"), ("s9", "unknown_snapshot"), ("s", "moment_wrong")],
)
def test_what_is_no_moment_is_refused(world, word: str, rule: str) -> None:
    with pytest.raises(Refusal) as refusal:
        since(world, word)
    assert refusal.value.problems[0].rule == rule


def test_a_snapshot_of_another_programme_is_refused(world) -> None:
    with world.database.read() as session, pytest.raises(Refusal) as refusal:
        revision_at(session, "elsewhere", "s1")
    assert refusal.value.problems[0].rule == "snapshot_of_another_programme"
