"""The texts of imported rows are indexed from hand, as reading them back would index them."""

import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select

from data import imports
from data.database import text_index
from data.database.text_blocks import unpacked
from data.database.text_index import BLOCKS, INDEXED, index_texts, rows_with
from data.imports import kinds
from data.imports.loading import loading
from data.words.searching import folded
from tests.data.imports.conftest import World
from tests.data.imports.test_seals import HOSTILE, text_of
from tests.data.imports.test_template import example, prepare
from tests.record_tables import Consultation, Event

LETTERS = "абвёЁАБВ е-1\u00a0Ыß😀İΣσς"


def indexed(world: World) -> Mapping[tuple[str, str], list[int]]:
    """The rows of each three signs, whatever blocks they are in."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    with world.database.read() as session:
        columns = BLOCKS.c
        statement = select(columns.table_name, columns.signs, columns.first_id, columns.ids)
        for table, signs, first, packed in session.execute(statement.order_by(columns.first_id)):
            rows[table, signs] += unpacked(first, packed).tolist()
    return dict(rows)


def indexed_anew(world: World) -> Mapping[tuple[str, str], list[int]]:
    with world.database.writing("test") as session:
        session.execute(delete(BLOCKS))
        session.execute(delete(INDEXED))
        index_texts(session)
    return indexed(world)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables whose texts were read back."""
    names: list[str] = []
    original = text_index._index_table

    def index_table(session: Any, table: Any, last: int) -> None:
        names.append(table.name)
        original(session, table, last)

    monkeypatch.setattr(text_index, "_index_table", index_table)
    return names


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_is_indexed_as_its_rows_are_read_back(
    embedded: World, kind: str, reads: list[str]
) -> None:
    prepare(embedded, kind)
    embedded.load(kind, text_of(example(kind)))
    assert reads == []
    assert indexed(embedded) == indexed_anew(embedded)


def test_texts_of_several_blocks_are_folded_as_the_database_folds_them(
    world: World, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_index, "AT_ONCE", 2_500)
    monkeypatch.setattr(text_index, "MOST_SIGNS", 30_000)
    dice = random.Random(7)
    notes = ["".join(dice.choices(LETTERS, k=dice.randrange(12))) for _ in range(6_000)]
    rows = [
        {"number": f"К-{number}", "date": "2016", "type": "fair", "title": f"t{note}",
         "source": HOSTILE[number % len(HOSTILE)], "note": note}
        for number, note in enumerate(notes)
    ]  # fmt: skip
    world.load("events", text_of(rows))
    assert reads == []
    assert indexed(world) == indexed_anew(world)
    with world.database.read() as session:
        for word in map(folded, ("К-599", "ёабв", "say", "абв")):
            expected = {
                identity
                for identity, *texts in world.rows(Event, "id", "number", "title", "source", "note")
                if any(word in (text or "").lower().replace("ё", "е") for text in texts)
            }
            assert expected <= set(rows_with(session, Event.__table__, word, 10**6) or ())


def test_a_text_of_very_many_signs_is_indexed(embedded: World) -> None:
    note = "".join(map(chr, range(0x4E00, 0x4E00 + 20_000)))
    rows = "".join(f"{number},2016,copying,{note}\n" for number in range(3))
    embedded.load("consultations", "number,date,request,note\n" + rows)
    three = (Consultation.__tablename__, note[500:503])
    assert indexed(embedded)[three] == [1, 2, 3]
    assert indexed(embedded) == indexed_anew(embedded)


def test_rows_of_others_among_those_of_an_import_are_read(
    world: World, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = loading.load

    def load(change: Any, *rest: Any) -> Any:
        row = Consultation(
            number="чужая", date=date(2016, 1, 1), precision="year", year=2016, request="copying",
            fingerprint="", programme_id=1, since=change.revision,
        )  # fmt: skip
        change.session.add(row)
        change.session.flush()
        return original(change, *rest)

    monkeypatch.setattr("data.imports.runs.load", load)
    world.load("consultations", "number,date,request\nновая,2016,copying\n")
    assert reads == ["consultation"]
    assert indexed(world) == indexed_anew(world)


def test_two_kinds_in_one_revision_are_indexed(world: World, reads: list[str]) -> None:
    parts = {
        "consultations": "number,date,request\nпервая,2016,copying\n",
        "events": "number,date,type,title\nвторая,2016,fair,Ярмарка\n",
    }
    with world.database.transaction("load", "two") as change:
        for kind in ("consultations", "events", "consultations"):
            path = world.write(parts[kind].replace("первая", f"первая-{len(change.touches)}"))
            options = imports.ImportOptions("city", "none", update=True)
            imports.load(change, imports.check(change.session, kind, path, options))
    assert reads == []
    assert indexed(world) == indexed_anew(world)
