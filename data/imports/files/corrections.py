"""Cells of a file that somebody mended beside it: the file stays as it came, its rows keep their
numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from data.imports.files.blocks import Block, Row


class Correction(NamedTuple):
    """What one cell shall say: ``place`` is its column's in the file, the first is 0."""

    row: int
    place: int
    was: str
    now: str


class Replacement(NamedTuple):
    """What every cell of a column that has the same wrong text shall say; spaces around the text
    do not count.
    """

    column: str
    was: str
    now: str


@dataclass(frozen=True)
class Corrections:
    """Mended cells and rows left out, by the numbers that the file's rows have; texts of columns
    that are mended wherever they stand, but in cells that are mended by themselves.
    """

    cells: tuple[Correction, ...] = ()
    left_out: tuple[int, ...] = ()
    confirmed: tuple[tuple[int, str], ...] = ()
    """Doubtful values that are right, each by its row and text."""
    confirms_all: bool = False
    replacements: tuple[Replacement, ...] = ()

    def blocks(self, blocks: Iterable[Block], base: int = 0) -> Iterator[Block]:
        """The blocks of a table as they shall be read; ``base`` is what its rows are numbered
        after.
        """
        for block in blocks:
            yield self.block(block, base)
            base += len(block)

    def rows(self, blocks: Iterable[Block], base: int = 0) -> Iterator[Row]:
        """The rows of a table as they shall be read."""
        for block in self.blocks(blocks, base):
            yield from block.rows or zip(*block.columns, strict=True)

    def block(self, block: Block, before: int) -> Block:
        """Some rows of the file as they shall be read; ``before``: rows of the file before them."""
        rows = [row for row in self._rows if before < row <= before + len(block)]
        # most blocks have nothing mended, and stay as they are, by column
        if not rows:
            return block
        lines = list(block.rows or zip(*block.columns, strict=True))
        for row in rows:
            lines[row - before - 1] = self._line(row, lines[row - before - 1])
        faults = {
            # a mended cell says what somebody typed: what was wrong with the file's own does not
            # matter
            at: bad
            for at, bad in block.faults.items()
            if not self.has(before + 1 + at[0], at[1])
        }
        return Block(rows=lines, faults=faults)

    def has(self, row: int | None, place: int) -> bool:
        """Whether the file's own cell is not read."""
        return row in self.left_out or (row is not None and place in self._rows.get(row, {}))

    def _line(self, row: int, cells: Row) -> Row:
        # an empty row: it is passed over, and the rows below keep their numbers
        if row in self.left_out:
            return []
        mended = self._rows[row]
        # a short row may lack the very cell that is mended
        line = [*cells, *[""] * (max(mended) + 1 - len(cells))]
        for place, text in mended.items():
            line[place] = text
        return line

    @cached_property
    def _rows(self) -> Mapping[int, Mapping[int, str]]:
        # rows left out too, so that `block` looks at them
        rows: dict[int, dict[int, str]] = {row: {} for row in self.left_out}
        for mend in self.cells:
            rows.setdefault(mend.row, {})[mend.place] = mend.now
        return rows


AS_IT_CAME = Corrections()
