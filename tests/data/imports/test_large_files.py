"""Large files: indexes built afterwards, memory that does not grow, another writer in between."""

import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from data import imports
from data.database import bulk
from data.imports.checks import checking
from data.imports.columns import parsing
from data.imports.template import write_template
from data.refusals import Refusal
from tests import sample_programme
from tests.data.imports.conftest import PROGRAMME, World
from tests.record_tables import Consultation


def large(world: World, rows: int) -> Path:
    """A file of so many consultations."""
    lines = (
        f"К-{row},{2014 + row % 7}-{row % 12 + 1:02}-11,central,copying,{row % 9}\n"
        for row in range(rows)
    )
    path = world.folder / f"{rows}.csv"
    path.write_text("number,date,district,request,people\n" + "".join(lines), encoding="utf-8")
    return path


def indexes(world: World) -> set[str | None]:
    return {index["name"] for index in inspect(world.database.engine).get_indexes("consultation")}


def test_indexes_are_the_same_after_a_large_import(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MANY", 1_000)
    before = indexes(world)
    assert world.load("consultations", large(world, 5_000)).accepted == 5_000
    assert indexes(world) == before
    assert world.load("consultations", large(world, 7_000)).accepted == 2_000
    assert world.load("consultations", large(world, 20_000)).accepted == 13_000
    assert indexes(world) == before
    assert world.count(Consultation) == 20_000


def test_a_failure_after_the_rows_brings_the_indexes_back(
    embedded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MANY", 1_000)
    before = indexes(embedded)

    def fail(_change: Any) -> None:
        raise ZeroDivisionError

    embedded.database.listeners = [fail]
    with pytest.raises(ZeroDivisionError):
        embedded.load("consultations", large(embedded, 5_000))
    assert (indexes(embedded), embedded.count(Consultation), embedded.revision) == (before, 0, 1)


class Cancelled(Exception):
    """Raised by whoever no longer wants the import."""


def test_an_import_cancelled_near_its_end_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MANY", 1_000)
    before, files = indexes(world), len(os.listdir("/proc/self/fd"))

    def cancel(stage: str, count: int, total: int | None) -> None:
        if stage == "load" and total and count >= total * 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        world.load("consultations", large(world, 20_000), progress=cancel)
    assert (indexes(world), world.count(Consultation), world.revision) == (before, 0, 1)
    assert len(os.listdir("/proc/self/fd")) <= files + 1, "no spool is left open"
    assert world.load("consultations", large(world, 20_000)).accepted == 20_000


def test_one_bad_cell_in_the_last_row_refuses_the_file_in_bounded_memory(embedded: World) -> None:
    peaks = []
    for rows in (8_000, 32_000):
        path = large(embedded, rows)
        with path.open("a", encoding="utf-8") as file:
            file.write("К-последняя,2016-13-45,central,copying,1\n")
        tracemalloc.start()
        with pytest.raises(Refusal) as refusal:
            embedded.load("consultations", path)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        (problem,) = refusal.value.problems
        assert (problem.rule, problem.row) == ("import_date_impossible", rows + 2)
        assert embedded.count(Consultation) == 0
    assert peaks[1] - peaks[0] < 24_000 * 64


def test_memory_does_not_grow_with_the_file(
    embedded: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "REMEMBERED", 1_000)
    peaks = []
    # what is made once is made before
    embedded.load("consultations", large(embedded, 10), dry_run=True)
    for rows in (8_000, 32_000):
        path = large(embedded, rows)
        tracemalloc.start()
        embedded.load("consultations", path, dry_run=True)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # Eight bytes a row remain, for the search of doubles: far below a row itself.
    assert peaks[1] - peaks[0] < 24_000 * 64


def test_a_file_is_checked_again_if_another_revision_came_between(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people import the same file at once: the second finds it loaded and makes no revision."""
    path = world.write("number,date,request\n1,2016,copying\n")
    original = checking.CheckedFile.changes
    other: list[int | None] = []

    def changes(checked: checking.CheckedFile) -> bool:
        if not other:
            other.append(None)
            other.append(world.load("consultations", path).revision)
        assert isinstance(original, property)
        return bool(original.fget and original.fget(checked))

    monkeypatch.setattr(checking.CheckedFile, "changes", property(changes))
    receipt = world.load("consultations", path)
    assert (receipt.changed, receipt.skipped) == (False, 1)
    assert world.revision == other[1]
    assert world.count(Consultation) == 1


def test_two_files_of_one_kind_may_load_in_one_revision(world: World) -> None:
    with world.database.transaction("load", "two") as change:
        for number, text in enumerate(("1,2016,copying\n", "1,2016,premises\n2,2016,copying\n")):
            path = world.write(f"number,date,request\n{text}", f"{number}.csv")
            options = imports.ImportOptions(PROGRAMME, "none", update=True)
            imports.load(change, imports.check(change.session, "consultations", path, options))
    assert world.rows(Consultation, "number", "request") == [("1", "premises"), ("2", "copying")]


def test_an_import_says_how_far_it_has_come(world: World) -> None:
    """By bytes while the file is checked, by rows while they are loaded; each stage comes to its
    end.
    """
    heard: list[tuple[str, int, int | None]] = []
    path = large(world, 5_000)
    world.load("consultations", path, progress=lambda *step: heard.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == ["check", "load", "answers"]
    checked = [(count, total) for stage, count, total in heard if stage == "check"]
    loaded = [(count, total) for stage, count, total in heard if stage == "load"]
    size = path.stat().st_size
    assert (checked[0], checked[-1]) == ((0, None), (size, size))
    assert loaded[-1] == (5_000, 5_000)
    for stage in (checked, loaded):
        assert len(stage) > 2
        assert stage == sorted(stage)


def test_a_workbook_is_checked_by_rows(embedded: World) -> None:
    heard: list[tuple[str, int, int | None]] = []
    path = embedded.folder / "large.xlsx"
    rows = [
        {"number": f"К-{number}", "date": "2016", "request": "copying"} for number in range(4_500)
    ]
    write_template("consultations", path, rows=rows)
    embedded.load("consultations", path, progress=lambda *step: heard.append(step))
    assert [step[1:] for step in heard if step[0] == "check"] == [
        (0, None),
        (2_000, 4_501),
        (4_000, 4_501),
        (4_501, 4_501),
    ]


def test_the_answers_are_measured_by_indicators(sqlite_url: str, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int | None]] = []
    path = tmp_path / "visits.csv"
    path.write_text("number,date,request\n1,2014,copying\n", encoding="utf-8")
    with sample_programme.SampleProgramme(sqlite_url) as town:
        for code, measure in (
            ("visits", "consultations"),
            ("again", "consultations"),
            ("events", "events"),
        ):
            town.define(code, kind="count", measure=measure)
        imports.import_file(
            town.database,
            "consultations",
            path,
            imports.ImportOptions(town.code, "none"),
            progress=lambda *step: heard.append(step),
        )
    assert [step[1:] for step in heard if step[0] == "answers"] == [(0, None), (1, 2), (2, 2)]


def test_an_import_counts_only_the_rows_that_it_loads(world: World) -> None:
    heard: list[tuple[str, int, int | None]] = []
    world.load("consultations", large(world, 10))
    world.load("consultations", large(world, 15), progress=lambda *step: heard.append(step))
    assert [step for step in heard if step[0] == "load"] == [("load", 5, 5)]
