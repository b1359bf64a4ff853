"""A decision stands beside two numbers: what the meeting saw, and what there is."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data import clock
from indicators.answers.snapshots import create
from indicators.decisions.decisions import decisions
from indicators.decisions.numbers import DecisionNumbers, decision_numbers
from indicators.sheets.decisions import decision_rows
from tests.sample_programme import SampleProgramme

VISITS: dict[str, Any] = {"kind": "count", "measure": "consultations"}
MEETING = "2016-02-01"
DUE = "2016-03-01"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[SampleProgramme]:
    """Of 4 visits planned of 2015 three were known to the meeting; a fifth and sixth came later."""
    with SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world:
        with world.revision():
            world.define("visits", **VISITS)
            world.cover("consultations", "2014..2015")
            world.target("visits", "2015", 4)
            for month in (1, 2, 3):
                world.record("consultations", f"2015-{month:02}-05", "north")
        world.snapshot_facts = create(world.database, "Meeting", world.code)  # type: ignore[attr-defined]
        with world.revision():
            world.record("consultations", "2015-07-05", "north")
            world.record("consultations", "2015-08-05", "south")
        yield world


def read(world: SampleProgramme, **moment: Any) -> list[DecisionNumbers]:
    with world.database.read() as session:
        return list(decision_numbers(session, world.code, **moment))


def number_pair(each: DecisionNumbers) -> tuple[Any, ...]:
    return tuple(number and number.answer.value for number in (each.then, each.now))


def about(world: SampleProgramme, snapshot: bool = True, **columns: Any) -> Any:
    seen_by = {"snapshot": world.snapshot_facts.id} if snapshot else {}  # type: ignore[attr-defined]
    named = {"indicator": "visits", "period": "2015", **seen_by, **columns}
    held_on = named.pop("held_on", MEETING)
    return world.decision("More visits", held_on, named.pop("due_on", DUE), **named)


def test_the_number_then_is_that_of_the_snapshot(town):
    about(town)
    (each,) = read(town)
    assert number_pair(each) == (3, 5)
    assert each.seen_at == town.snapshot_facts.revision
    assert [number.answer.plan for number in (each.then, each.now)] == [Decimal(4)] * 2
    assert [number.answer.status for number in (each.then, each.now)] == [
        "not_achieved",
        "over_fulfilled",
    ]


def test_of_a_district_it_is_the_district_s(town):
    about(town, district="south")
    (each,) = read(town)
    assert number_pair(each) == (0, 1)


def test_without_a_snapshot_it_is_that_of_the_last_revision_of_the_day(town):
    today = clock.today().isoformat()
    about(town, snapshot=False, held_on=today, due_on=today)
    (each,) = read(town)
    assert number_pair(each) == (5, 5)


def test_before_the_first_revision_and_before_the_meeting_nothing_was_seen(town):
    tomorrow = (clock.today() + datetime.timedelta(days=1)).isoformat()
    about(town, snapshot=False)
    about(town, snapshot=False, held_on=tomorrow, due_on=tomorrow)
    assert [number_pair(each) for each in read(town)] == [(None, 5)] * 2
    assert [each.seen_at for each in read(town)] == [None, None]


def test_what_is_about_no_indicator_has_no_number(town):
    about(town, indicator=None, period=None)
    (each,) = read(town)
    assert number_pair(each) == (None, None)


def test_without_a_period_it_is_the_year_of_the_meeting_within_the_programme(town):
    about(town, period=None)
    about(town, period=None, held_on="2019-02-01", due_on="2019-03-01")
    assert [each.period for each in read(town)] == ["2016", "2016"]
    # nothing of 2016 is covered: no data is no zero
    assert {each.now.answer.value for each in read(town)} == {None}


def test_it_is_overdue_from_the_day_after(town):
    about(town)
    about(town, state="done")
    days = [datetime.date(2016, 3, day) for day in (1, 2)]
    assert [[each.state for each in read(town, on=day)] for day in days] == [
        ["open", "done"],
        ["overdue", "done"],
    ]


def test_an_earlier_revision_has_what_stood_then(town):
    about(town)
    before = town.database.newest()
    about(town, state="dropped")
    with town.database.read() as session:
        assert len(decisions(session, town.code, before)) == 1
        assert len(decisions(session, town.code)) == 2


def test_rows_of_a_state_alone_have_both_numbers(town):
    about(town)
    about(town, state="done")
    with town.database.read() as session:
        (row,) = decision_rows(session, town.code, "overdue", on=datetime.date(2020, 1, 1)).rows
    assert row["state"] == "overdue"
    assert (row["value_then"], row["value_now"]) == (3, 5)
    assert (row["due_on"], row["owner"]) == (DUE, "Anna")
