"""What to refuse in a workbook before it is opened: bombs, passwords, broken formulas, endless empty rows."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from data.importers.steps.mending import AS_IT_CAME, Mending
from data.importers.steps.problems import Problems, refusal

UNPACKED_LIMIT = 1 << 30  # bytes
EMPTY_ROWS = 10_000  # more than these are a sheet gone wrong
BLOCK = 1 << 20
CELL_LIMIT = 8 << 20  # bytes of a sheet's text without the end of a cell; Excel's longest cell is far shorter
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Excel 97 and encrypted workbooks begin with
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# No pattern may look past the next tag twice: a sheet made to be slow would otherwise be.
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^<>]*>")
_TARGET = re.compile(r"<Relationship\b[^<>]*>")
_ATTRIBUTE = re.compile(r'(?<![\w:])([\w:]+)="([^"]*)"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*\br="(\d{1,9})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^<>]*\bt="e")[^<>]*>')
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b(?P<of>[^<>]*)><(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)(?P<empty><v\s*/>|<v></v>)?</(?:\w+:)?c>"
)
_TEXT = re.compile(rb'\bt="str"')
_NAME = re.compile(rb'\br="([A-Z]{1,3})(\d{1,9})"')


def check(path: Path, mending: Mending = AS_IT_CAME) -> int:
    """Refuse a workbook that cannot be read safely and rightly; returns how many rows its first sheet says it has."""
    _check_container(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise refusal(path.name, "import_xlsx_too_big", limit=UNPACKED_LIMIT >> 20)
            return _unpack(path, archive, mending)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, KeyError, StopIteration) as error:
        raise refusal(path.name, "import_not_xlsx") from error
    except RuntimeError as error:  # zipfile: the archive has a password
        raise refusal(path.name, "import_xlsx_password") from error


def _check_container(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(BLOCK)
        if start.startswith(OLE):
            encrypted = ENCRYPTED in start + file.read()
            raise refusal(path.name, "import_xlsx_password" if encrypted else "import_xls_old")


def _unpack(path: Path, archive: zipfile.ZipFile, mending: Mending) -> int:
    """Unpack every part, so that a false size comes out, and look into the first sheet on the way."""
    first, rows = _first_sheet(path, archive), 0
    for name in archive.namelist():
        with archive.open(name) as part:
            if name == first:
                rows = _check_sheet(path, part, mending)
            while part.read(BLOCK):
                pass
    return rows


def _first_sheet(path: Path, archive: zipfile.ZipFile) -> str:
    """The part that holds the first visible sheet of cells: a sheet may also be a chart."""
    sheets = [dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode())]
    tags = _TARGET.findall(archive.read("xl/_rels/workbook.xml.rels").decode())
    parts = {part["Id"]: part for part in (dict(_ATTRIBUTE.findall(tag)) for tag in tags)}
    for sheet in sheets:
        part = parts[next(value for name, value in sheet.items() if name.endswith(":id"))]
        if sheet.get("state", "visible") == "visible" and part["Type"].endswith("/worksheet"):
            return f"xl/{part['Target'].removeprefix('/xl/')}"
    raise refusal(path.name, "import_no_worksheet")


def _check_sheet(path: Path, part: IO[bytes], mending: Mending) -> int:
    problems, rows, last = Problems(path.name), 0, 0
    for xml in _whole_cells(path, part):
        numbers = _ROW.findall(xml)
        rows += len(numbers)
        last = int(numbers[-1]) if numbers else last
        _note(problems, "import_cell_error", _ERROR.findall(xml), mending)
        _note(problems, "import_formula_without_value", _never_computed(xml), mending)
    problems.refuse()
    if last - rows > EMPTY_ROWS:
        raise refusal(path.name, "import_empty_rows", limit=EMPTY_ROWS, row=last)
    return rows


def _never_computed(xml: bytes) -> list[bytes]:
    """Formulas without a value; one whose result is the empty text says so, and is an empty cell."""
    found = _NO_VALUE.finditer(xml)
    return [cell[0] for cell in found if not (cell["empty"] and _TEXT.search(cell["of"]))]


def _note(problems: Problems, rule: str, tags: list[bytes], mending: Mending) -> None:
    for tag in tags:
        found = _NAME.search(tag)
        column, row = (found[1].decode(), int(found[2])) if found else (None, None)
        if column is None or not mending.has(row, place_of(column)):
            problems.add(rule, row=row, column=column)


def place_of(letters: str) -> int:
    """Which column a workbook's letters name; ``A`` is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _whole_cells(path: Path, part: IO[bytes]) -> Iterator[bytes]:
    """The sheet's text in blocks that do not cut a tag in two; refuses a sheet that has no cells for too long."""
    rest = b""
    while block := part.read(BLOCK):
        block = rest + block
        end = max(block.rfind(b"</c>") + 4, block.rfind(b"/>") + 2, block.rfind(b"row>") + 4)
        yield block[:end]
        rest = block[end:]
        if len(rest) > CELL_LIMIT:
            raise refusal(path.name, "import_xlsx_no_cells", limit=CELL_LIMIT >> 20)
    yield rest
