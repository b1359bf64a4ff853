"""What a seal says of the rows of imports, kept while they are inserted: to read them back takes a
third of an import.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, repeat
from tempfile import SpooledTemporaryFile
from typing import Any

from sqlalchemy import Boolean, Column, Table

from data.database.sealed_tables import followed, lines

IN_MEMORY = 1 << 20
BLOCK = 1 << 20


class SealedRows:
    """The lines of rows that one revision brings, by table; on disk where they are many."""

    def __init__(self) -> None:
        self._files: dict[str, SpooledTemporaryFile[bytes]] = defaultdict(_unnamed)
        self.counts: Counter[str] = Counter()

    def add(
        self, table: Table, same: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
    ) -> None:
        """Note rows of an import as they are inserted, in the order of their ids; ``same`` holds what
        all have alike.
        """
        sealed = next(each for each in followed() if each.table is table)
        rows: Iterator[Any] = zip(
            *(_sealed(column, same, columns) for column in sealed.columns), strict=False
        )
        chains = columns.get("chain")
        if sealed.edited_apart and chains:
            # corrections are selected apart from what an import brought
            rows = compress(rows, (chain is None for chain in chains))
        text = lines(table.name, rows)
        self._files[table.name].write(text)
        self.counts[table.name] += text.count(b"\n")

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


def _sealed(
    column: Column[Any], same: Mapping[str, Any], columns: Mapping[str, Sequence[Any]]
) -> Iterator[Any]:
    """A column as whole numbers and texts alone."""
    values = columns.get(column.name)
    if values is None:
        return repeat(same.get(column.name))
    # a file's dates, sums and outlines are what the database holds already
    whole = isinstance(column.type, Boolean)
    return map(int, values) if whole else iter(values)
