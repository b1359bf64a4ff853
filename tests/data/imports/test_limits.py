"""A file that is too large, and an import that takes too long, are refused with the limit and the
remedy, and leave nothing.
"""

import time
from typing import Any

import pytest

from app import Settings
from data import imports
from data.imports import ImportLimits, ImportOptions
from data.refusals import Refusal
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation

ROWS = "number,date,request\n" + "".join(f"{number},2016,copying\n" for number in range(3))


def refused(world: World, limits: ImportLimits, **reporting: Any) -> str:
    """What is said of a file of three rows; nothing of it is there afterwards."""
    newest = world.database.newest()
    options = ImportOptions(PROGRAMME, "none", limits=limits)
    with pytest.raises(Refusal) as refusal:
        imports.import_file(
            world.database, "consultations", world.write(ROWS), options, **reporting
        )
    assert world.database.newest() == newest
    assert world.rows(Consultation, "number") == []
    return refusal.value.problems[0].sentence("en")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (ImportLimits(rows=2), ("more than 2 rows", "ITOG_IMPORT_ROWS")),
        (ImportLimits(megabytes=0), ("is 1 MB", "limit is 0 MB", "ITOG_IMPORT_MB")),
        (ImportLimits(seconds=-1), ("longer than -1 s", "ITOG_IMPORT_SECONDS")),
    ],
)
def test_what_is_beyond_a_limit_is_refused_by_its_setting_and_a_remedy(
    embedded: World, limits: ImportLimits, words: tuple[str, ...]
) -> None:
    sentence = refused(embedded, limits)
    assert all(word in sentence for word in (*words, "Split", "nothing was loaded"))


@pytest.mark.parametrize("stage", ["load", "answers"])
def test_time_that_ends_under_the_lock_takes_everything_back(
    embedded: World, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    late = time.monotonic() + 7200
    embedded.database.listeners = [lambda change: change.report_progress(1, 2)]

    def progress(now: str, _count: int, _total: int | None) -> None:
        if now == stage:
            monkeypatch.setattr(time, "monotonic", lambda: late)

    assert "ITOG_IMPORT_SECONDS" in refused(embedded, ImportLimits(), progress=progress)


def test_a_file_within_its_limits_is_loaded(embedded: World) -> None:
    receipt = embedded.load("consultations", ROWS, limits=ImportLimits(rows=3, megabytes=1))
    assert receipt.accepted == 3


def test_settings_are_whole_numbers_within_reason() -> None:
    settings = Settings.of({"ITOG_IMPORT_ROWS": "5", "ITOG_IMPORT_SECONDS": " 60 "}).import_limits
    assert ImportLimits.of(**settings) == ImportLimits(rows=5, seconds=60)
    assert ImportLimits.of(**Settings.of({}).import_limits) == ImportLimits()
    for wrong in ("0", "-1", "1e6", "many", "٣", "9" * 12, "00000000019999999999"):
        with pytest.raises(Refusal, match="ITOG_IMPORT_ROWS"):
            ImportLimits.of(rows=wrong)
