"""What of a page, a chart or a file would run, be computed or lead astray, were a text no text."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile

import openpyxl
from lxml import html
from pptx import Presentation

LINKS = ("href", "src", "action", "formaction", "data", "xlink:href")
SCRIPT_LINK = re.compile(r"[\s\0-\x20]*(javascript|vbscript|data:text)", re.IGNORECASE)
JSON = ("application/json", "application/ld+json")
"""Of data, which no browser executes."""
FOREIGN = re.compile(r"<(?!/?(?:b|br|i|em|strong|sub|sup|span|extra)\b)[a-z/!]", re.IGNORECASE)
"""Tags in a chart's text that no chart of ours has."""
OWN_CELLS = re.compile(r"(?P<sheet>'(?:[^']|'')+'|\w+)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?")
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,]+$|$)")
"""How a cell begins that a spreadsheet computes."""
OUTSIDE = 'TargetMode="External"'


def harm_of_document(markup: str) -> Iterator[str]:
    """Scripts of words, handlers and links of a document; ours has no handler at all."""
    for element in html.fromstring(markup).iter():
        if (
            element.tag == "script"
            and element.get("type") not in JSON
            and "alert(" in (element.text or "")
        ):
            yield element.text
        for name, value in element.attrib.items():
            yield from _harm_of_attribute(name, value)


def _harm_of_attribute(name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name == "srcdoc" or (name in LINKS and SCRIPT_LINK.match(value)):
        yield f"{name}={value}"
    if name == "data-still":
        yield from harm_of_document(f"<p>{value}</p>")


def harm_of_component(part: Any, name: str = "") -> Iterator[str]:
    """The same of what a callback answers; the texts of charts are read as markup."""
    if isinstance(part, str):
        yield from _harm_of_attribute(name, part)
        if name == "figure" and FOREIGN.search(part):
            yield part
    for inner, value in _inner(part):
        if inner == "dangerously_allow_html" or value == "Markdown":
            yield str(part)
        yield from harm_of_component(
            value, "figure" if "figure" in (inner, name) else inner or name
        )


def _inner(part: Any) -> list[tuple[str, Any]]:
    if isinstance(part, dict):
        return list(part.items())
    return [("", value) for value in part] if isinstance(part, list) else []


def harm_of_file(name: str, content: bytes) -> list[str]:
    """The same of a file of any format of ours, which must be whole."""
    return list(FORMATS.get(name.rpartition(".")[2], lambda _content: ())(content))


def _workbook(content: bytes) -> Iterator[str]:
    """Cells that are computed, and what leads out; charts refer to the sheets of their own book."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        yield from (
            str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        )
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode() if name.endswith((".xml", ".rels")) else ""
            if "externalLink" in name or OUTSIDE in part:
                yield name
            references = (
                html.fromstring(each).text for each in re.findall(r"<c:f>.*?</c:f>", part)
            )
            yield from (each for each in references if _leads_out(each or "", book.sheetnames))


def _leads_out(reference: str, sheets: list[str]) -> bool:
    match = OWN_CELLS.fullmatch(reference)
    return match is None or match["sheet"].strip("'").replace("''", "'") not in sheets


def _presentation(content: bytes) -> Iterator[str]:
    """What leads out of a presentation, whose charts have workbooks of their own."""
    Presentation(io.BytesIO(content))
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            yield from [name] if OUTSIDE.encode() in part else []
            yield from _workbook(part) if name.endswith(".xlsx") else ()


def _archive(content: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield from (
                [name]
                if name.startswith("/") or ".." in PurePath(name).parts or "\\" in name
                else []
            )
            yield from harm_of_file(name, archive.read(name))


def _table(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        yield from (cell for cell in row if FORMULA.match(cell))


FORMATS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "xlsx": _workbook,
    "pptx": _presentation,
    "zip": _archive,
    "csv": _table,
    "html": lambda content: harm_of_document(content.decode()),
}
