"""A target is a history: each act of a day is an edition of its own, and none is lost."""

import pytest
from sqlalchemy import text

from data.tables.definitions import Target
from tests.data.imports.conftest import World

HEADER = "indicator;period;value;act;set_on\n"
FIRST = "survey;2016;700;№ 4443;01.11.2013\n"
SECOND = "survey;2016;600;№ 12;20.12.2016\n"


def editions(world: World) -> list[tuple[str, str]]:
    """The living editions: day of the act and value, oldest first."""
    return sorted((str(day), str(value)) for day, value in world.rows(Target, "set_on", "value"))


def test_another_act_is_another_edition(world):
    world.load("targets", HEADER + FIRST)
    receipt = world.load("targets", HEADER + SECOND)
    assert (receipt.accepted, receipt.updated) == (1, 0)
    assert editions(world) == [("2013-11-01", "700"), ("2016-12-20", "600")]


def test_both_editions_may_stand_in_one_file(world):
    assert world.load("targets", HEADER + FIRST + SECOND).accepted == 2
    assert world.load("targets", HEADER + FIRST + SECOND).skipped == 2


def test_the_same_act_with_another_value_needs_an_update(world):
    world.load("targets", HEADER + FIRST + SECOND)
    other = HEADER + SECOND.replace("600", "650")
    assert world.refused("targets", other) == ["import_key_taken"]
    assert world.load("targets", other, update=True).updated == 1
    assert editions(world) == [("2013-11-01", "700"), ("2016-12-20", "650")]


def test_two_editions_of_one_day_that_differ_are_refused(world):
    other = SECOND.replace("600", "650").replace("№ 12", "№ 13")
    assert world.refused("targets", HEADER + SECOND + other) == ["import_key_doubled"]


@pytest.mark.parametrize(
    "row", ["survey;2016;700;№ 4443;\n", "survey;2016;700;;\n"], ids=["act", "nothing"]
)
def test_an_act_has_its_day(world, row):
    if "№" in row:
        assert world.refused("targets", HEADER + row) == ["import_act_undated"]
    else:
        assert world.load("targets", HEADER + row).accepted == 1


def test_another_reason_says_what_it_is(world):
    header = "indicator;period;value;act;set_on;change_reason;explanation\n"
    row = "survey;2016;700;№ 4443;01.11.2013;{}\n"
    assert world.refused("targets", header + row.format("Иное;")) == ["import_reason_words"]
    assert world.refused("targets", header + row.format("потому что;")) == ["import_word"]
    world.load("targets", header + row.format("Change of funding;урезан бюджет"))
    assert world.rows(Target, "change_reason", "explanation") == [("budget", "урезан бюджет")]


def test_an_undated_row_behaves_as_before_there_were_editions(world):
    header = "indicator;period;value\n"
    world.load("targets", header + "survey;2016;700\n")
    assert world.load("targets", header + "survey;2016;700\n").skipped == 1
    assert world.refused("targets", header + "survey;2016;800\n") == ["import_key_taken"]
    assert world.load("targets", header + "survey;2016;800\n", update=True).updated == 1
    assert editions(world) == [("None", "800")]


def test_a_row_of_before_there_were_editions_keeps_its_number(world):
    """Its number was made without the day of the act; its file is still known, and corrects it."""
    world.load("targets", HEADER + FIRST)
    with world.database.engine.begin() as connection:
        connection.execute(text("UPDATE target SET number = 'survey||2016', cell = NULL"))
    assert world.load("targets", HEADER + FIRST).skipped == 1
    assert world.load("targets", HEADER + FIRST.replace("700", "710"), update=True).updated == 1
    assert world.load("targets", HEADER + SECOND).accepted == 1
    assert editions(world) == [("2013-11-01", "710"), ("2016-12-20", "600")]
