"""CSV files: which encoding, which delimiter, and their rows."""

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain, islice
from operator import methodcaller
from pathlib import Path

from data.imports.files.blocks import Block
from data.imports.problems import refusal
from data.imports.progress import Progress, silently
from data.words.formula_guard import unguarded

DELIMITERS = ",;\t"
BLOCK = 1 << 20
LOOKED_AT = 60
"""Lines among which the header is looked for."""
CYRILLIC = re.compile(r"[А-Яа-яЁё№«»–—“”„…\xa0]")
_SEP = re.compile(r"(?i:sep)=(?P<sign>[^\"\r\nA-Za-z0-9])(?P=sign)*")
_AROUND = ' \r\n"\ufeff'
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Form:
    """How a CSV file is written.

    ``marked``: its first line says the delimiter and is no row of the table.
    """

    encoding: str
    delimiter: str
    marked: bool = False


Matched = Callable[[list[list[str]]], int]
"""How many columns of the kind rows have in their header."""


def form(path: Path, matched: Matched = lambda rows: 0) -> Form:
    """The encoding and delimiter of a file: that of its line ``sep=;``, else the one by which its
    header is known.
    """
    encoding = _encoding(path)
    # newline="": the csv reader must see the line breaks within quotes as they are
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(file, LOOKED_AT))
    # what Excel itself writes, and believes before anything else
    if marked := _SEP.fullmatch(lines[0].strip(_AROUND) if lines else ""):
        return Form(encoding, marked["sign"], marked=True)
    return Form(encoding, _delimiter(lines, matched))


def blocks(
    path: Path, size: int, progress: Progress = silently, how: Form | None = None
) -> Iterator[Block]:
    """The rows of a CSV file, empty ones too, ``size`` at a time; ``progress`` hears how many bytes
    they took.
    """
    how = how or form(path)
    with (
        path.open("rb") as source,
        TextIOWrapper(source, encoding=how.encoding, newline="") as file,
    ):
        # lines, which a refusal names; rows may take several
        read = 0
        while lines := list(islice(file, size)):
            if how.marked and not read:
                lines[0] = (
                    "\n"  # an empty row in its place: the rows keep the numbers that the file has
                )
            # plain lines are cut at once; a quote anywhere sends the block to the csv reader
            columns = _columns(lines, how.delimiter)
            # on into the file: a quoted cell may go on beyond the lines that were read
            reader = csv.reader(chain(lines, file), delimiter=how.delimiter, strict=True)
            try:
                # Each row takes a line or more: so many rows take every one of the lines.
                yield (Block(columns=columns) if columns else _quoted(list(islice(reader, size))))
            except csv.Error as error:
                broken = {"line": read + reader.line_num, "longest": csv.field_size_limit()}
                raise refusal(path.name, "import_csv_broken", **broken) from error
            read += reader.line_num or len(lines)
            progress("check", source.tell(), path.stat().st_size)


def _columns(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Lines without a quote and of one width, by column: cut at once, many times faster than line
    by line.
    """
    text = "".join(lines).replace("\r\n", "\n")
    # a lone carriage return ends a line for some programs and none for others
    if '"' in text or "\r" in text:
        return []
    widths = set(map(methodcaller("count", delimiter), lines))
    if len(widths) > 1:
        return []
    width = widths.pop() + 1
    cells = _bare(text.removesuffix("\n").replace("\n", delimiter).split(delimiter))
    return [cells[place::width] for place in range(width)]


def _quoted(rows: list[list[str]]) -> Block:
    """Rows as the csv reader cuts them: by column where all have one width."""
    # one look for the cells of all rows: apostrophes are rare
    if "'" in "".join(chain.from_iterable(rows)):
        rows = list(map(_bare, rows))
    if len(set(map(len, rows))) == 1 and rows[0]:
        return Block(columns=list(zip(*rows, strict=True)))
    return Block(rows=rows)


def _bare(cells: list[str]) -> list[str]:
    """Cells without the apostrophes that keep spreadsheets from running them."""
    return list(map(unguarded, cells)) if "'" in "".join(cells) else cells


def _delimiter(lines: Sequence[str], matched: Matched) -> str:
    """The delimiter that makes the most columns of the kind; where none does, the one that cuts the
    first row most.
    """
    first = next((line for line in lines if line.strip()), "")

    def likeness(delimiter: str) -> tuple[int, int]:
        # by the header, not by what occurs most: texts are full of commas
        return matched(_rows(lines, delimiter)), len(next(iter(_rows([first], delimiter)), []))

    return max(DELIMITERS, key=likeness)


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The rows that lines make, up to where they make none."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(csv.reader(lines, delimiter=delimiter))
    return rows


def _encoding(path: Path) -> str:
    """UTF-8 if every byte of the file agrees, else Windows-1251 if the text looks like Russian."""
    with path.open("rb") as file:
        start = file.read(BLOCK)
    # first: UTF-16 is full of NUL bytes, which would be called damage
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _every_other(start):
        raise refusal(path.name, "import_encoding")
    if b"\0" in start:
        raise refusal(path.name, "import_nul", line=start.count(b"\n", 0, start.index(b"\0")) + 1)
    line = _first_line_not_utf8(path)
    if line is None:
        # takes a byte-order mark off, and does without one
        return "utf-8-sig"
    # a few wrong bytes in UTF-8 are damage; read as Windows-1251 every letter would be another
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
            # CP866 and KOI8-R read as 1251 give signs of drawings, or words with capitals inside;
            # one byte is no sign of it at all
            if (
                "\ufffd" in text
                or strange * 10 > len(NOT_ASCII.findall(text))
                or re.search(r"\b[а-яё][А-ЯЁ]{3,}\b", text)
            ):
                raise refusal(path.name, "import_encoding")
