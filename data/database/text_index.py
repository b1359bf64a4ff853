"""An index of what people write in records: which rows have three signs in a row in their texts.

A word of three signs and more is in few rows, found by the rarest of its threes; whether it is in
them the rows say themselves. Rows are never overwritten, so blocks are only added.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Session

from data.tables import classes
from data.tables.base import SOUGHT, Record
from data.tables.text_blocks import TextBlock, TextIndexed
from data.words.searching import BETWEEN, folded_texts

Ids = npt.NDArray[np.int64]

AT_ONCE = 100_000
"""Rows of one block."""
SIGNS = 3
MOST_HELD = 200_000
"""Rows with the same three signs beyond which they are no help: half of a page's time."""
BITS = 21
"""What a sign of a text takes, which Unicode ends below."""

BLOCKS = cast(Table, TextBlock.__table__)
INDEXED = cast(Table, TextIndexed.__table__)


def index_texts(session: Session) -> None:
    """Add blocks of the rows that came since the last ones."""
    known = dict(session.execute(select(INDEXED.c.table_name, INDEXED.c.last_id)).all())
    for table in indexed_tables():
        last = known.get(table.name, 0)
        if (session.scalar(select(func.max(table.c.id))) or 0) > last:
            _index_table(session, table, last)


@cache
def indexed_tables() -> tuple[Table, ...]:
    """The tables of dated records."""
    records = (each for each in classes() if issubclass(each, Record))
    return tuple(cast(Table, each.__table__) for each in records)


def indexed_columns(table: Table) -> list[Any]:
    """The columns of a table with texts that people write."""
    return [column for column in table.columns if column.info.get(SOUGHT)]


def rows_with(session: Session, table: Table, word: str, most: int) -> Sequence[int] | None:
    """The rows among which all are that have a folded word in their texts, if they are ``most`` at
    most; nothing where they are more, or the word is too short to tell.
    """
    fresh = _not_indexed(session, table, most)
    indexed = _indexed_with(session, table, word, most) if len(fresh) <= most else None
    return None if indexed is None else [*indexed, *fresh]


def _not_indexed(session: Session, table: Table, most: int) -> Sequence[int]:
    """Rows that other programs have written since the last revision."""
    last = select(INDEXED.c.last_id).where(INDEXED.c.table_name == table.name)
    later = table.c.id > func.coalesce(last.scalar_subquery(), 0)
    return session.scalars(select(table.c.id).where(later).limit(most + 1)).all()


def _indexed_with(session: Session, table: Table, word: str, most: int) -> Sequence[int] | None:
    numbers = _numbers(session, table, _threes(word))
    if numbers is None or not numbers:
        return None if numbers is None else ()
    rarest = [signs for signs in sorted(numbers, key=lambda signs: numbers[signs])
              if numbers[signs] <= MOST_HELD]  # fmt: skip
    ids: Ids | None = None
    for signs in rarest:
        with_sign = _ids_of(session, table, signs)
        ids = with_sign if ids is None else np.intersect1d(ids, with_sign, assume_unique=True)
        if len(ids) <= most:
            return cast(Sequence[int], ids.tolist())
    return None


def _numbers(session: Session, table: Table, threes: Collection[str]) -> dict[str, int] | None:
    """How many rows have each of some threes; an empty answer where no row has all of them."""
    if not threes:
        return None
    counted = select(BLOCKS.c.signs, func.sum(BLOCKS.c.number)).where(
        BLOCKS.c.table_name == table.name, BLOCKS.c.signs.in_(threes)
    )
    numbers = dict(session.execute(counted.group_by(BLOCKS.c.signs)).all())
    return numbers if len(numbers) == len(threes) else {}


def _ids_of(session: Session, table: Table, signs: str) -> Ids:
    blocks = session.execute(
        select(BLOCKS.c.first_id, BLOCKS.c.ids)
        .where(BLOCKS.c.table_name == table.name, BLOCKS.c.signs == signs)
        .order_by(BLOCKS.c.first_id)
    )
    return np.concatenate([unpacked(first, packed) for first, packed in blocks])


def _threes(word: str) -> set[str]:
    return {word[at : at + SIGNS] for at in range(len(word) - SIGNS + 1)}


# ---------------------------------------------------------------- writing


def _index_table(session: Session, table: Table, last: int) -> None:
    texts = select(table.c.id, folded_texts(indexed_columns(table)))
    while rows := session.execute(
        texts.where(table.c.id > last).order_by(table.c.id).limit(AT_ONCE)
    ).all():
        # two comprehensions take a tenth of what `zip(*rows)` does
        ids, written = [row[0] for row in rows], [row[1] for row in rows]
        if blocks := list(_blocks(table.name, ids, written)):
            session.execute(insert(BLOCKS), blocks)
        last = ids[-1]
    session.execute(delete(INDEXED).where(INDEXED.c.table_name == table.name))
    session.execute(insert(INDEXED), [{"table_name": table.name, "last_id": last}])


def _blocks(table: str, ids: Sequence[int], texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A block for each three signs of some rows."""
    keys, owners = _keys(texts)
    if not len(keys):
        return
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    of_rows = np.array(ids, dtype=np.int64)
    for key, part in zip(keys[starts].tolist(), np.split(owners, starts[1:]), strict=True):
        mine = of_rows[part]
        first, packed = int(mine[0]), packed_ids(mine)
        yield {"table_name": table, "signs": _signs(key), "first_id": first,
               "number": len(mine), "ids": packed}  # fmt: skip


def _keys(texts: Sequence[str]) -> tuple[Ids, Ids]:
    """The threes of all texts as numbers, in order, each with the text that has it, once each."""
    signs = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(texts)), np.fromiter(map(len, texts), np.int64, len(texts)))
    in_word = ~np.isin(signs, [ord(" "), ord(BETWEEN)])
    whole = in_word[:-2] & in_word[1:-1] & in_word[2:]
    keys = ((signs[:-2] << 2 * BITS) | (signs[1:-1] << BITS) | signs[2:])[whole]
    # texts end with what is in no word, so that no three is of two of them
    owners = owners[:-2][whole]
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    fresh = (np.diff(keys, prepend=-1) != 0) | (np.diff(owners, prepend=-1) != 0)
    return keys[fresh], owners[fresh]


def _signs(key: int) -> str:
    mask = (1 << BITS) - 1
    return "".join(chr(key >> shift & mask) for shift in (2 * BITS, BITS, 0))


def packed_ids(ids: Ids) -> bytes:
    """Ascending ids after the first as the steps between them, in as few bytes as hold the longest;
    one more byte says how few.
    """
    steps = np.diff(ids)
    kept = steps.astype(np.min_scalar_type(int(steps.max(initial=0))))
    return bytes([kept.itemsize]) + kept.astype(kept.dtype.newbyteorder("<")).tobytes()


def unpacked(first: int, packed: bytes) -> Ids:
    """The ids that ``packed_ids`` made."""
    steps = np.frombuffer(packed, dtype=f"<u{packed[0]}", offset=1)
    return np.cumsum(np.concatenate(([first], steps)), dtype=np.int64)
