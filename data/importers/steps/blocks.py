"""Rows of a file as they stand, before anyone asks what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress

Row = Sequence[str]


@dataclass(frozen=True)
class Block:
    """Some rows, empty ones too: given by row or, where all have one width, by column."""

    rows: Sequence[Row] = ()
    columns: Sequence[Sequence[str]] = ()

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else len(self.rows)


@dataclass(frozen=True)
class Chunk:
    """Rows that are not empty, by column, with their numbers in the file; the first row of a file is 1.

    All are as wide as the header; ``uneven`` says how many cells a row really has, where what it says does not fit.
    """

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]
    uneven: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def header(self) -> list[str]:
        """The cells of the first row."""
        return [column[0] for column in self.columns]

    def body(self) -> "Chunk":
        """The rows after the first."""
        return Chunk(self.numbers[1:], [column[1:] for column in self.columns], self.uneven)


def chunk(block: Block, before: int, width: int) -> Chunk:
    """The rows of a block that are not empty; ``before``: rows of the file before it; ``width`` 0: as the first."""
    numbers = list(range(before + 1, before + len(block) + 1))
    if block.columns and len(block.columns) == (width or len(block.columns)) and any(map(_full, block.columns)):
        return Chunk(numbers, block.columns)
    rows = block.rows or list(zip(*block.columns, strict=True))
    kept = [any(map(str.strip, row)) for row in rows]
    return _squared(list(compress(numbers, kept)), list(compress(rows, kept)), width)


def _full(column: Sequence[str]) -> bool:
    return all(map(str.strip, column))


def _squared(numbers: Sequence[int], rows: Sequence[Row], width: int) -> Chunk:
    """The rows made as wide as the header, by column."""
    width = width or len(rows[0] if rows else ())
    uneven = {
        number: len(row)
        for number, row in zip(numbers, rows, strict=True)
        if len(row) != width and (len(row) < width or any(row[width:]))
    }
    square = [(*row, *[""] * width)[:width] for row in rows]
    return Chunk(numbers, list(zip(*square, strict=True)), uneven)
