"""An official form as a workbook to print: real numbers, A4 across, its head on every page."""

import datetime
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import FileCreateError

from dashboard.exports.parts.numbers import number_format
from dashboard.exports.parts.xlsx_book import Book, SheetWriter, sheet_names
from dashboard.http.context import language
from dashboard.text import form_labels
from dashboard.text.labels import in_language
from dashboard.text.language import _
from indicators.forms.form import NUMERIC, TEXT, FormCell, FormRow, OfficialForm

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIZE = 10
LINE = 1.45
"""The height of a line, in sizes of its letters."""
BORDER = {"border": 1, "font_size": SIZE}
HEAD = {**BORDER, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
DEEPEST = 15
"""Steps that Excel indents a text by."""


def write(form: OfficialForm, path: Path) -> None:
    """Title, table and notes on one sheet."""
    book = Book(str(path))
    sheet = book.sheet(sheet_names([form_labels.title(form)])[0])
    sheet.across = len(form.columns) - 1
    for at, column in enumerate(form.columns):
        sheet.worksheet.set_column(at, at, column.width)
    _title(sheet, form)
    _heads(sheet, form)
    for row in form.rows:
        _row(sheet, form, row)
    _below(sheet, form)
    _printed(sheet, form)
    _properties(book, form)
    try:
        book.workbook.close()
    except FileCreateError as error:  # the library's own name for what the system objects to
        raise OSError(*error.args[0].args) from error


def _title(sheet: SheetWriter, form: OfficialForm) -> None:
    for text, looks in (
        (form_labels.title(form), {"bold": True, "font_size": 14}),
        (in_language(form.programme), {"bold": True}),
        (form_labels.period(form.question), {}),
    ):
        _line(sheet, form, text, align="center", **looks)
    if form.unit is not None:
        _line(sheet, form, in_language(form.unit), align="right", font_size=SIZE)


def _line(sheet: SheetWriter, form: OfficialForm, text: str, **looks: Any) -> None:
    """A sentence over all columns, as high as it needs."""
    wide = sum(column.width for column in form.columns)
    size = looks.get("font_size", SIZE)
    sheet.worksheet.merge_range(
        sheet.row, 0, sheet.row, sheet.across, "", sheet.book.look(text_wrap=True, **looks)
    )
    sheet.text(sheet.row, 0, text, text_wrap=True, **looks)
    _tall(sheet, math.ceil(len(text) * size / SIZE / wide), size)
    sheet.row += 1


def _heads(sheet: SheetWriter, form: OfficialForm) -> None:
    """The nested heads and, below them, the numbers of the columns."""
    top, look = sheet.row, sheet.book.look(**HEAD)
    for head in form_labels.heads(form.columns):
        first, last = top + head.row, top + head.row + head.rows - 1
        right = head.column + head.columns - 1
        if (first, head.column) != (last, right):
            sheet.worksheet.merge_range(first, head.column, last, right, "", look)
        sheet.text(first, head.column, head.text, **HEAD)
    _head_heights(sheet, form)
    for at in range(len(form.columns)):
        sheet.number(sheet.row, at, at + 1, "0", **BORDER, align="center")
    sheet.row += 1
    sheet.worksheet.repeat_rows(top, sheet.row - 1)
    sheet.worksheet.freeze_panes(sheet.row, form.named + 1)


def _head_heights(sheet: SheetWriter, form: OfficialForm) -> None:
    """Rows of the head so high that what stands over one column has room."""
    listed = list(form_labels.heads(form.columns))
    for row in range(form.depth):
        need = 1
        for head in listed:
            if head.row <= row < head.row + head.rows:
                wide = sum(each.width for each in form.columns[head.column :][: head.columns])
                need = max(need, math.ceil(lines(head.text, wide) / head.rows))
        _tall(sheet, need)
        sheet.row += 1


def _row(sheet: SheetWriter, form: OfficialForm, row: FormRow) -> None:
    need = 1
    for at, (column, cell) in enumerate(zip(form.columns, row.cells, strict=True)):
        looks = _looks(form, row, at)
        _cell(sheet, at, cell, looks)
        if column.kind == TEXT:
            inside = column.width - 2 * looks.get("indent", 0)
            need = max(need, lines(form_labels.cell_text(cell), inside))
    _tall(sheet, need)
    sheet.row += 1


def _looks(form: OfficialForm, row: FormRow, at: int) -> dict[str, Any]:
    """A row's name is indented by its depth; totals and titles are bold."""
    column = form.columns[at]
    looks: dict[str, Any] = {**BORDER, "text_wrap": True, "bold": row.is_bold}
    if at == form.named:
        return {**looks, "align": "left", "indent": min(row.level, DEEPEST)}
    if column.kind in NUMERIC:
        return looks | {"align": "right"}
    # away from the number that ends where it begins
    return looks | {"align": "left", "indent": 1}


def _cell(sheet: SheetWriter, at: int, cell: FormCell, looks: dict[str, Any]) -> None:
    value = cell.value
    if isinstance(value, Decimal):
        plain = {name: look for name, look in looks.items() if name != "text_wrap"}
        sheet.number(sheet.row, at, float(value), number_format(cell.decimals), **plain)
    elif isinstance(value, datetime.date):
        own = {name: look for name, look in looks.items() if name != "align"}
        sheet.day(sheet.row, at, value, "day", language(), **own)
    else:
        centred = {"align": "center"} if value is None else {}
        sheet.text(sheet.row, at, form_labels.cell_text(cell), **looks | centred)


def _below(sheet: SheetWriter, form: OfficialForm) -> None:
    """The notes, and which data these are."""
    sheet.row += 1
    for note in form_labels.notes(form):
        _line(sheet, form, note, font_size=SIZE - 1)
    for name, text in form_labels.colophon(form):
        _line(sheet, form, f"{name}: {text}", font_size=SIZE - 1, font_color="#595959")


def _printed(sheet: SheetWriter, form: OfficialForm) -> None:
    sheet.worksheet.print_area(0, 0, sheet.row - 1, len(form.columns) - 1)
    sheet.worksheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.worksheet.set_footer(
        "&L&8{name}&R&8{page}".format(
            name=form_labels.title(form).replace("&", "&&"),
            page=_("page {number} of {total}").format(number="&P", total="&N"),
        )
    )


def _properties(book: Book, form: OfficialForm) -> None:
    colophon = (f"{name}: {text}" for name, text in form_labels.colophon(form))
    book.workbook.set_properties(
        {
            "title": form_labels.title(form),
            "subject": in_language(form.programme),
            "author": "Itog",
            "comments": "\n".join(colophon),
            "created": datetime.datetime.combine(form.clock, datetime.time()),
        }
    )


def _tall(sheet: SheetWriter, need: int, size: float = SIZE) -> None:
    sheet.worksheet.set_row(sheet.row, max(1, need) * size * LINE + 2)


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so many letters wide, broken between words."""
    count, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
        if used > width:
            count, used = count + (used - 1) // max(1, width), used % max(1, width)
    return count
