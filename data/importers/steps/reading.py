"""Read a file into chunks of texts with row numbers, without judging what they say."""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.importers.steps import csv_files, geojson_files, xlsx_files
from data.importers.steps.blocks import Block, Chunk, chunk
from data.importers.steps.mending import AS_IT_CAME, Mending
from data.importers.steps.problems import refusal
from data.importers.steps.progress import Progress, silently
from data.importers.steps.xlsx_safety import EMPTY_ROWS

ROWS = 2_000  # in a chunk
BLOCK = 1 << 20
SAID = {
    errno.ENOSPC: "import_no_space",
    errno.EISDIR: "import_is_folder",
    errno.EACCES: "import_file_locked",
    errno.EPERM: "import_file_locked",
}
"""What the system objects to most often; for all else its own short name is said."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say what the system objects to: a file that is missing or locked, a full disk."""
    try:
        yield
    except FileNotFoundError as error:
        raise refusal(path.name, "import_file_missing", path=str(path)) from error
    except OSError as error:
        code = error.errno or 0
        raise refusal(
            path.name, SAID.get(code, "import_file_unreadable"), code=errno.errorcode.get(code, code)
        ) from error


def sha256(path: Path) -> str:
    """The file's checksum."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def read(path: Path, progress: Progress = silently, mending: Mending = AS_IT_CAME) -> Iterator[Chunk]:
    """The file's rows as they were mended, the header first, in chunks of bounded size."""
    progress("check", 0, None)
    before, empty, width = 0, 0, 0
    for block in blocks(path, progress, mending):
        read = chunk(block, before, width)
        before += len(block)
        empty += len(block) - len(read)
        if empty > EMPTY_ROWS:
            raise refusal(path.name, "import_empty_rows", limit=EMPTY_ROWS, row=before)
        if len(read):
            width = len(read.columns)
            yield read


def blocks(path: Path, progress: Progress = silently, mending: Mending = AS_IT_CAME) -> Iterator[Block]:
    """The file's rows as they were mended, empty ones too."""
    if path.stat().st_size == 0:
        raise refusal(path.name, "import_file_empty")
    before = 0
    for block in _blocks(path, progress, mending):
        yield mending.block(block, before)
        before += len(block)


def _blocks(path: Path, progress: Progress, mending: Mending) -> Iterator[Block]:
    if geojson_files.is_geojson(path):
        return geojson_files.blocks(path, ROWS)
    if xlsx_files.is_workbook(path):
        return xlsx_files.blocks(path, ROWS, progress, mending)
    return csv_files.blocks(path, ROWS, progress)
