"""Where a table's header stands: below titles, in two rows, again at the top of each printed page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.imports.columns.kind import Kind
from data.imports.files.blocks import Row
from data.imports.files.header import LONGEST, recognised
from data.words.matching import match_key

SEARCHED = 25
"""The first rows that are not empty, among which the header is looked for."""
NUMBERED = 3  # cells that make «1 2 3» the numbers of columns

Numbered = tuple[int, Row]
"""A row and its number in the file."""


@dataclass(frozen=True)
class Heading:
    """A header: the numbers of its first and last row, and its names as one row.

    ``complete``: no required column is missing. ``matched`` counts the columns of the kind,
    ``above`` are the rows over it that are not empty, ``records`` those of them that look like
    records.
    """

    first: int
    last: int
    names: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    complete: bool = False
    matched: int = 0
    above: tuple[int, ...] = ()
    records: tuple[int, ...] = ()

    def again(self, row: Row) -> bool:
        """Whether a row repeats the header, or one of its two rows."""
        return any(_spelling(row) == _spelling(mine) for mine in self.rows)


def heading(kind: Kind, rows: Sequence[Numbered]) -> Heading | None:
    """The header among a table's first rows that are not empty.

    It is the row, or two rows together, with the most columns of the kind, a complete one first;
    where no row is like a header, the first one is taken, so that what is wrong with it is said.
    """
    candidates = [_single(kind, *row) for row in rows]
    candidates += [pair for upper, lower in pairwise(rows) if (pair := _pair(kind, upper, lower))]
    # one known word makes no header, unless it is all that the kind needs
    likely = [each for each in candidates if each.complete or each.matched > 1]
    if not rows:
        return None
    best = max(likely, key=_likeness) if likely else candidates[0]
    # titles; where they look like records, sorting has carried the header down
    above = [row for row in rows if row[0] < best.first]
    records = tuple(number for number, row in above if _is_record(kind, best, row))
    return Heading(
        best.first,
        best.last,
        best.names,
        best.rows,
        best.complete,
        best.matched,
        tuple(n for n, _ in above),
        records,
    )


def is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 …, as forms have it under their header."""
    # «1.» numbers a column too
    cells = [cell.strip().rstrip(".") for cell in row if cell.strip()]
    return len(cells) >= NUMBERED and cells == [str(number) for number in range(1, len(cells) + 1)]


def _likeness(each: Heading) -> tuple[bool, int, int, int]:
    """A complete header before another, then the one with more columns, of two rows, higher up."""
    return each.complete, each.matched, each.last - each.first, -each.first


def _single(kind: Kind, number: int, row: Row) -> Heading:
    names = tuple(cell if len(cell) <= LONGEST else "" for cell in row)
    return _heading(kind, (number, number), names, tuple(row), (row,))


def _heading(
    kind: Kind,
    numbers: tuple[int, int],
    matched: Row,
    names: tuple[str, ...],
    rows: tuple[Row, ...],
) -> Heading:
    columns = {column.name for column in recognised(kind, matched) if column}
    complete = all(column.name in columns for column in kind.columns if column.required)
    return Heading(*numbers, names, rows, complete, len(columns))


def _pair(kind: Kind, upper: Numbered, lower: Numbered) -> Heading | None:
    """Two rows as one header, if every cell of the lower one is part of a column's name and no name
    is doubled.

    Where the lower row alone has as many columns, the upper one is a title.
    """
    # rows that are not empty may have empty ones between them: these are no pair
    if lower[0] != upper[0] + 1:
        return None
    width = max(len(upper[1]), len(lower[1]))
    above, below = ((*row, *[""] * (width - len(row))) for _, row in (upper, lower))
    if not any(map(str.strip, above)) or max(map(len, (*above, *below))) > LONGEST:
        return None
    names = [_joined(kind, *cells) for cells in zip(above, below, strict=True)]
    columns = [column.name for column in recognised(kind, [name or "" for name in names]) if column]
    if None in names or len(set(columns)) < len(columns):
        return None
    texts = tuple(name or "" for name in names)
    both = _heading(kind, (upper[0], lower[0]), texts, texts, (upper[1], lower[1]))
    # a title above a complete header adds no column
    return both if both.matched > _single(kind, *lower).matched else None


def _joined(kind: Kind, upper: str, lower: str) -> str | None:
    """The name of a column over two rows: of both, of the lower or of the upper; None if the lower
    has no part.
    """
    # both together first: «Вид обращения» before «обращения» alone
    spellings = (f"{upper.strip()} {lower.strip()}", lower) if lower.strip() else (upper,)
    known = recognised(kind, spellings)
    named = next((name for name, column in zip(spellings, known, strict=True) if column), None)
    return named if named is not None or lower.strip() else upper


def _is_record(kind: Kind, best: Heading, row: Row) -> bool:
    """Whether a row has a value in each required column, and is filled as records are: titles are
    not.
    """
    columns = recognised(kind, best.names)
    required = [place for place, column in enumerate(columns) if column and column.required]
    cells = [bool(cell.strip()) for cell in row]
    filled = all(place < len(cells) and cells[place] for place in required)
    # half as full as the header at least: a title may fill a required column by chance
    return filled and sum(cells) > 1 and 2 * sum(cells) >= best.matched


def _spelling(row: Iterable[str]) -> list[str]:
    cells = [match_key(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells
