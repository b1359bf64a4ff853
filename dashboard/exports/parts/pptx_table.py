"""A report's table as a presentation's own: it keeps to its place, whatever it holds."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Inches

from dashboard.exports.parts.canvas import Frame, TextRun, but, text_box, write
from dashboard.exports.parts.pptx_master import TABLE_STYLE
from dashboard.exports.parts.pptx_table_layout import BELOW, SMALLEST, room_of
from dashboard.exports.parts.pptx_table_measure import ACROSS, DOWN, TableLayout, cell_text
from dashboard.figures.theme import WALL


def draw(shapes: Any, box: Frame, laid: TableLayout, locale: str) -> Any:
    """The table within the box, with the key to its signs at its foot; returns the shape that holds
    it.
    """
    place = Frame(box.left, box.top, sum(laid.widths), sum(laid.heights))
    frame = shapes.add_table(len(laid.rows) + 1, len(laid.columns), *place.inches)
    native = frame.table
    native.first_row, native.horz_banding = True, False
    frame._element.xpath(".//a:tableStyleId")[0].text = TABLE_STYLE
    for column, width in zip(native.columns, laid.widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(native.rows, laid.heights, strict=True):
        row.height = Inches(height)
    _fill(native, laid, locale)
    if laid.key:
        room = room_of(laid.key, box)
        below = Frame(box.left, box.top + box.height - room + BELOW, box.width, room - BELOW)
        text_box(shapes, below, [[TextRun(laid.key, SMALLEST, colour=WALL.muted)]], locale)
    return frame


def _fill(native: Any, laid: TableLayout, locale: str) -> None:
    numeric = [
        name.isdigit() or any(row[column].value is not None for row in laid.rows)
        for column, name in enumerate(laid.columns)
    ]
    for column, name in enumerate(laid.columns):
        run = TextRun(name, laid.size, bold=True, colour=WALL.muted)
        _put(native.cell(0, column), run, locale, right=numeric[column])
    for number, row in enumerate(laid.rows, 1):
        for column, cell in enumerate(row):
            colour = WALL.status[cell.status] if cell.status else WALL.ink
            run = TextRun(cell_text(cell), laid.size, bold=bool(cell.status), colour=colour)
            right = column > 0 and numeric[column]
            _put(native.cell(number, column), run, locale, right=right)


def _put(cell: Any, run: TextRun, locale: str, *, right: bool) -> None:
    write(cell.text_frame, [[but(run, line)] for line in run.text.split("\n")], locale)
    cell.text_frame.auto_size = MSO_AUTO_SIZE.NONE  # a row grows instead
    cell.margin_left = cell.margin_right = Inches(ACROSS)
    cell.margin_top = cell.margin_bottom = Inches(DOWN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in cell.text_frame.paragraphs if right else ():
        paragraph.alignment = PP_ALIGN.RIGHT
