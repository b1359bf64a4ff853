"""A workbook with named places, filled by openpyxl: real numbers and days in cells of their own, the
look of the file kept.
"""

import datetime
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from data.refusals import Problem, Refusal
from indicators.forms.form import FormCell
from indicators.forms.templates.archive import DAMAGE, OPENING, Parts, is_xml, tree, unpack
from indicators.forms.templates.filling import Fillings
from indicators.forms.templates.places import PLACE

MAIN = "xl/workbook.xml"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT = re.compile(
    r"\[Content_Types\]\.xml|(xl/|xl/worksheets/|xl/drawings/)?_rels/[^/]*|docProps/.*|customXml/.*"
    r"|xl/(workbook|styles|sharedStrings|calcChain|metadata)\.xml|xl/theme/.*|xl/worksheets/[^/]*\.xml"
    r"|xl/drawings/[^/]*|xl/media/.*|xl/comments[^/]*|xl/comments/.*|xl/printerSettings/.*|xl/tables/.*"
)
"""The parts that openpyxl writes as it has read them, and those whose loss nobody sees."""
SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")
DRAWING = re.compile(r"xl/drawings/drawing[^/]*\.xml")
SHAPES = ("{*}sp", "{*}grpSp", "{*}cxnSp", "{*}graphicFrame")
CELLS = 200_000
"""Cells of a sheet from the first to the last."""
GENERAL = "General"


def places(file: str, content: bytes) -> list[tuple[str, Problem]]:
    """The places of a workbook, each with its sheet and cell; refuses what would be lost, and what
    is no place.
    """
    _check_parts(file, unpack(file, content, MAIN))
    book = _open(file, content)
    return [(place, _where(file, cell)) for cell in _placed(file, book) for place in _names(cell)]


def title(file: str, content: bytes) -> str:
    """What the workbook is called by its properties."""
    return str(_open(file, content).properties.title or "")


def fill(file: str, content: bytes, fillings: Fillings) -> bytes:
    """The workbook with its places filled; formulas are computed anew when it is opened."""
    book = _open(file, content)
    for cell in list(_placed(file, book)):
        _fill_cell(cell, fillings)
    book.calculation.fullCalcOnLoad = True
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


def _open(file: str, content: bytes) -> Workbook:
    try:
        return load_workbook(io.BytesIO(content), rich_text=True)
    except DAMAGE as error:
        raise Refusal(Problem("form_template_damaged", file=file)) from error


def _placed(file: str, book: Workbook) -> Iterator[Any]:
    """The cells with places; refuses a sheet without end, and a place within a formula."""
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > CELLS:
            raise Refusal(
                Problem("form_template_endless", {"limit": CELLS}, file=file, sheet=sheet.title)
            )
        for row in sheet.iter_rows():
            yield from (cell for cell in row if _has_places(file, cell))


def _has_places(file: str, cell: Any) -> bool:
    text = str(cell.value) if cell.value is not None else ""
    if "{{" not in text and "{%" not in text:
        return False
    if cell.data_type == "f" or "{{" in PLACE.sub("", text) or "{%" in text:
        raise Refusal(_where(file, cell, "form_place_unclosed"))
    return True


def _names(cell: Any) -> list[str]:
    return PLACE.findall(str(cell.value))


def _fill_cell(cell: Any, fillings: Fillings) -> None:
    text = str(cell.value)
    alone = PLACE.fullmatch(text.strip())
    filling = fillings[alone[1]] if alone else None
    if filling is not None and filling.cell is not None and _is_typed(filling.cell):
        _write_value(cell, filling.cell)
    else:
        words = PLACE.sub(lambda match: fillings[match[1]].text, text)
        cell.value = words or None
        if words:
            # a text that begins with «=» is no formula
            cell.data_type = "s"


def _is_typed(cell: FormCell) -> bool:
    return isinstance(cell.value, Decimal | datetime.date)


def _write_value(cell: Any, filling: FormCell) -> None:
    """A number or a day by the cell's own format, or by ours where it has none."""
    own = cell.number_format
    cell.value = filling.value
    if own != GENERAL:
        cell.number_format = own
    elif isinstance(filling.value, Decimal):
        cell.number_format = "#,##0" + (f".{'0' * filling.decimals}" if filling.decimals else "")
    else:
        cell.number_format = "dd.mm.yyyy"


def _where(file: str, cell: Any, rule: str = "") -> Problem:
    column = get_column_letter(cell.column)
    params = {"stands": str(cell.value)[:100]}
    return Problem(rule, params, file=file, sheet=cell.parent.title, row=cell.row, column=column)


def _check_parts(file: str, parts: Parts) -> None:
    for name, part in parts.items():
        if not KEPT.fullmatch(name):
            raise Refusal(Problem("form_template_part", {"part": name}, file=file))
        if not is_xml(name):
            continue
        try:
            root = tree(part)
        except DAMAGE as error:
            raise Refusal(Problem("form_template_damaged", file=file)) from error
        if DRAWING.fullmatch(name) and any(True for _shape in root.iter(*SHAPES)):
            raise Refusal(Problem("form_template_part", {"part": name}, file=file))
        if SHEET.fullmatch(name):
            _check_ranges(file, root)
        _check_elsewhere(file, name, part, root)


def _check_ranges(file: str, root: Any) -> None:
    """Refuse ranges that openpyxl would make cells of, without end."""
    for each in root.iter("{*}mergeCell", "{*}hyperlink"):
        try:
            left, top, right, bottom = range_boundaries(each.get("ref", ""))
            area = (right - left + 1) * (bottom - top + 1)
        except DAMAGE as error:
            raise Refusal(Problem("form_template_damaged", file=file)) from error
        if area > CELLS:
            raise Refusal(Problem("form_template_endless", {"limit": CELLS}, file=file))


def _check_elsewhere(file: str, name: str, part: bytes, root: Any) -> None:
    """Refuse a place where nothing fills it: a heading of a printed page, a comment, a condition."""
    if OPENING not in part or name == "xl/sharedStrings.xml":
        return
    texts = (each for each in root.iter() if "{{" in "".join((each.text or "", *each.values())))
    if not SHEET.fullmatch(name) or any(not str(each.tag).endswith(("}t", "}f")) for each in texts):
        raise Refusal(Problem("form_place_elsewhere", {"part": name}, file=file))
