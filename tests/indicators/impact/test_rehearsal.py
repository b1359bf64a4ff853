"""A rehearsal tells what a change would do, and leaves nothing behind."""

from collections.abc import Iterator

import pytest

from data.audit.proving import seals
from data.database.change import Change
from data.editing import RowInput, SaveResult, context_of, save_rows
from data.imports import kind_of
from indicators.engine.rollup import PLAIN
from indicators.impact.changed_answer import ChangedAnswer
from indicators.impact.changes import changes
from indicators.impact.rehearsal import rehearse
from tests import template_databases
from tests.sample_programme import SampleProgramme

CONSULTATIONS = kind_of("consultations")
ONE_MORE = RowInput(
    {"number": "new", "date": "2014-05-05", "district": "north", "request": "consulting"}
)


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url, create=template_databases.upgraded) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.record("consultations", "2014-03-05", "north")
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        yield world


def one_more(world: SampleProgramme, change: Change) -> SaveResult:
    return save_rows(change, CONSULTATIONS, context_of(change.session, world.code), [ONE_MORE])


def sides(change: ChangedAnswer) -> tuple[object, ...]:
    old, new = (answer and (answer.value, answer.status) for answer in (change.old, change.new))
    return change.at, old, new


def test_a_rehearsal_says_what_the_real_change_will_say(world: SampleProgramme) -> None:
    foreseen = rehearse(world.database, world.code, lambda change: one_more(world, change))
    with world.revision() as change:
        one_more(world, change)
    with world.database.read() as session:
        real = changes(session, world.code, change.revision - 1, grains=("year",))
    assert [sides(each) for each in foreseen] == [
        sides(each) for each in real if each.at.mode == PLAIN
    ]
    assert {
        (each.at.place, each.old.value, each.new.value)
        for each in foreseen
        if each.old and each.new
    } == {
        ("", 1, 2),
        ("north", 1, 2),
    }


def test_a_rehearsal_leaves_nothing_behind(world: SampleProgramme) -> None:
    before = world.database.newest()
    assert rehearse(world.database, world.code, lambda change: one_more(world, change))
    assert world.database.newest() == before
    with world.database.read() as session:
        assert not seals(session).broken
        assert not changes(session, world.code, before)
