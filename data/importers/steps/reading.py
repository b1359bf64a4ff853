"""Read a file into chunks of texts with row numbers, without judging what they say."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.importers.steps import csv_files, xlsx_files
from data.importers.steps.problems import refusal
from data.importers.steps.xlsx_safety import EMPTY_ROWS

ROWS = 5_000  # in a chunk
BLOCK = 1 << 20

Row = list[str]


@dataclass
class Chunk:
    """Some rows that are not empty, with their numbers in the file; the first row of a file is 1."""

    numbers: list[int]
    rows: list[Row]


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say what the system objects to: a file that is missing or locked, a full disk."""
    try:
        yield
    except FileNotFoundError as error:
        raise refusal(path.name, "import_file_missing", path=str(path)) from error
    except OSError as error:
        raise refusal(path.name, "import_file_unreadable", reason=error.strerror or str(error)) from error


def sha256(path: Path) -> str:
    """The file's checksum."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def read(path: Path) -> Iterator[Chunk]:
    """The file's rows, the header first, in chunks of bounded size."""
    if path.stat().st_size == 0:
        raise refusal(path.name, "import_file_empty")
    rows = xlsx_files.rows(path) if xlsx_files.is_workbook(path) else csv_files.rows(path)
    numbered = _without_empty(path, rows)
    while part := list(islice(numbered, ROWS)):
        numbers, texts = zip(*part, strict=True)
        yield Chunk(list(numbers), list(texts))


def _without_empty(path: Path, rows: Iterator[Row]) -> Iterator[tuple[int, Row]]:
    empty = 0
    for number, row in enumerate(rows, start=1):
        if any(row) and any(map(str.strip, row)):
            yield number, row
            continue
        empty += 1
        if empty > EMPTY_ROWS:
            raise refusal(path.name, "import_empty_rows", limit=EMPTY_ROWS, row=number)
