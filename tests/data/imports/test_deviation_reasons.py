"""Reasons for deviations come as files: one text an indicator and year, corrected and undone as
every row.
"""

import pytest

from data.imports import undo
from data.tables.definitions import LONGEST_REASON, DeviationReason
from tests.data.imports.conftest import World

HEADER = "indicator;year;explanation;source\n"
FIRST = "survey;2016;Опрос перенесён на осень;Годовой отчёт\n"


def texts(world: World) -> list[tuple[str, int, str]]:
    return world.rows(DeviationReason, "indicator", "year", "explanation")


def test_a_text_belongs_to_an_indicator_and_year(world):
    assert world.load("deviation_reasons", HEADER + FIRST).accepted == 1
    assert world.load("deviation_reasons", HEADER + FIRST).skipped == 1
    assert texts(world) == [("survey", 2016, "Опрос перенесён на осень")]


def test_russian_headings_are_read(world):
    header = "Показатель;Год;Причина отклонения\n"
    assert world.load("deviation_reasons", header + "survey;2015;Мало заявок\n").accepted == 1


def test_another_text_of_the_same_year_needs_an_update_and_can_be_undone(world):
    world.load("deviation_reasons", HEADER + FIRST)
    other = HEADER + FIRST.replace("осень", "весну")
    assert world.refused("deviation_reasons", other) == ["import_key_taken"]
    receipt = world.load("deviation_reasons", other, update=True)
    assert receipt.updated == 1
    assert texts(world) == [("survey", 2016, "Опрос перенесён на весну")]
    undo(world.database, receipt.import_id)
    assert texts(world) == [("survey", 2016, "Опрос перенесён на осень")]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("survey;2016;;\n", "import_required"),
        ("survey;2016;–;\n", "import_required"),
        ("nothing;2016;x;\n", "import_indicator_unknown"),
        ("survey;2021;x;\n", "import_outside_years"),
        ("survey;2016-05;x;\n", "import_year"),
        (f"survey;2016;{'я' * (LONGEST_REASON + 1)};\n", "import_text_long"),
    ],
    ids=["blank", "dash", "indicator", "outside", "month", "long"],
)
def test_what_is_no_reason_is_refused(world, row, rule):
    assert world.refused("deviation_reasons", HEADER + row) == [rule]
