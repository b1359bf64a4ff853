"""Rows of a file as they stand, before anyone asks what they say."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from data.imports.problems import InvalidValue

Row = Sequence[str]

Faults = dict[tuple[int, int], InvalidValue]
"""Cells that cannot be read rightly, by row and column."""


@dataclass(frozen=True)
class Block:
    """Some rows, empty ones too: given by row or, where all have one width, by column.

    ``faults`` are cells that cannot be read rightly, by the place of their row in the block and of
    their column.
    """

    rows: Sequence[Row] = ()
    columns: Sequence[Sequence[str]] = ()
    faults: Mapping[tuple[int, int], InvalidValue] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else len(self.rows)


@dataclass(frozen=True)
class Chunk:
    """Rows that are not empty, by column, with their numbers in the file; the first row of a file
    is 1.

    All are as wide as the header; ``uneven`` says how many cells a row really has, where what it
    says does not fit. ``faults`` are cells that cannot be read rightly, by the number of their row
    and the place of their column; without a place the row as a whole is at fault.
    """

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]
    uneven: Mapping[int, int] = field(default_factory=dict)
    faults: Mapping[tuple[int, int | None], InvalidValue] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def without(self, rows: Collection[int]) -> "Chunk":
        """The other rows."""
        if not rows:
            return self
        kept = [number not in rows for number in self.numbers]
        columns = [list(compress(column, kept)) for column in self.columns]
        uneven = {number: cells for number, cells in self.uneven.items() if number not in rows}
        faults = {cell: bad for cell, bad in self.faults.items() if cell[0] not in rows}
        return Chunk(list(compress(self.numbers, kept)), columns, uneven, faults)

    def below(self, row: int) -> "Chunk":
        """The rows after this one."""
        first = bisect_right(self.numbers, row)
        if not first:
            return self
        uneven = {number: cells for number, cells in self.uneven.items() if number > row}
        faults = {cell: bad for cell, bad in self.faults.items() if cell[0] > row}
        return Chunk(
            self.numbers[first:], [column[first:] for column in self.columns], uneven, faults
        )


def chunk(block: Block, before: int, width: int) -> Chunk:
    """The rows of a block that are not empty, made ``width`` wide; ``before``: rows of the file
    before it.
    """
    numbers = list(range(before + 1, before + len(block) + 1))
    # a column without an empty cell proves that no row is empty: nothing has to be turned round
    if block.columns and len(block.columns) == width and any(map(_full, block.columns)):
        return Chunk(numbers, block.columns)
    rows = block.rows or list(zip(*block.columns, strict=True))
    kept = [any(map(str.strip, row)) for row in rows]
    faults: dict[tuple[int, int | None], InvalidValue] = {
        (before + 1 + index, place): bad for (index, place), bad in block.faults.items()
    }
    return _squared(list(compress(numbers, kept)), list(compress(rows, kept)), width, faults)


def _full(column: Sequence[str]) -> bool:
    return all(map(str.strip, column))


def _squared(
    numbers: Sequence[int],
    rows: Sequence[Row],
    width: int,
    faults: Mapping[tuple[int, int | None], InvalidValue],
) -> Chunk:
    """The rows made as wide as the header, by column."""
    uneven = {
        number: len(row)
        for number, row in zip(numbers, rows, strict=True)
        # empty cells beyond the header are a trace of formats, not of values
        if len(row) != width and (len(row) < width or any(row[width:]))
    }
    square = [(*row, *[""] * width)[:width] for row in rows]
    # without rows `zip` gives no columns at all, and the width would be lost
    return Chunk(numbers, list(zip(*square, strict=True)) or [()] * width, uneven, faults)
