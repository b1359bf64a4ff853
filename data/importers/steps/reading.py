"""Read a file into chunks of texts with row numbers, without judging what they say."""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from data.importers.steps import csv_files, xlsx_files
from data.importers.steps.problems import refusal
from data.importers.steps.xlsx_safety import EMPTY_ROWS

ROWS = 2_000  # in a chunk
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
        rule = "import_no_space" if error.errno == errno.ENOSPC else "import_file_unreadable"
        raise refusal(path.name, rule, reason=error.strerror or str(error)) from error


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
    blocks = (xlsx_files if xlsx_files.is_workbook(path) else csv_files).blocks(path, ROWS)
    before, empty = 0, 0
    for block in blocks:
        full = [bool(row and row[0].strip()) or any(map(str.strip, row)) for row in block]
        numbers = range(before + 1, before + len(block) + 1)
        before += len(block)
        empty += full.count(False)
        if empty > EMPTY_ROWS:
            raise refusal(path.name, "import_empty_rows", limit=EMPTY_ROWS, row=before)
        if any(full):
            yield Chunk(list(compress(numbers, full)), list(compress(block, full)))
