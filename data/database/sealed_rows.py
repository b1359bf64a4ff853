"""What a seal says of the rows of imports, kept while they are inserted: to read them back takes a
third of an import.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, repeat
from tempfile import SpooledTemporaryFile
from typing import Any

from sqlalchemy import Boolean, Column, Table

from data.database.sealed_tables import (
    LATER,
    SealedTable,
    added_columns,
    followed,
    lines,
)

IN_MEMORY = 1 << 20
BLOCK = 1 << 20


class SealedRows:
    """The lines of rows that one revision brings, by table; on disk where they are many."""

    def __init__(self) -> None:
        self._files: dict[str, SpooledTemporaryFile[bytes]] = defaultdict(_unnamed)
        self.counts: Counter[str] = Counter()

    def add(
        self, table: Table, alike: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
    ) -> None:
        """Note rows of an import as they are inserted, in the order of their ids, by column; ``alike``
        holds what all have alike.
        """
        sealed = next(each for each in followed() if each.table is table)
        if sealed.edited_apart and "chain" in columns:
            # corrections are selected apart from what an import brought
            firsts = [chain is None for chain in columns["chain"]]
            columns = {name: [*compress(column, firsts)] for name, column in columns.items()}
        text = _lines(sealed, alike, columns)
        self._files[table.name].write(text)
        self.counts[table.name] += text.count(b"\n")

    def add_districts(self, table: Table, pairs: Sequence[tuple[int, str]]) -> None:
        """Note the districts of records that are noted: by their ids, and of each in order."""
        self._files[table.name].write(lines(table.name, pairs))
        self.counts[table.name] += len(pairs)

    def blocks(self, table: str) -> Iterator[bytes]:
        """The lines of a table's rows, some at a time."""
        file = self._files[table]
        file.seek(0)
        while block := file.read(BLOCK):
            yield block

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _unnamed() -> SpooledTemporaryFile[bytes]:
    return SpooledTemporaryFile(IN_MEMORY, prefix="itog-")


def _lines(
    sealed: SealedTable, alike: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
) -> bytes:
    """What ``lines`` makes of the same rows, where no text is made twice of what all have alike."""
    name, late = sealed.table.name, LATER.get(sealed.table.name, ())
    speaks = _speaks_late(late, alike, columns)
    if len(speaks) > 1 or added_columns(name):
        # what a row says in its late columns decides whether they are sealed
        cells = (_sealed(column, alike, columns) for column in sealed.columns)
        return lines(name, zip(*cells, strict=False))
    kept = sealed.columns if speaks == {True} else sealed.columns[: len(sealed.columns) - len(late)]
    fields = [
        "%r"
        if each.name in columns
        else repr(next(_sealed(each, alike, columns))).replace("%", "%%")
        for each in kept
    ]
    row = f"{name}({', '.join(fields)})\n"
    varying = (_sealed(each, alike, columns) for each in kept if each.name in columns)
    return "".join(map(row.__mod__, zip(*varying, strict=True))).encode()


def _speaks_late(
    late: Sequence[str], alike: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
) -> set[bool]:
    """Whether rows say something in their late columns: what is true of some of them."""
    if any(map(alike.get, late)):
        return {True}
    varying = [columns[name] for name in late if name in columns]
    return set(map(any, zip(*varying, strict=True))) if varying else {False}


def _sealed(
    column: Column[Any], alike: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
) -> Iterator[Any]:
    """A column as whole numbers and texts alone."""
    # a file's dates, sums and outlines are what the database holds already
    name = column.name
    values = columns[name] if name in columns else repeat(alike.get(name))
    return map(int, values) if isinstance(column.type, Boolean) else iter(values)
