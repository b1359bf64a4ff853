"""A long and narrow table as two blocks beside each other: a slide is wider than it is high."""

import math
from dataclasses import replace

from dashboard.exports.parts.canvas import Frame
from dashboard.exports.parts.pptx_table_layout import SIZES, TableLabels, lay
from dashboard.exports.parts.pptx_table_measure import TableLayout
from dashboard.report import ReportTable

BETWEEN = 0.4
"""Half of what lies between two blocks, in inches."""


def blocks(
    table: ReportTable, box: Frame, words: TableLabels, largest: int = SIZES[0], later: float = 0
) -> list[tuple[Frame, TableLayout]]:
    """The table as it fits, each block with its place; two if their letters are larger so."""
    laid = lay(table, box, words, largest, later)
    half, middle = box.width / 2 - BETWEEN, math.ceil(len(table.rows) / 2)
    if laid.rest or laid.key or sum(laid.widths) > half:
        return [(box, laid)]
    left, right = (
        replace(box, width=half),
        replace(box, left=box.left + box.width - half, width=half),
    )
    parts = [replace(table, rows=rows) for rows in (table.rows[:middle], table.rows[middle:])]
    size = min(lay(part, left, words, largest).size for part in parts)
    if size <= laid.size:
        return [(box, laid)]
    layouts = (lay(part, left, words, size) for part in parts)
    return list(zip((left, right), layouts, strict=True))
