"""A rehearsal tells what a change would do, and leaves nothing behind."""

from collections.abc import Iterator

import pytest

from data.change import Change
from data.editing import Saved, Typed, context_of, save_rows
from data.importers import kind_of
from data.proving import seals
from indicators.changes import Changed, changes
from indicators.rehearsal import rehearse
from indicators.views import PLAIN
from tests import moulds
from tests.worlds import World

CONSULTATIONS = kind_of("consultations")
ONE_MORE = Typed({"number": "new", "date": "2014-05-05", "district": "north", "request": "consulting"})


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    with World(database_url, create=moulds.upgraded) as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations")
            world.record("consultations", "2014-03-05", "north")
            world.cover("consultations", "2014..2016")
            world.target("visits", "2014", 2)
        yield world


def one_more(world: World, change: Change) -> Saved:
    return save_rows(change, CONSULTATIONS, context_of(change.session, world.code), [ONE_MORE])


def told(found: Changed) -> tuple[object, ...]:
    old, new = (answer and (answer.value, answer.status) for answer in (found.old, found.new))
    return found.at, old, new


def test_a_rehearsal_says_what_the_real_change_will_say(world: World) -> None:
    foreseen = rehearse(world.database, world.code, lambda change: one_more(world, change))
    with world.revision() as change:
        one_more(world, change)
    with world.database.read() as session:
        real = changes(session, world.code, change.revision - 1, grains=("year",))
    assert [told(each) for each in foreseen] == [told(each) for each in real if each.at.mode == PLAIN]
    assert {(each.at.place, each.old.value, each.new.value) for each in foreseen if each.old and each.new} == {
        ("", 1, 2),
        ("north", 1, 2),
    }


def test_a_rehearsal_leaves_nothing_behind(world: World) -> None:
    before = world.database.newest()
    assert rehearse(world.database, world.code, lambda change: one_more(world, change))
    assert world.database.newest() == before
    with world.database.read() as session:
        assert not seals(session).broken
        assert not changes(session, world.code, before)
