"""XLSX workbooks: which sheets are read, and their rows as texts."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import python_calamine

from data.imports.columns.kind import Kind
from data.imports.files.blocks import Block
from data.imports.files.corrections import Corrections
from data.imports.files.header import recognised
from data.imports.files.heading import Heading, heading
from data.imports.files.number_formats import NumberFormat
from data.imports.files.tables import Table, first_rows, headed
from data.imports.files.xlsx_cells import SheetXml, letters_of, look
from data.imports.files.xlsx_parts import Parts, WorkbookSheet
from data.imports.files.xlsx_safety import OLE, archive_of, check
from data.imports.files.xlsx_sheets import SourceSheet, choose, unread
from data.imports.files.xlsx_unreadable import Unreadable, cell_name, merged_below
from data.imports.problems import STRIDE, InvalidValue, refusal
from data.imports.progress import Progress
from data.imports.values import values

UNREADABLE = (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError)
ZERO_1904 = datetime.date(1904, 1, 1)
DAYS = ("day", "full_day")

Value = Any  # what calamine gives for a cell: text, number, truth, date, time or duration


def is_workbook(path: Path) -> bool:
    """Whether to read a file as a workbook: by what it begins with, or by its name."""
    with path.open("rb") as file:
        start = file.read(8)
    return start.startswith((b"PK\x03\x04", OLE)) or path.suffix.lower() in {
        ".xlsx",
        ".xlsm",
        ".xls",
    }


@contextmanager
def opened(
    kind: Kind,
    path: Path,
    size: int,
    name: str | None,
    corrections: Corrections,
    progress: Progress,
) -> Iterator[tuple[list[Table], list[tuple[str, str]]]]:
    """The tables to read, ``size`` rows a block, and every other sheet with the reason for which it
    is not read.

    Refuses what cannot be read rightly, at once or on the way. ``progress`` hears how many rows of
    a sheet were read.
    """
    # before calamine opens it, which would unpack whatever there is
    parts = check(path)
    try:
        with python_calamine.load_workbook(path) as file:
            workbook = _Workbook(path, kind, parts, file, size, progress)
            sheets = [workbook.survey(part, named=bool(name)) for part in parts.sheets]
            chosen = choose(path.name, kind, sheets, name)
            # a number tells its sheet: rows of all sheets are one file
            bases = (STRIDE * place for place in range(len(chosen)))
            tables = [
                workbook.table(sheet.name, base, corrections)
                for sheet, base in zip(chosen, bases, strict=False)
            ]
            yield tables, unread(kind, sheets, chosen)
    except python_calamine.PasswordError as error:
        raise refusal(path.name, "import_xlsx_password") from error
    except UNREADABLE as error:
        raise refusal(path.name, "import_not_xlsx") from error


@dataclass
class _Workbook:
    """An open workbook of which some sheets are to be read."""

    path: Path
    kind: Kind
    parts: Parts
    file: python_calamine.CalamineWorkbook
    size: int
    progress: Progress
    _kept: dict[str, python_calamine.CalamineSheet] = field(default_factory=dict)

    def survey(self, part: WorkbookSheet, *, named: bool) -> SourceSheet:
        """Look for the header in a sheet; a hidden one is looked at only where somebody names a
        sheet.
        """
        # hidden sheets hold lists and drafts: only who names a sheet means one
        if not part.cells or not (part.visible or named):
            return SourceSheet(part.name, part.visible, part.cells, None, lambda: 0)
        header = heading(self.kind, first_rows(map(_texts, self._sheet(part.name).iter_rows())))
        return SourceSheet(
            part.name, part.visible, part.cells, header, partial(self._count, part.name, header)
        )

    def table(self, name: str, base: int, corrections: Corrections) -> Table:
        """The table of a sheet, with the cells of which nobody can say what they hold."""
        sheet = self._sheet(name)
        # calamine leaves out empty columns before the first that is filled
        left = sheet.start[1] if sheet.start else 0
        plain = (Block(rows=rows) for rows in _batches(map(_texts, sheet.iter_rows()), self.size))
        header = headed(self.kind, self.path.name, first_rows(corrections.rows(plain, base)))
        part = next(part for part in self.parts.sheets if part.name == name)
        with archive_of(self.path) as archive, archive.open(part.part) as xml:
            # calamine gives values without formats, and an empty cell for a broken formula
            looks = look(self.path, xml, self.parts.formats)
        merged = merged_below(self.path.name, sheet.merged_cell_ranges or [], header.last)
        unreadable = Unreadable(looks, merged, left, header.last)
        return Table(
            self.kind,
            header,
            partial(self._blocks, sheet, header, unreadable),
            name,
            base,
            frozenset(looks.hidden_rows),
            _hidden_columns(looks, header, left),
            [
                fault
                for fault in unreadable.in_header(header.first)
                if not corrections.has(base + fault[0], fault[1])
            ],
        )

    def _sheet(self, name: str) -> python_calamine.CalamineSheet:
        """A sheet by its name; that of a workbook with one sheet alone is kept, as reading it takes
        time.
        """
        kept = self._kept.get(name) or self.file.get_sheet_by_name(name)
        if len(self.parts.sheets) == 1:
            self._kept[name] = kept
        return kept

    def _count(self, name: str, header: Heading | None) -> int:
        """The rows below the header that are not empty."""
        rows = islice(self._sheet(name).iter_rows(), header.last if header else 0, None)
        return sum(1 for row in rows if any(str(value).strip() for value in row))

    def _blocks(
        self, sheet: python_calamine.CalamineSheet, header: Heading, unreadable: Unreadable
    ) -> Iterator[Block]:
        """The rows of a sheet, empty ones too, with what their formats make of them."""
        looks, left = unreadable.looks, unreadable.left
        filled, read = sheet.end[0] + 1 if sheet.end else 0, 0
        days = self._days(header)
        # rows with broken cells alone are none to calamine, and must be refused all the same
        for rows in _batches(chain(sheet.iter_rows(), repeat([], looks.last - filled)), self.size):
            texts = list(map(_texts, rows))
            first, beyond = read + 1, read + len(rows) + 1
            faults = unreadable.faults(first, beyond)
            for row, column, style in looks.formatted.between(first, beyond):
                at = (row - first, column - left)
                # one fault a cell: a merged one is that, whatever its format
                if at not in faults and 0 <= at[1] < len(rows[at[0]]):
                    try:
                        texts[at[0]][at[1]] = _formatted_text(
                            rows[at[0]][at[1]], self.parts.formats[style]
                        )
                    except InvalidValue as bad:
                        faults[at] = InvalidValue(
                            bad.rule, cell=cell_name(row - 1, column), **bad.params
                        )
            for place in days:
                _date(rows, texts, place)
            yield Block(rows=texts, faults=faults)
            read += len(rows)
            self.progress("check", read, max(filled, looks.last))

    def _days(self, header: Heading) -> list[int]:
        """The columns in which a number is a day counted from 1904, as in workbooks of old
        Macintoshes.
        """
        columns = recognised(self.kind, header.names) if self.parts.from_1904 else []
        return [place for place, column in enumerate(columns) if column and column.form in DAYS]


def _batches(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(islice(rows, size)):
        yield batch


def _texts(row: Sequence[Value]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: Value) -> str:
    """What the cell's author sees; a number with the fifteen digits that Excel itself keeps."""
    if isinstance(value, str):
        return value
    # before the numbers, as Python's True is an int
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        return format(_number(value), "f")
    # a date cell is a moment at midnight; its day is all that was typed
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return _hours(value) if isinstance(value, datetime.timedelta) else str(value)


