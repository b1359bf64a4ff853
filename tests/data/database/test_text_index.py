"""The index of texts leaves out no row that has a word, and says itself where rows are too many."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from sqlalchemy import insert, select

from data.database import text_blocks, text_index
from data.database.text_blocks import packed_ids, unpacked
from data.database.text_index import index_texts, rows_with
from data.words.searching import folded
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

TABLE = Consultation.__table__
LETTERS = "абвё е-1\u00a0Ы😀"


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    """Notes of few letters, so that threes of them repeat, written in several revisions."""
    with SampleProgramme(database_url) as world:
        dice = random.Random(5)
        for part in range(3):
            with world.revision():
                for number in range(40):
                    note = "".join(dice.choices(LETTERS, k=dice.randrange(12))) or None
                    world.record("consultations", "2014", number=f"К-{part}{number}", note=note)
        yield world


def plain(world: SampleProgramme, word: str) -> set[int]:
    with world.database.read() as session:
        rows = session.execute(select(TABLE.c.id, TABLE.c.number, TABLE.c.note, TABLE.c.source))
        return {row[0] for row in rows if any(word in folded_text(text) for text in row[1:])}


def folded_text(text: str | None) -> str:
    return (text or "").lower().replace("ё", "е")


def test_every_row_with_a_word_is_among_those_that_are_told(town, monkeypatch):
    # three blocks and a half of each revision
    monkeypatch.setattr(text_index, "AT_ONCE", 11)
    dice = random.Random(6)
    with town.database.read() as session:
        for _ in range(200):
            word = folded("".join(dice.choices(LETTERS, k=6)).split()[0]) or "абв"
            numbers = rows_with(session, TABLE, word, 10**6)
            if len(word) < 3:
                assert numbers is None
            else:
                assert plain(town, word) <= set(numbers or ()), word
        assert rows_with(session, TABLE, "к-239", 10) == sorted(plain(town, "к-239"))
        assert rows_with(session, TABLE, "нигде", 10) == []
        assert rows_with(session, TABLE, "к-2", 10) is None


def test_rows_with_nothing_long_enough_are_in_no_block(database_url):
    with SampleProgramme(database_url) as world:
        world.record("consultations", "2014", number="1")
        with world.database.read() as session:
            assert rows_with(session, TABLE, "123", 10) == []


def test_rows_that_are_not_in_the_index_yet_are_told_too(town):
    with town.database.writing("test") as session:
        row = dict(session.execute(select(TABLE).limit(1)).mappings().one())
        del row["id"]
        session.execute(insert(TABLE), [{**row, "number": "мимо", "note": None}])
    with town.database.read() as session:
        assert set(rows_with(session, TABLE, "мимо", 10) or ()) == plain(town, "мимо")
    with town.database.writing("test") as session:
        index_texts(session)
    with town.database.read() as session:
        assert set(rows_with(session, TABLE, "мимо", 10) or ()) == plain(town, "мимо")


@pytest.mark.parametrize(
    "ids",
    [[1], [1, 2, 3], [5, 260, 261], [1, 70_000], [7, 8, 5_000_000_00], list(range(9, 999, 7))],
)
def test_ids_come_back_as_they_were_packed(ids):
    packed = packed_ids(np.array(ids, dtype=np.int64))
    assert unpacked(ids[0], packed).tolist() == ids


def test_threes_of_very_many_signs_are_the_same_in_other_words(monkeypatch):
    dice = random.Random(8)
    rows = ["".join(dice.choices(LETTERS, k=dice.randrange(30))) for _ in range(200)]
    text, ids = text_blocks.ROW_END.join(rows), range(5, 205)
    packed = list(text_blocks.blocks("any", ids, text))
    for limit, few in (("PART", 16), ("MOST_BITS", 9)):
        monkeypatch.setattr(text_blocks, limit, few)
        assert list(text_blocks.blocks("any", ids, text)) == packed
    by_hand = {
        (row[at : at + 3], number)
        for number, row in zip(ids, rows, strict=True)
        for at in range(len(row) - 2)
        if " " not in row[at : at + 3]
    }
    assert {
        (block["signs"], number)
        for block in packed
        for number in unpacked(block["first_id"], block["ids"]).tolist()
    } == by_hand
