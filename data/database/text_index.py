"""An index of what people write in records: which rows have three signs in a row in their texts.

A word of three signs and more is in few rows, found by the rarest of its threes; whether it is in
them the rows say themselves. Rows are never overwritten, so blocks are only added.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import numpy as np
from sqlalchemy import Select, String, Table, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from data.database import bulk
from data.database.text_blocks import ROW_END, SIGNS, Ids, blocks, unpacked
from data.kind_memory import once_for_kinds
from data.tables import classes
from data.tables.base import SOUGHT, Record
from data.tables.text_blocks import TextBlock, TextIndexed
from data.words.searching import BETWEEN, folded_texts

AT_ONCE = 100_000
"""Rows of one block."""
MOST_SIGNS = 1 << 22
"""Signs of the texts of one block, so that long texts take no more memory than many."""
MOST_HELD = 200_000
"""Rows with the same three signs beyond which they are no help: half of a page's time."""
BLOCKS = cast(Table, TextBlock.__table__)
INDEXED = cast(Table, TextIndexed.__table__)


def index_texts(session: Session) -> None:
    """Add blocks of the rows that came since the last ones."""
    known = dict(session.execute(select(INDEXED.c.table_name, INDEXED.c.last_id)).all())
    newest = session.execute(_newest_rows()).one()
    for table, newest_id in zip(indexed_tables(), newest, strict=True):
        last = known.get(table.name, 0)
        if (newest_id or 0) > last:
            _index_table(session, table, last)


@once_for_kinds
def _newest_rows() -> Select[Any]:
    """The last id of each table, asked at once: most revisions reach none of them."""
    return select(*(select(func.max(each.c.id)).scalar_subquery() for each in indexed_tables()))


@once_for_kinds
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
        # other programs may have written what ends a row here
        text = ROW_END.join([row[1].replace(ROW_END, " ") for row in rows])
        ids = [row[0] for row in rows]
        _add(session, table, ids, text)
        last = ids[-1]


def _add(session: Session, table: Table, ids: Sequence[int], text: str) -> None:
    """Add the blocks of the rows after the last ones."""
    if added := list(blocks(table.name, ids, text)):
        columns = {name: [block[name] for block in added] for name in added[0]}
        bulk.insert_rows(session.connection(), BLOCKS, *bulk.parted({}, columns))
    session.execute(delete(INDEXED).where(INDEXED.c.table_name == table.name))
    session.execute(insert(INDEXED), [{"table_name": table.name, "last_id": ids[-1]}])


class FreshTexts:
    """Texts of rows that imports bring, indexed while these are inserted: to read them back takes
    several times longer.
    """

    def __init__(self) -> None:
        self._table: Table | None = None
        self._ids: list[int] = []
        self._texts: list[str] = []
        self._signs = 0

    def add(
        self,
        session: Session,
        table: Table,
        ids: Sequence[int],
        columns: Mapping[str, Sequence[Any]],
    ) -> None:
        """Note rows as they are inserted, in the order of their ids; what is a block is indexed."""
        if table not in indexed_tables():
            return
        if self._table is not table or len(self._ids) >= AT_ONCE or self._signs >= MOST_SIGNS:
            self.index(session)
            self._table = table
        text = _joined(table, columns, len(ids))
        self._ids += ids
        self._texts.append(text)
        self._signs += len(text)

    def index(self, session: Session) -> None:
        """Index what was noted, unless the table has other rows among them: then all are read later."""
        if self._table is not None and self._ids and _are_next(session, self._table, self._ids):
            # as the database folds them, which is asked once for all
            texts = [literal(ROW_END.join(self._texts), String)]
            folded = session.scalar(select(folded_texts(texts)))
            _add(session, self._table, self._ids, str(folded))
        self._table, self._ids, self._texts, self._signs = None, [], [], 0


def _are_next(session: Session, table: Table, ids: Sequence[int]) -> bool:
    """Whether these are the rows after the last that are in blocks, and no others are among them."""
    last = select(INDEXED.c.last_id).where(INDEXED.c.table_name == table.name)
    fresh = table.c.id > func.coalesce(last.scalar_subquery(), 0)
    counted = select(func.count()).where(fresh, table.c.id <= ids[-1])
    return session.scalar(counted) == len(ids)


def _joined(table: Table, columns: Mapping[str, Sequence[Any]], rows: int) -> str:
    """The texts of rows that are given by column, as ``folded_texts`` joins them of the database."""
    nothing = [""] * rows
    texts = (columns.get(column.name) for column in indexed_columns(table))
    cells = [nothing if each is None else (text or "" for text in each) for each in texts]
    # with nothing at the end, as what is between two texts stands behind the last one too
    return ROW_END.join(map(BETWEEN.join, zip(*cells, nothing, strict=True)))
