"""Which revisions made a number another one, and how a moment is named."""

import datetime
from collections.abc import Iterator
from fractions import Fraction

import pytest

from data import clock
from data.refusals import Refusal
from indicators.answers import snapshots
from indicators.answers.moments import revision_at
from indicators.impact.causes import caused_changes
from indicators.impact.lapses import lapses
from indicators.impact.steps import _steps
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


def caused(world: SampleProgramme, start: int, until: int | None = None):
    with world.database.read() as session:
        listed = caused_changes(session, "town", start, until, YEARS)
    return {
        (each.change.indicator, each.change.district, each.change.period): each
        for each in listed
        if not each.change.within_year
    }


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    """One visit of 2014 and an average, as the meeting saw them."""
    with SampleProgramme(sqlite_url) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.define("people", kind="average", measure="consultations", amount="people")
            world.cover("consultations", "2014..2016")
            world.record("consultations", "2014-03-05", "north", people=3)
        yield world


def test_what_revisions_added_makes_up_the_whole_difference(town: SampleProgramme) -> None:
    start = town.database.newest()
    with town.revision("import"):
        gone = [town.record("consultations", "2014-04-05", "north", people=1) for _ in range(3)]
    imported = town.database.newest()
    with town.revision("undo"):
        for row in gone[:2]:
            town.close("consultations", row)
    undone = town.database.newest()
    with town.revision("edit"):
        town.target("visits", "2014", 5)
        town.record("consultations", "2014-05-05", "south", people=1)
    each = caused(town, start)["visits", None, "2014"]
    assert [(step.revision, step.amount) for step in each.steps] == [
        (imported, 3),
        (undone, -2),
        (town.database.newest(), 1),
    ]
    assert (each.change.old.value, each.change.new.value) == (1, 3)
    # (3 + 1 + 1) / 3 − 3, in thirds that no decimal has
    mean = caused(town, start)["people", None, "2014"]
    assert sum(step.amount for step in mean.steps) == Fraction(5, 3) - 3
    # up to the import alone
    until = caused(town, start, imported)["visits", None, "2014"]
    assert [step.amount for step in until.steps] == [3]


def test_a_plan_alone_adds_nothing_to_the_number(town: SampleProgramme) -> None:
    start = town.database.newest()
    town.target("visits", "2014", 5)
    each = caused(town, start)["visits", None, "2014"]
    assert each.steps == []
    assert each.amount(town.database.newest()) is None


def test_of_another_unit_no_difference_is_divided(town: SampleProgramme) -> None:
    start = town.database.newest()
    with town.revision("publish"):
        town.define("visits", kind="count", measure="events", unit={"ru": "шт.", "en": "pieces"})
    each = caused(town, start)["visits", None, "2014"]
    assert each.steps == ()


def test_where_a_number_was_away_the_revision_that_brought_it_back_has_changed_it() -> None:
    states = [(2, None), (3, Fraction(7))]
    assert [(step.revision, step.amount) for step in _steps(Fraction(4), states)] == [(3, 3)]


def test_what_only_the_clock_has_changed(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town.revision():
        town.define("late", kind="observed", combine={"places": "none", "periods": "none"})
        town.target("late", "2014", 3)
    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "now", lambda: datetime.datetime.fromisoformat("2014-06-01"))
        meeting = snapshots.create(town.database, "June", "town").id
    with town.database.read() as session:
        listed = lapses(session, "town", f"s{meeting}")
        assert lapses(session, "town", "0") == lapses(session, "town", "2014-06-01") == []
    verdicts = {
        (each.now.indicator, each.now.period): (each.then.state, each.now.state, each.now.status)
        for each in listed
    }
    assert verdicts["late", "2014"] == ("not_due", "no_data", "undetermined")
    # counted, whole and without a plan: no clock judges it otherwise
    assert ("visits", "2014") not in verdicts
    with town.database.read() as session:
        assert lapses(session, "town", clock.today().isoformat()) == []
