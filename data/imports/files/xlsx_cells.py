"""One look through a sheet's XML for what its values do not tell: broken formulas, formats, what is
hidden.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from data.imports.files.number_formats import NumberFormat
from data.imports.problems import refusal

EMPTY_ROWS = 10_000  # more than these are a sheet gone wrong
BLOCK = 1 << 20
# bytes of a sheet's text without the end of a cell; Excel's longest cell is far shorter
CELL_LIMIT = 8 << 20

# No pattern may look past the next tag twice: a sheet made to be slow would otherwise be.
_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*\br="(\d{1,9})"[^<>]*>')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_EDGE = re.compile(rb'\b(min|max)="(\d{1,5})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^<>]*\bt="e")[^<>]*>')
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b(?P<of>[^<>]*)><(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)(?P<empty><v\s*/>|<v></v>)?</(?:\w+:)?c>"
)
_TEXT = re.compile(rb'\bt="str"')
_NAME = re.compile(rb'\br="([A-Z]{1,3})(\d{1,9})"')
_STYLE = re.compile(rb'\bs="(\d{1,9})"')


@dataclass
class Cells:
    """Cells of a sheet in the order of their rows, each with a number: rows are counted from 1,
    columns from 0.

    In arrays, as there may be one for every cell of a large sheet.
    """

    rows: "array[int]" = field(default_factory=lambda: array("L"))
    columns: "array[int]" = field(default_factory=lambda: array("L"))
    numbers: "array[int]" = field(default_factory=lambda: array("L"))

    def add(self, path: Path, tag: bytes, number: int) -> None:
        """Note the cell that a tag begins; refuses one without a name, and rows that are not in
        order.
        """
        name = _NAME.search(tag)
        # in order, as `between` looks for rows by halving
        if name is None or (self.rows and int(name[2]) < self.rows[-1]):
            raise refusal(path.name, "import_cells_unnamed")
        self.rows.append(int(name[2]))
        self.columns.append(place_of(name[1].decode()))
        self.numbers.append(number)

    def between(self, first: int, beyond: int) -> Iterator[tuple[int, int, int]]:
        """Row, column and number of the cells of these rows."""
        start, end = bisect_left(self.rows, first), bisect_left(self.rows, beyond)
        return zip(
            self.rows[start:end], self.columns[start:end], self.numbers[start:end], strict=True
        )

    @property
    def last(self) -> int:
        """The last row that has one of them; 0 where there are none."""
        return self.rows[-1] if self.rows else 0


@dataclass
class SheetXml:
    """What a sheet's XML says beside the values: its rows, what is hidden, and some of its cells.

    ``formatted`` are those whose format is not ordinary, with the number of their style.
    """

    rows: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    formatted: Cells = field(default_factory=Cells)
    errors: Cells = field(default_factory=Cells)
    never_computed: Cells = field(default_factory=Cells)

    def without_value(self, first: int, beyond: int) -> Iterator[tuple[int, int, str]]:
        """Row and column of the cells of these rows that have no sound value, each with the rule
        that it breaks.
        """
        for rule, cells in (
            ("import_cell_error", self.errors),
            ("import_formula_without_value", self.never_computed),
        ):
            for row, column, _ in cells.between(first, beyond):
                yield row, column, rule

    @property
    def last(self) -> int:
        """The last row of which something is known."""
        return max(self.rows, self.errors.last, self.never_computed.last)


def look(path: Path, part: IO[bytes], formats: Mapping[int, NumberFormat]) -> SheetXml:
    """Look through a sheet; refuses one that has gone wrong as a whole."""
    looks, last = SheetXml(), 0
    formatted = _of_styles(formats)
    for xml in whole_cells(path, part):
        for row in _ROW.finditer(xml):
            # rows that are written; the number of the last one may be far greater
            looks.rows += 1
            last = int(row[1])
            if _HIDDEN.search(row[0]):
                looks.hidden_rows.add(last)
        looks.hidden_columns += _hidden_columns(xml)
        for tag in _ERROR.findall(xml):
            looks.errors.add(path, tag, 0)
        for tag in _never_computed(xml):
            looks.never_computed.add(path, tag, 0)
        for tag in formatted.findall(xml) if formatted else ():
            style = _STYLE.search(tag)
            looks.formatted.add(path, tag, int(style[1]) if style else 0)
    if last - looks.rows > EMPTY_ROWS:
        raise refusal(path.name, "import_empty_rows", limit=EMPTY_ROWS, row=last)
    return looks


def _of_styles(styles: Collection[int]) -> re.Pattern[bytes] | None:
    """What finds the cells of these styles that have a value; a cell without a style has that of
    number 0.
    """
    if not styles:
        return None
    numbers = "|".join(map(str, sorted(styles)))
    # a cell without `s` has style 0
    unstyled = r"|(?![^<>]*\bs=)" if 0 in styles else ""
    pattern = rf'<(?:\w+:)?c\b(?:(?=[^<>]*\bs="(?:{numbers})"){unstyled})[^<>]*(?<!/)>'
    return re.compile(pattern.encode())


def _hidden_columns(xml: bytes) -> Iterator[range]:
    for tag in _COLUMNS.findall(xml):
        edges = dict(_EDGE.findall(tag))
        if _HIDDEN.search(tag) and len(edges) == 2:
            yield range(int(edges[b"min"]) - 1, int(edges[b"max"]))


def _never_computed(xml: bytes) -> list[bytes]:
    """Formulas without a value; one whose result is the empty text says so, and is an empty cell."""
    # what a program wrote that does not compute: its cells would be read as empty
    cells = _NO_VALUE.finditer(xml)
    return [cell[0] for cell in cells if not (cell["empty"] and _TEXT.search(cell["of"]))]


def place_of(letters: str) -> int:
    """Which column a workbook's letters name; ``A`` is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def letters_of(place: int) -> str:
    """The letters of a column; 0 is ``A``."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def whole_cells(path: Path, part: IO[bytes]) -> Iterator[bytes]:
    """The sheet's text in blocks that do not cut a tag in two; refuses a sheet that has no cells
    for too long.
    """
    rest = b""
    while block := part.read(BLOCK):
        block = rest + block
        # where a cell or a row ends: patterns must see each of them whole
        end = max(block.rfind(b"</c>") + 4, block.rfind(b"/>") + 2, block.rfind(b"row>") + 4)
        yield block[:end]
        rest = block[end:]
        if len(rest) > CELL_LIMIT:
            raise refusal(path.name, "import_xlsx_no_cells", limit=CELL_LIMIT >> 20)
    yield rest
