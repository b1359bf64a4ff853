"""Decisions of meetings and notes on numbers come as files, and are corrected and undone as every
row.
"""

import pytest

from data.imports import undo
from data.tables.decisions import LONGEST_DECISION, Decision, NumberNote
from tests.data.imports.conftest import World

HEADER = "number;held_on;text;indicator;district;period;owner;due_on;state\n"
FIRST = "7;12.11.2016;Открыть приём вечером;survey;central;2016;Отдел НКО;01.12.2016;\n"


def kept(world: World) -> list[tuple[str, str | None, str, str]]:
    return world.rows(Decision, "text", "indicator", "owner", "state")


def test_a_decision_says_who_is_to_act_and_is_open_until_somebody_says_otherwise(world):
    assert world.load("decisions", HEADER + FIRST).accepted == 1
    assert world.load("decisions", HEADER + FIRST).skipped == 1
    assert kept(world) == [("Открыть приём вечером", "survey", "Отдел НКО", "open")]


def test_its_state_is_a_correction_and_can_be_undone(world):
    world.load("decisions", HEADER + FIRST)
    ended = HEADER + FIRST.replace("2016;\n", "2016;Выполнено\n")
    assert world.refused("decisions", ended) == ["import_number_taken"]
    receipt = world.load("decisions", ended, update=True)
    assert kept(world)[0][3] == "done"
    undo(world.database, receipt.import_id)
    assert kept(world)[0][3] == "open"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (";Отдел НКО;", ";;", "import_required"),
        (";01.12.2016;", ";;", "import_required"),
        ("Открыть приём вечером", " ", "import_required"),
        (";01.12.2016;", ";11.11.2016;", "import_date_before"),
        (";01.12.2016;", ";12.2016;", "import_full_day"),
        ("survey", "nothing", "import_indicator_unknown"),
        (";central;", ";nowhere;", "import_district_unknown"),
        (";2016;", ";1995;", "import_outside_years"),
        (";\n", ";overdue\n", "import_word"),
        ("Открыть", "я" * (LONGEST_DECISION + 1), "import_text_long"),
    ],
    ids=[
        *("owner", "deadline", "text", "early", "month", "indicator", "district", "period"),
        *("state", "long"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused_where_it_stands(world, before, after, rule):
    assert before in FIRST
    assert world.refused("decisions", HEADER + FIRST.replace(before, after, 1)) == [rule]


def test_a_snapshot_is_one_of_the_programme(world):
    header = HEADER.replace("held_on", "held_on;snapshot")
    row = FIRST.replace("12.11.2016;", "12.11.2016;s7;", 1)
    assert world.refused("decisions", header + row) == ["import_snapshot_unknown"]


def test_several_notes_stand_at_one_number(world):
    header = "indicator;district;period;text\n"
    rows = "survey;;2016;Опрос был осенью\nsurvey;;2016;Спрашивали взрослых\n"
    assert world.load("number_notes", header + rows).accepted == 2
    assert world.refused("number_notes", header + "survey;;;Без периода\n") == ["import_required"]
    assert world.rows(NumberNote, "period", "text") == [
        ("2016", "Опрос был осенью"),
        ("2016", "Спрашивали взрослых"),
    ]
