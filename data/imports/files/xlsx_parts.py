"""The small parts of a workbook that say what is in it: its sheets in order, and the formats of its
cells.
"""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from data.imports.files.number_formats import BUILT_IN, NumberFormat, number_format

Attributes = Mapping[str, str]

# bytes of a part that lists sheets or styles; even workbooks that grew for years have less
SMALL = 32 << 20
MOST = 300_000  # elements of one such part; Excel has 65 thousand styles at most
NAMED = (
    "workbookPr",
    "sheet",
    "Relationship",
    "numFmt",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "xf",
)


@dataclass(frozen=True)
class WorkbookSheet:
    """A sheet as the workbook lists it; ``part`` is its file in the archive, ``cells`` whether it
    is one of cells.
    """

    name: str
    visible: bool
    cells: bool
    part: str


@dataclass(frozen=True)
class Parts:
    """A workbook's sheets in their order, and the formats, by number of style, that are not
    ordinary.
    """

    sheets: list[WorkbookSheet]
    formats: Mapping[int, NumberFormat]
    from_1904: bool


def parts(archive: zipfile.ZipFile) -> Parts:
    """What a workbook says of its sheets and formats; raises ``KeyError`` or ``ExpatError`` where
    it says nothing.
    """
    # by expat, not by calamine, which tells neither formats nor what is no sheet of cells
    book = _elements(archive, "xl/workbook.xml")
    links = _elements(archive, "xl/_rels/workbook.xml.rels")
    # names and files of sheets are joined by these ids alone; their order tells nothing
    related = {each["Id"]: each for name, each in links if name == "Relationship"}
    sheets = [_sheet(each, related) for name, each in book if name == "sheet"]
    styles = [_path(each) for each in related.values() if each["Type"].endswith("/styles")]
    formats = (
        _formats(_elements(archive, styles[0]))
        if styles and styles[0] in archive.namelist()
        else {}
    )
    return Parts(
        sheets,
        formats,
        any(each.get("date1904") in ("1", "true") for name, each in book if name == "workbookPr"),
    )


def _sheet(sheet: Attributes, related: Mapping[str, Attributes]) -> WorkbookSheet:
    target = related[next(value for name, value in sheet.items() if name.endswith(":id"))]
    visible = sheet.get("state", "visible") == "visible"
    return WorkbookSheet(
        sheet["name"], visible, target["Type"].endswith("/worksheet"), _path(target)
    )


def _path(target: Attributes) -> str:
    path = target["Target"]
    return path.removeprefix("/") if path.startswith("/") else f"xl/{path}"


def _formats(elements: Iterable[tuple[str, Attributes]]) -> dict[int, NumberFormat]:
    """The formats of the styles that cells name by number, as far as they are not ordinary."""
    codes, styles, within = dict(BUILT_IN), [], False
    for name, each in elements:
        if name == "numFmt":
            codes[int(each["numFmtId"])] = each["formatCode"]
        elif name in ("cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            # styles of cells are counted within this element; named styles have `xf` too
            within = name == "cellXfs"
        elif name == "xf" and within:
            styles.append(int(each.get("numFmtId", "0")))
    formats = {
        style: number_format(codes[number])
        for style, number in enumerate(styles)
        if number in codes
    }
    return {style: each for style, each in formats.items() if not each.ordinary}


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, Attributes]]:
    """The elements of ``NAMED`` of a part, each by its name without a prefix and its attributes."""
    # before it is unpacked: a small archive may hold a huge part
    if archive.getinfo(part).file_size > SMALL:
        raise expat.ExpatError("too large")
    elements: list[tuple[str, Attributes]] = []

    def note(name: str, attributes: Attributes) -> None:
        if (plain := name.rpartition(":")[2]) in NAMED:
            elements.append((plain, attributes))
        if len(elements) > MOST:
            raise expat.ExpatError("too many elements")

    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(archive.read(part), True)
    return elements


def _no_doctype(*_declared: object) -> None:
    """Entities of its own could make a small text an endless one; no spreadsheet writes them."""
    raise expat.ExpatError("a document type")
