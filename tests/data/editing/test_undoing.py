"""A save is taken back by another one: whole, never over somebody's later work."""

from collections.abc import Iterator

import pytest

from data.editing import (
    RecordSearch,
    RowInput,
    SaveResult,
    StoredRow,
    context_of,
    find,
    save,
    texts_of,
)
from data.editing.undoing import undo_of
from data.imports import kind_of
from data.refusals import Conflict, Refusal
from tests.sample_programme import SampleProgramme

EVENT = {
    "date": "2014-03-05",
    "districts": "north;south",
    "type": "seminar",
    "title": "Open day",
    "participants": "7",
}
KIND = "events"


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        yield world


def put(world: SampleProgramme, *rows: RowInput, withdrawn: tuple[int, ...] = ()) -> SaveResult:
    words = {"author": "anna", "reason": "a batch"}
    return save(world.database, kind_of(KIND), world.code, rows, withdrawn=withdrawn, **words)


def take_back(world: SampleProgramme, revision: int) -> SaveResult:
    with world.database.read() as session:
        undo = undo_of(session, revision)
    words = {"author": "boris", "reason": "a mistake"}
    return save(
        world.database, undo.kind, undo.programme, undo.rows, withdrawn=undo.withdrawn, **words
    )


def living(world: SampleProgramme) -> list[StoredRow]:
    with world.database.read() as session:
        return list(find(context_of(session, world.code), kind_of(KIND), RecordSearch()).rows)


def texts(world: SampleProgramme) -> dict[str, dict[str, str]]:
    rows = living(world)
    with world.database.read() as session:
        context = context_of(session, world.code)
        return {row.number: texts_of(kind_of(KIND), context, row.fields, "en") for row in rows}


def test_a_save_is_taken_back_whole_and_that_too(world):
    first = put(world, *(RowInput(EVENT | {"number": f"E-{number}"}) for number in range(3)))
    before = texts(world)
    ids = {row.number: row.id for row in living(world)}
    second = put(
        world,
        RowInput(EVENT | {"number": "E-0", "participants": "8", "districts": "south"}, ids["E-0"]),
        RowInput(EVENT | {"number": "E-9"}),
        withdrawn=(ids["E-2"],),
    )
    after = texts(world)
    assert set(after) == {"E-0", "E-1", "E-9"}
    third = take_back(world, second.revision)
    assert texts(world) == before
    assert (third.added, third.corrected, third.withdrawn) == (1, 1, 1) or third.corrected == 2
    take_back(world, third.revision)
    assert texts(world) == after
    with pytest.raises(Conflict) as conflict:
        take_back(world, first.revision)
    assert {problem.params["author"] for problem in conflict.value.problems} == {"boris"}
    assert texts(world) == after


def test_what_nobody_saved_by_hand_is_not_taken_back_so(world):
    put(world, RowInput(EVENT | {"number": "E-1"}))
    for revision in (1, 999):
        with pytest.raises(Refusal) as refusal, world.database.read() as session:
            undo_of(session, revision)
        assert refusal.value.problems[0].rule == "edit_no_save"
