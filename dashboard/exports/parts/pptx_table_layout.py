"""How a report's table fits on a slide: sizes, widths, shorter names, and what goes on to the next
slide.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import Frame
from dashboard.figures.theme import GLYPHS
from dashboard.presenting.crowded import Rows, is_crowded, signed
from dashboard.report import ReportTable, TableCell

SIZES = (24, 20, 18, 16, 14)
SMALLEST = SIZES[-1]
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
WORTH_A_SLIDE = 6
"""Rows that make it worth while to write their names in full, where a table goes on over several
slides anyway.
"""
LINES = (None, 4, 3, 2)
"""Lines of a name: in two a day is still whole, and what has no room then is for another slide."""
SLACK = 0.2
"""By how much a part may be longer than the others, in inches, rather than leave the last of them
more.
"""
BELOW = 0.06
TEXT_SHAPE = "\ufe0e"


@dataclass(frozen=True)
class TableLabels:
    """The names of the statuses, and the sentence under a table of which so many rows are on the
    next slide.
    """

    statuses: Mapping[str, str]
    more: Callable[[int], str]


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
            _word(cell, self.size) <= width + 0.01
            for row in rows
            for cell, width in zip(row, self.widths, strict=True)
        )


def lay(table: ReportTable, box: Frame, words: TableLabels, largest: int = SIZES[0]) -> TableLayout:
    """Large if it fits; else smaller, with signs for long words, with shorter names, and at last in
    several parts. The parts are all of one size: a later one is no larger than the ``largest``.
    """
    key = _statuses(table, words)
    if not is_crowded(table):
        return _lay(table, box, words, key, largest)
    rows, meanings = signed(_stacked(table.rows))
    closer = ReportTable(table.columns, tuple(map(tuple, rows)))
    laid = _lay(closer, box, words, _keys(key, _explained(meanings)), largest)
    return replace(laid, rest=table.rows[len(laid.rows) :])


def _lay(table: ReportTable, box: Frame, words: TableLabels, key: str, largest: int) -> TableLayout:
    inside = _above(box, key)
    for size in (size for size in SIZES if size <= largest):
        laid = _laid(table.columns, table.rows, inside, size, None, key)
        if laid.whole and sum(laid.heights) <= inside.height:
            return laid
    rows, signs = _signed(table, box)
    key = _keys(key, signs)
    inside = _above(box, key)
    for most in (None, 4):
        laid = _laid(table.columns, rows, inside, SMALLEST, most, key)
        if sum(laid.heights) <= inside.height:
            return laid
    return _first_part(table, rows, box, key, words)


def _first_part(
    table: ReportTable, rows: Rows, box: Frame, key: str, words: TableLabels
) -> TableLayout:
    """As many rows as there is room for, spread evenly over the slides that they take; the others
    are its rest.
    """
    inside = _above(box, _keys(key, words.more(len(rows))))
    most, parts = _fewest_parts(table.columns, rows, inside)
    even = sum(sum(part.heights) for part in parts) / len(parts) + SLACK
    kept = _rows_held(table.columns, rows[: len(parts[0].rows)], replace(inside, height=even), most)
    key_text = _keys(key, words.more(len(rows) - kept) if kept < len(rows) else "")
    laid = _laid(table.columns, rows[:kept], inside, SMALLEST, most, key_text)
    return replace(laid, rest=table.rows[kept:])


def _fewest_parts(
    columns: Sequence[str], rows: Rows, inside: Frame
) -> tuple[int | None, list[TableLayout]]:
    """To how many lines names are kept, and the parts that this makes: whole names if it may be."""
    for most in LINES:
        parts = _parts(columns, rows, inside, most)
        if len(rows) / len(parts) >= WORTH_A_SLIDE:
            break
    return most, parts


def _parts(
    columns: Sequence[str], rows: Rows, inside: Frame, most: int | None
) -> list[TableLayout]:
    """The rows over as few slides as will do, each with widths of its own rows."""
    parts = []
    while rows:
        kept = _rows_held(columns, rows, inside, most)
        parts.append(_laid(columns, rows[:kept], inside, SMALLEST, most, ""))
        rows = rows[kept:]
    return parts


def _rows_held(columns: Sequence[str], rows: Rows, inside: Frame, most: int | None) -> int:
    """How many rows fit, one at least; each may leave the columns other widths, and so the names
    more lines.
    """
    kept = 1
    while kept < len(rows):
        laid = _laid(columns, rows[: kept + 1], inside, SMALLEST, most, "")
        if sum(laid.heights) > inside.height:
            break
        kept += 1
    return kept


def _keys(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _above(box: Frame, key: str) -> Frame:
    return Frame(box.left, box.top, box.width, box.height - room_of(key, box))


def room_of(key: str, box: Frame) -> float:
    """What the key takes at the foot of the box, where no table reaches that is as long as it was
    measured.
    """
    return measure.height(measure.lines(key, SMALLEST, box.width), SMALLEST) + BELOW if key else 0.0


def _statuses(table: ReportTable, words: TableLabels) -> str:
    """What the shapes before the numbers mean."""
    statuses = {cell.status for row in table.rows for cell in row if cell.value is not None}
    return "; ".join(
        f"{GLYPHS[code]}{TEXT_SHAPE} {name.lower()}"
        for code, name in words.statuses.items()
        if code in statuses
    )


def _laid(
    columns: Sequence[str], rows: Rows, box: Frame, size: int, most: int | None, key: str
) -> TableLayout:
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
    needed = [max(_word(cell, size) for cell in column) for column in columns]
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


def _signed(table: ReportTable, box: Frame) -> tuple[Rows, str]:
    """Signs for the words between the numbers where there are so many columns that the words would
    be cut.
    """
    whole = [tuple(map(TableCell, table.columns)), *table.rows]
    columns = list(zip(*whole, strict=True))
    if (
        sum(max(_word(cell, SMALLEST) for cell in column) for column in columns[1:])
        <= box.width * 0.66
    ):
        return table.rows, ""
    rows, meanings = signed(table.rows)
    return rows, _explained(meanings)


def _explained(meanings: Mapping[str, str]) -> str:
    return "; ".join(f"{sign} – {text}" for sign, text in meanings.items())


def _stacked(rows: Rows) -> Rows:
    """Each shape under its number: columns are then as narrow as their numbers."""
    return [[_under(cell) for cell in row] for row in rows]


def _under(cell: TableCell) -> TableCell:
    if cell.value is None or cell.status is None:
        return cell
    return TableCell(f"{cell.text}\n{GLYPHS[cell.status]}{TEXT_SHAPE}", status=cell.status)


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


def _word(cell: TableCell, size: int) -> float:
    """The width of what cannot be broken."""
    return _widest(cell, re.split("[ \n]", cell_text(cell)), size)


def _widest(cell: TableCell, parts: Sequence[str], size: int) -> float:
    """The room of the longest part of a cell's text; numbers and statuses have some to spare."""
    longest = max(measure.width(part, size, bold=True) for part in parts)
    spare = bool(cell.status) or any(sign.isdigit() for sign in cell.text)
    return longest * (WIDER if spare else ROUNDED) + 2 * ACROSS
