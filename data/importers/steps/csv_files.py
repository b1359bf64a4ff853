"""CSV files: which encoding, which delimiter, and their rows."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import chain, islice
from operator import methodcaller
from pathlib import Path

from data.formula_guard import unguarded
from data.importers.steps.blocks import Block
from data.importers.steps.problems import refusal
from data.importers.steps.progress import Progress, silently

DELIMITERS = ",;\t"
BLOCK = 1 << 20
CYRILLIC = re.compile(r"[А-Яа-яЁё№«»–—“”„…\xa0]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def blocks(path: Path, size: int, progress: Progress = silently) -> Iterator[Block]:
    """The rows of a CSV file, empty ones too, ``size`` at a time; ``progress`` hears how many bytes they took."""
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)
    with path.open("rb") as source, TextIOWrapper(source, encoding=encoding, newline="") as file:
        read = 0
        while lines := list(islice(file, size)):
            columns = _columns(lines, delimiter)
            reader = csv.reader(chain(lines, file), delimiter=delimiter, strict=True)
            try:
                # Each row takes a line or more: so many rows take every one of the lines.
                yield Block(columns=columns) if columns else Block(rows=list(map(_bare, islice(reader, size))))
            except csv.Error as error:
                said = {"line": read + reader.line_num, "longest": csv.field_size_limit()}
                raise refusal(path.name, "import_csv_broken", **said) from error
            read += reader.line_num or len(lines)
            progress("check", source.tell(), path.stat().st_size)


def _columns(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Lines without a quote and of one width, by column: cut at once, many times faster than line by line."""
    text = "".join(lines).replace("\r\n", "\n")
    widths = set(map(methodcaller("count", delimiter), lines))
    if len(widths) > 1 or '"' in text or "\r" in text:
        return []
    width = widths.pop() + 1
    cells = _bare(text.removesuffix("\n").replace("\n", delimiter).split(delimiter))
    return [cells[place::width] for place in range(width)]


def _bare(cells: list[str]) -> list[str]:
    """Cells without the apostrophes that keep spreadsheets from running them."""
    return list(map(unguarded, cells)) if "'" in "".join(cells) else cells


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that cuts the header into the most cells."""
    with path.open(encoding=encoding, newline="") as file:
        header = next((line for line in file if line.strip()), "")
    return max(DELIMITERS, key=lambda delimiter: len(next(csv.reader([header], delimiter=delimiter), [])))


def _encoding(path: Path) -> str:
    """UTF-8 if every byte of the file agrees, else Windows-1251 if the text looks like Russian."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _every_other(start):
        raise refusal(path.name, "import_encoding")
    if b"\0" in start:
        raise refusal(path.name, "import_nul", line=start.count(b"\n", 0, start.index(b"\0")) + 1)
    line = _first_line_not_utf8(path)
    if line is None:
        return "utf-8-sig"
    if _mostly_utf8(start) or start.startswith(codecs.BOM_UTF8):
        raise refusal(path.name, "import_damaged_utf8", line=line)
    _check_windows_1251(path)
    return "cp1251"


def _every_other(start: bytes) -> bool:
    """Whether it looks like UTF-16 without a mark: a NUL byte beside each sign of ASCII."""
    return start.count(b"\0") * 4 > len(start)


def _first_line_not_utf8(path: Path) -> int | None:
    decoder, lines = codecs.getincrementaldecoder("utf-8")(), 1
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK)
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return lines + error.object[: error.start].count(b"\n")
            if not block:
                return None
            lines += block.count(b"\n")


def _mostly_utf8(start: bytes) -> bool:
    """Whether most letters beyond ASCII are right UTF-8, so that the wrong ones are damage."""
    text = start.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return len(NOT_ASCII.findall(text)) - wrong > wrong


def _check_windows_1251(path: Path) -> None:
    """Refuse other encodings (CP866, KOI8-R …), whose letters would silently become others."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = block.decode("cp1251", errors="replace")
            strange = len(NOT_ASCII.findall(text)) - len(CYRILLIC.findall(text))
            if strange * 10 > len(NOT_ASCII.findall(text)) or re.search(r"\b[а-яё][А-ЯЁ]{3,}\b", text):
                raise refusal(path.name, "import_encoding")
