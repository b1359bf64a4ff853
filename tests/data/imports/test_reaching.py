"""What a file or an undo would touch is known before, and is what it touches."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from data import imports
from data.database.database import Change, TouchedRange
from tests.sample_programme import SampleProgramme

HEAD = "number,date,district,request\n"


@pytest.fixture
def town(sqlite_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(sqlite_url) as world:
        yield world


@contextmanager
def heard(world: SampleProgramme) -> Iterator[list[TouchedRange]]:
    """What revisions touch, meanwhile."""
    ranges: list[TouchedRange] = []

    def hear(change: Change) -> None:
        ranges.extend(change.touches)

    before = world.database.listeners
    world.database.listeners = (*before, hear)
    yield ranges
    world.database.listeners = before


def load(
    world: SampleProgramme, path: Path, text: str, **choices: object
) -> tuple[TouchedRange, list[TouchedRange], int]:
    """Load a file: what was foreseen, what was touched, the import."""
    path.write_text(HEAD + text, encoding="utf-8")
    options = imports.ImportOptions(world.code, **choices)
    with world.database.read() as session:
        checked = imports.check(session, "consultations", path, options)
        with closing(checked.spool):
            foreseen = imports.reach(session, checked)
    with heard(world) as ranges:
        receipt = imports.import_file(world.database, "consultations", path, options)
    assert receipt.import_id
    return foreseen, ranges, receipt.import_id


def test_a_file_reaches_its_rows_those_it_corrects_and_what_it_covers(
    town: SampleProgramme, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    foreseen, ranges, _ = load(town, path, "a,2014-03-05,north,consulting\n", covers="2014..2015")
    assert ranges == [foreseen]
    assert foreseen.years == {2014, 2015}
    moved = "a,2016-03-05,north,consulting\n"
    foreseen, ranges, _ = load(town, path, moved, covers="2016-03", update=True)
    assert ranges == [foreseen]
    assert foreseen.years == {2014, 2016}, "where the record was, and where it is now"


def test_an_undo_reaches_what_goes_what_comes_back_and_what_was_covered(
    town: SampleProgramme, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    load(town, path, "a,2014-03-05,north,consulting\n", covers="2014")
    _, _, number = load(
        town, path, "a,2016-03-05,north,consulting\n", covers="2015..2016", update=True
    )
    with town.database.read() as session:
        foreseen = imports.undo_reach(session, number)
    with heard(town) as ranges:
        imports.undo(town.database, number)
    assert ranges == [foreseen]
    assert foreseen.years == {2014, 2015, 2016}
