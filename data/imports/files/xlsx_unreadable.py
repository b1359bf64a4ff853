"""Cells of a sheet of which nobody can say what they hold: broken formulas, merged cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.imports.files.blocks import Faults
from data.imports.files.xlsx_cells import SheetXml, letters_of
from data.imports.problems import InvalidValue, refusal

MERGES_NAMED = 10
MERGED_ROWS = 10_000
"""Rows of merged cells that are told one by one; a sheet with more was not made as a table."""

Corner = tuple[int, int]
"""A cell's row and column, both counted from 0."""


@dataclass(frozen=True)
class Unreadable:
    """Those of one sheet.

    ``left`` is the sheet's first column that is read, ``header`` the header's last row.

    Titles and a header may be of merged cells; of a merged record nobody knows which row a value
    belongs to.
    """

    looks: SheetXml
    merged: Sequence[tuple[Corner, Corner]]
    left: int
    header: int

    def faults(self, first: int, beyond: int) -> Faults:
        """The cells of these rows, from 1, by their places in a block that begins with row
        ``first``.
        """
        result: Faults = {}
        for start, end in self.merged:
            cells = f"{cell_name(*start)}:{cell_name(*end)}"
            # each row of it: which of them the value belongs to nobody can say
            for row in range(max(start[0] + 1, first), min(end[0] + 2, beyond)):
                result[row - first, start[1] - self.left] = InvalidValue(
                    "import_merged_cells", cells=cells
                )
        for row, column, rule in self.looks.without_value(first, beyond):
            result[row - first, column - self.left] = InvalidValue(
                rule, cell=cell_name(row - 1, column)
            )
        return result

    def in_header(self, first: int) -> Iterator[tuple[int, int, InvalidValue]]:
        """Row, place and fault of the cells that should name a column."""
        for row, column, rule in self.looks.without_value(first, self.header + 1):
            yield row, column - self.left, InvalidValue(rule, cell=cell_name(row - 1, column))


def merged_below(
    file: str, ranges: Sequence[tuple[Corner, Corner]], header: int
) -> list[tuple[Corner, Corner]]:
    """The merged ranges that reach below a header; refuses a sheet with very many."""
    # titles and headers may be merged; a heading over two columns is how forms are made
    merged = [(first, last) for first, last in ranges if last[0] >= header]
    if sum(last[0] - first[0] + 1 for first, last in merged) > MERGED_ROWS:
        names = [f"{cell_name(*first)}:{cell_name(*last)}" for first, last in merged[:MERGES_NAMED]]
        cells = ", ".join(names) + (" …" if len(merged) > MERGES_NAMED else "")
        raise refusal(file, "import_merged_cells", cells=cells)
    return merged


def cell_name(row: int, column: int) -> str:
    """The name of a cell: ``B4``."""
    return f"{letters_of(column)}{row + 1}"
