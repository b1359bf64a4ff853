"""How a report's table fits on a slide: sizes, widths, shorter names, and what goes on to the next
slide.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.exports.parts import measure
from dashboard.exports.parts.canvas import Frame
from dashboard.exports.parts.pptx_table_measure import TEXT_SHAPE, TableLayout, measured, word
from dashboard.figures.theme import GLYPHS
from dashboard.presenting.crowded import Rows, is_crowded, signed
from dashboard.report import ReportTable, TableCell

SIZES = (24, 20, 18, 16, 14)
SMALLEST = SIZES[-1]
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
UNIT = re.compile(r"\u00a0(?=[^\W\d_])")
"""What holds a unit to its number."""


@dataclass(frozen=True)
class TableLabels:
    """The names of the statuses, and the sentence under a table of which so many rows are on the
    next slide.
    """

    statuses: Mapping[str, str]
    more: Callable[[int], str]


@dataclass(frozen=True)
class SlideRooms:
    """What a table's slides have room for: the first beside its finding, and the last alone without
    a word of further rows.
    """

    first: Frame
    middle: Frame
    last: Frame


def lay(
    table: ReportTable, box: Frame, words: TableLabels, largest: int = SIZES[0], later: float = 0
) -> TableLayout:
    """Large if it fits; else smaller, with units below their numbers, with signs for long words, with
    shorter names, and at last in several parts.

    The parts are all of one size: a later one is no larger than the ``largest``, and has ``later``
    inches more room in height.
    """
    key = _statuses(table, words)
    if not is_crowded(table):
        return _lay(table, box, words, key, largest, later)
    rows, meanings = signed(_stacked(table.rows))
    closer = ReportTable(table.columns, tuple(map(tuple, rows)))
    laid = _lay(closer, box, words, _keys(key, _explained(meanings)), largest, later)
    return replace(laid, rest=table.rows[len(laid.rows) :])


def _lay(
    table: ReportTable, box: Frame, words: TableLabels, key: str, largest: int, later: float
) -> TableLayout:
    inside = _above(box, key)
    for size in (size for size in SIZES if size <= largest):
        laid = measured(table.columns, table.rows, inside, size, None, key)
        if laid.whole and sum(laid.heights) <= inside.height:
            return laid
    if not laid.whole:
        table = replace(table, rows=_parted(table.rows))
    rows, signs = _signed(table, box)
    key = _keys(key, signs)
    inside = _above(box, key)
    for most in (None, 4):
        laid = measured(table.columns, rows, inside, SMALLEST, most, key)
        if sum(laid.heights) <= inside.height:
            return laid
    return _first_part(table, rows, box, key, words, later)


def _first_part(
    table: ReportTable, rows: Rows, box: Frame, key: str, words: TableLabels, later: float
) -> TableLayout:
    """As many rows as there is room for, spread evenly over the slides that they take; the others
    are its rest.
    """
    inside, whole = _above(box, _keys(key, words.more(len(rows)))), _above(box, key)
    rooms = SlideRooms(
        inside,
        replace(inside, height=inside.height + later),
        replace(whole, height=whole.height + later),
    )
    most, parts = _fewest_parts(table.columns, rows, rooms)
    even = sum(sum(part.heights) for part in parts) / len(parts) + SLACK
    kept = _rows_held(table.columns, rows[: len(parts[0].rows)], replace(inside, height=even), most)
    key_text = _keys(key, words.more(len(rows) - kept) if kept < len(rows) else "")
    laid = measured(table.columns, rows[:kept], inside, SMALLEST, most, key_text)
    return replace(laid, rest=table.rows[kept:])


def _fewest_parts(
    columns: Sequence[str], rows: Rows, rooms: SlideRooms
) -> tuple[int | None, list[TableLayout]]:
    """To how many lines names are kept, and the parts that this makes: whole names if it may be."""
    for most in LINES:
        parts = _parts(columns, rows, rooms, most)
        if len(rows) / len(parts) >= WORTH_A_SLIDE:
            break
    return most, parts


def _parts(
    columns: Sequence[str], rows: Rows, rooms: SlideRooms, most: int | None
) -> list[TableLayout]:
    """The rows over as few slides as will do, each with widths of its own rows."""
    parts: list[TableLayout] = []
    while rows:
        kept = _rows_held(columns, rows, rooms.last if parts else rooms.first, most)
        if kept < len(rows) and parts:
            kept = _rows_held(columns, rows, rooms.middle, most)
        parts.append(measured(columns, rows[:kept], rooms.middle, SMALLEST, most, ""))
        rows = rows[kept:]
    return parts


def _rows_held(columns: Sequence[str], rows: Rows, inside: Frame, most: int | None) -> int:
    """How many rows fit, one at least; each may leave the columns other widths, and so the names
    more lines.
    """
    kept = 1
    while kept < len(rows):
        laid = measured(columns, rows[: kept + 1], inside, SMALLEST, most, "")
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


def _signed(table: ReportTable, box: Frame) -> tuple[Rows, str]:
    """Signs for the words between the numbers where there are so many columns that the words would
    be cut.
    """
    whole = [tuple(map(TableCell, table.columns)), *table.rows]
    columns = list(zip(*whole, strict=True))
    if (
        sum(max(word(cell, SMALLEST) for cell in column) for column in columns[1:])
        <= box.width * 0.66
    ):
        return table.rows, ""
    rows, meanings = signed(table.rows)
    return rows, _explained(meanings)


def _explained(meanings: Mapping[str, str]) -> str:
    return "; ".join(f"{sign} – {text}" for sign, text in meanings.items())


def _parted(rows: Rows) -> tuple[tuple[TableCell, ...], ...]:
    """Each unit free to stand below its number."""
    return tuple(
        tuple(replace(cell, text=UNIT.sub(" ", cell.text)) for cell in row) for row in rows
    )


def _stacked(rows: Rows) -> Rows:
    """Each shape under its number: columns are then as narrow as their numbers."""
    return [[_under(cell) for cell in row] for row in rows]


def _under(cell: TableCell) -> TableCell:
    if cell.value is None or cell.status is None:
        return cell
    return TableCell(f"{cell.text}\n{GLYPHS[cell.status]}{TEXT_SHAPE}", status=cell.status)
