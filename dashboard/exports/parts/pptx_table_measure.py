"""How large a report's table is on a slide: widths, heights and lines in letters of a size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import Frame
from dashboard.figures.theme import GLYPHS
from dashboard.presenting.crowded import Rows
from dashboard.report import TableCell

ACROSS, DOWN = 0.05, 0.03
"""Margins inside a cell, in inches."""
WIDER = 1.15
"""By how much the letters of an office without Arial may be wider: a broken number is another
number, and a broken status none.
"""
ROUNDED = 1.03
"""By how much any word may be wider, as offices round the places of letters: a head of one word
stays one.
"""
SPARE = 0.5
"""A table of few columns is not stretched over the slide: a number is to stand near its row's name.
"""
TEXT_SHAPE = "\ufe0e"


@dataclass(frozen=True)
class TableLayout:
    """A table as it fits: its texts, the widths and the heights, in inches; ``rest`` is for the
    slides after it.
    """

    columns: tuple[str, ...]
    rows: Rows
    widths: list[float]
    heights: list[float]
    size: int
    key: str
    rest: Rows = ()

    @property
    def whole(self) -> bool:
        """Whether no word is broken."""
        rows = [tuple(map(TableCell, self.columns)), *self.rows]
        return all(
            word(cell, self.size) <= width + 0.01
            for row in rows
            for cell, width in zip(row, self.widths, strict=True)
        )


def measured(
    columns: Sequence[str], rows: Rows, box: Frame, size: int, most: int | None, key: str
) -> TableLayout:
    """The rows in letters of a size, their names kept to so many lines."""
    widths = _widths([tuple(map(TableCell, columns)), *rows], box.width, size)
    if most is not None:
        rows = [
            [_short(cell, width, size, most) for cell, width in zip(row, widths, strict=True)]
            for row in rows
        ]
    heads = max(
        _line_count(TableCell(name), width, size, bold=True)
        for name, width in zip(columns, widths, strict=True)
    )
    taken = [
        max(_line_count(cell, width, size) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    heights = [measure.height(lines, size) + 2 * DOWN for lines in (heads, *taken)]
    return TableLayout(tuple(columns), rows, widths, heights, size, key)


def _widths(rows: Rows, room: float, size: int) -> list[float]:
    """The first column gets what the others leave: they hold numbers, which cannot be broken."""
    columns = list(zip(*rows, strict=True))
    needed = [max(word(cell, size) for cell in column) for column in columns]
    wished = [max(_line(cell, size) for cell in column) for column in columns]
    least = min(needed[0], room / 4) if len(columns) > 1 else room
    spare = room - least - sum(needed[1:])
    if spare <= 0:
        narrow = (room - least) / max(1, len(columns) - 1)
        return [least, *(narrow for _column in columns[1:])]
    wishes = [
        wished[0] - least,
        *(wish - need for wish, need in zip(wished[1:], needed[1:], strict=True)),
    ]
    share = min(1.0, spare / sum(wishes)) if sum(wishes) > 0 else 0.0
    widths = [least + wishes[0] * share] + [
        n + w * share for n, w in zip(needed[1:], wishes[1:], strict=True)
    ]
    left = min(SPARE, (room - sum(widths)) / len(widths))
    return [width + left for width in widths]


def cell_text(cell: TableCell) -> str:
    """A status is never told by colour alone: a number has its shape before it, a word says it
    itself.
    """
    return (
        f"{GLYPHS[cell.status]}{TEXT_SHAPE}\u00a0{cell.text}"
        if cell.status and cell.value is not None
        else cell.text
    )


def _short(cell: TableCell, width: float, size: int, most: int) -> TableCell:
    room = width - 2 * ACROSS
    return (
        TableCell(measure.shortened(cell.text, size, room, most), cell.value, cell.status)
        if cell.value is None
        else cell
    )


def _line_count(cell: TableCell, width: float, size: int, *, bold: bool = False) -> int:
    return measure.lines(cell_text(cell), size, width - 2 * ACROSS, bold=bold or bool(cell.status))


def _line(cell: TableCell, size: int) -> float:
    return _widest(cell, cell_text(cell).split("\n"), size)


def word(cell: TableCell, size: int) -> float:
    """The width of what cannot be broken."""
    return _widest(cell, re.split("[ \n]", cell_text(cell)), size)


def _widest(cell: TableCell, parts: Sequence[str], size: int) -> float:
    """The room of the longest part of a cell's text; numbers and statuses have some to spare."""
    longest = max(measure.width(part, size, bold=True) for part in parts)
    spare = bool(cell.status) or any(sign.isdigit() for sign in cell.text)
    return longest * (WIDER if spare else ROUNDED) + 2 * ACROSS
