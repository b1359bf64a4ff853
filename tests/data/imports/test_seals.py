"""The seal of an import is made of rows in hand, and is the one that reading them back gives."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import update

from data import imports
from data.audit.proving import seals
from data.database.change import Change
from data.database.sealed_rows import SealedRows
from data.imports import kind_of, kinds
from data.imports.loading import loading
from data.tables.organisations import Organisation
from tests.data.imports.conftest import World
from tests.data.imports.test_template import example, prepare
from tests.record_tables import Consultation

HOSTILE = ("it's", 'say "so"', "it's \"both\"", "back\\slash \\n", "tab\there", "two\nlines", "ё — №\u00a0𝄞",
           "{braces} %s %(name)s", "%", "\u2028line", "NULL", "\\N", "-0", "1e3", "")  # fmt: skip


def text_of(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as the text of a file."""
    file = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(file, names)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def broken(world: World) -> Sequence[int]:
    with world.database.read() as session:
        return seals(session).broken


@pytest.fixture
def in_hand(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables whose rows were sealed without being read back."""
    names: list[str] = []
    original = SealedRows.blocks

    def blocks(rows: SealedRows, table: str) -> Iterator[bytes]:
        names.append(table)
        return original(rows, table)

    monkeypatch.setattr(SealedRows, "blocks", blocks)
    return names


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_is_sealed_as_its_rows_are_in_hand(
    world: World, kind: str, in_hand: list[str]
) -> None:
    prepare(world, kind)
    in_hand.clear()
    world.load(kind, text_of(example(kind)))
    # PostgreSQL has districts in the order of its language
    tables = kind_of(kind).tables if world.database.file else kind_of(kind).tables[:1]
    assert in_hand == [table.name for table in tables]
    assert broken(world) == []


def test_texts_are_sealed_as_they_are_kept(world: World, in_hand: list[str]) -> None:
    rows = [
        {"number": f"{number}", "date": "2016", "request": "copying", "source": text,
         "note": HOSTILE[-number], "illustrative": "да" if number % 3 else "",
         "people": "" if number % 2 else "5"}
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
    world.load("consultations", text_of(rows))
    organisations = [{"number": text or "none", "name": text or "-n-"} for text in HOSTILE[:-1]]
    world.load("organisations", text_of(organisations))
    assert in_hand == ["consultation", "organisation"]
    assert broken(world) == []
    sources = {source for (source,) in world.rows(Consultation, "source")}
    assert sources == {*HOSTILE[:-1], None} - {"\u2028line"} | {"line"}


def test_corrections_and_new_rows_of_one_file_are_sealed(world: World) -> None:
    head = "number,date,request,people\n"
    world.load("consultations", head + "1,2016,copying,1\n2,2016,copying,2\n")
    world.load("consultations", head + "1,2016,copying,9\n3,2016,copying,3\n", update=True)
    world.load("consultations", head + "1,2016,copying,8\n2,2016,copying,8\n", update=True)
    world.load("organisations", "number,name\n1,Первая\n2,Вторая\n")
    world.load("organisations", "number,name\n3,Третья\n1,Иная\n", update=True)
    assert broken(world) == []
    assert world.rows(Consultation, "number", "people") == [("3", 3), ("1", 8), ("2", 8)]


def test_late_columns_are_sealed_where_some_row_says_something_in_them(world: World) -> None:
    head = "number,date,decision,decided_on,direction,note\n"
    for rows in (
        "1,2016,pending,,,5 %\n2,2016,pending,,,5 %\n",
        "3,2016,pending,,спорт,\n4,2016,pending,,спорт,\n",
        "5,2016,pending,,спорт,\n6,2016,pending,,,\n7,2016,refused,2016,,%s\n",
    ):
        world.load("grants", head + rows)
    assert broken(world) == []


def test_several_files_of_one_revision_are_sealed(world: World) -> None:
    parts = ("1,2016,copying\n2,2016,copying\n", "2,2016,premises\n3,2016,copying\n")
    with world.database.transaction("load", "two") as change:
        for number, text in enumerate(parts):
            path = world.write(f"number,date,request\n{text}", f"{number}.csv")
            options = imports.ImportOptions("city", "none", update=True)
            imports.load(change, imports.check(change.session, "consultations", path, options))
    assert broken(world) == []


def test_a_row_altered_within_its_revision_is_sealed_as_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else a revision adds to a table, its seal holds: then all rows are read."""
    original = loading.load

    def load(change: Change, *rest: Any) -> Any:
        stamp = {"programme_id": 1, "since": change.revision}
        change.session.add(Organisation(number="own", name="Своя", fingerprint="", **stamp))
        change.session.flush()
        return original(change, *rest)

    monkeypatch.setattr("data.imports.runs.load", load)
    world.load("organisations", "number,name\n1,Первая\n")
    assert broken(world) == []


def test_what_is_altered_afterwards_breaks_the_seal(embedded: World) -> None:
    embedded.load("organisations", "number,name\n1,Первая\n")
    with embedded.database.writing("test") as session:
        session.execute(update(Organisation).values(name="Иная"))
    assert broken(embedded) == [embedded.revision]
