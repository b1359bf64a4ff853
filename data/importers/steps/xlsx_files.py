"""XLSX workbooks: the rows of the first sheet of cells, as texts."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import python_calamine

from data.importers.steps.blocks import Block
from data.importers.steps.mending import AS_IT_CAME, Mending
from data.importers.steps.problems import refusal
from data.importers.steps.progress import Progress, silently
from data.importers.steps.xlsx_safety import OLE, check

UNREADABLE = (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError)


def is_workbook(path: Path) -> bool:
    """Whether to read a file as a workbook: by what it begins with, or by its name."""
    with path.open("rb") as file:
        start = file.read(8)
    return start.startswith((b"PK\x03\x04", OLE)) or path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}


def blocks(path: Path, size: int, progress: Progress = silently, mending: Mending = AS_IT_CAME) -> Iterator[Block]:
    """The rows of the first visible sheet, empty ones too, ``size`` at a time; ``mending`` says what is not read.

    ``progress`` hears how many of the sheet's rows were.
    """
    styled = check(path, mending)
    with _opened(path) as sheet:
        filled = sheet.end[0] + 1 if sheet.end else 0
        texts = ([_text(value) for value in row] for row in sheet.iter_rows())
        rows = chain(texts, repeat([], styled - filled))
        read = 0
        while block := list(islice(rows, size)):
            yield Block(rows=block)
            read += len(block)
            progress("check", read, max(filled, styled))


@contextmanager
def _opened(path: Path) -> Iterator[python_calamine.CalamineSheet]:
    """The sheet to read; refuses what cannot be read rightly, at once or on the way."""
    try:
        with python_calamine.load_workbook(path) as workbook:
            sheet = _first_visible(workbook)
            for first, last in sheet.merged_cell_ranges or []:
                raise refusal(path.name, "import_merged_cells", cells=f"{_cell(*first)}:{_cell(*last)}")
            yield sheet
    except python_calamine.PasswordError as error:
        raise refusal(path.name, "import_xlsx_password") from error
    except UNREADABLE as error:
        raise refusal(path.name, "import_not_xlsx") from error


def _first_visible(workbook: python_calamine.CalamineWorkbook) -> python_calamine.CalamineSheet:
    visible, cells = python_calamine.SheetVisibleEnum.Visible, python_calamine.SheetTypeEnum.WorkSheet
    names = [sheet.name for sheet in workbook.sheets_metadata if (sheet.visible, sheet.typ) == (visible, cells)]
    return workbook.get_sheet_by_name(names[0])


def _text(value: Any) -> str:
    """What the cell's author sees; a number with the fifteen digits that Excel itself keeps."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return str(value)


def _cell(row: int, column: int) -> str:
    """The name of a cell: ``B4``."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