def _number(value: float) -> Decimal:
    # 0.1 + 0.2 in a cell is shown as 0.3: digits beyond the fifteenth were typed by nobody
    return Decimal(f"{value:.15g}")


def _hours(value: datetime.timedelta) -> str:
    """A duration as ``26:05:00``."""
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _formatted_text(value: Value, shape: NumberFormat) -> str:
    """A cell as its format has it: a percentage with its sign, a date as far as it is shown; else a
    ``Bad``.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = _number(value)
        try:
            return f"{values.plain(number * 100)}%" if shape.percent(number) else _text(value)
        except InvalidValue as bad:
            raise InvalidValue(bad.rule, held=_text(value), **bad.params) from bad
    if isinstance(value, datetime.date):
        return _date_shown(value, shape.dates_to) or _text(value)
    return _text(value)


def _date_shown(date: datetime.date, to: str | None) -> str | None:
    """A month or a year that a spreadsheet has made its first day of; a date whose day matters is
    kept whole.
    """
    if to == "month" and date.day == 1:
        return f"{date:%Y-%m}"
    return f"{date:%Y}" if to == "year" and (date.month, date.day) == (1, 1) else None


def _date(rows: Sequence[Sequence[Value]], texts: Sequence[list[str]], place: int) -> None:
    """Numbers of a column as the days that they are, counted from 1904."""
    for row, line in zip(rows, texts, strict=True):
        if place < len(row) and isinstance(row[place], int | float) and 0 < row[place] < 1e6:
            line[place] = str(ZERO_1904 + datetime.timedelta(days=int(row[place])))


def _hidden_columns(looks: SheetXml, header: Heading, left: int) -> tuple[tuple[str, str], ...]:
    """The hidden columns that have a name in the header, as their letters and name."""
    named = {left + place: name.strip() for place, name in enumerate(header.names) if name.strip()}
    hidden = [
        column for column in named if any(column in columns for columns in looks.hidden_columns)
    ]
    return tuple((letters_of(column), named[column]) for column in hidden)
