"""Open a file: its tables, with the rows below each header in chunks of texts, without judging what
they say.
"""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from data.imports.columns.kind import Kind
from data.imports.files import csv_files, geojson_files, xlsx_files
from data.imports.files.blocks import Block
from data.imports.files.corrections import AS_IT_CAME, Corrections
from data.imports.files.heading import heading
from data.imports.files.layout import layout
from data.imports.files.tables import Table, first_rows, headed
from data.imports.files.xlsx_parts import parts
from data.imports.files.xlsx_safety import archive_of
from data.imports.files.xlsx_sheets import ALL
from data.imports.problems import refusal
from data.imports.progress import Progress, silently
from data.refusals import Problem, Refusal
from data.words.matching import match_key

ROWS = 2_000  # in a chunk
BLOCK = 1 << 20
RULES = {
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
        # by its number: the system's own words come in whatever language it has
        code = error.errno or 0
        raise refusal(
            path.name,
            RULES.get(code, "import_file_unreadable"),
            code=errno.errorcode.get(code, code),
        ) from error


def sha256(path: Path) -> str:
    """The file's checksum."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


@dataclass(frozen=True)
class OpenFile:
    """An open file: the tables to read, and the sheets that are not, each with the reason."""

    file: str
    tables: list[Table]
    corrections: Corrections = AS_IT_CAME
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that are read, in the order in which their rows are numbered; none where a
        file has none.
        """
        return tuple(table.sheet for table in self.tables if table.sheet is not None)

    def layout(self) -> list[Problem]:
        """What was seen of the file and read, as far as a reader should know it."""
        return layout(self.tables, self.unread)


@contextmanager
def opened(
    kind: Kind,
    path: Path,
    *,
    sheet: str | None = None,
    corrections: Corrections = AS_IT_CAME,
    progress: Progress = silently,
) -> Iterator[OpenFile]:
    """A file as it was mended; ``sheet`` names one sheet of a workbook, or ``all`` with the kind's
    header.
    """
    progress("check", 0, None)
    # before its form is guessed: nothing is neither a workbook nor a table
    if path.stat().st_size == 0:
        raise refusal(path.name, "import_file_empty")
    # by its first bytes: a workbook that somebody has renamed to .csv is still one
    if xlsx_files.is_workbook(path) and not geojson_files.is_geojson(path):
        with xlsx_files.opened(kind, path, ROWS, sheet, corrections, progress) as (tables, unread):
            yield OpenFile(path.name, tables, corrections, unread)
        return
    if sheet and match_key(sheet) != ALL:
        raise refusal(path.name, "import_sheet_no_workbook", sheet=sheet[:100])
    blocks = _blocks(kind, path, progress)
    # as it was mended: a title that was wrong may be among the mended cells
    header = headed(kind, path.name, first_rows(corrections.rows(blocks())))
    yield OpenFile(path.name, [Table(kind, header, blocks)], corrections)


def sheets(path: Path) -> tuple[str, ...]:
    """The sheets of a workbook that have cells, hidden ones too; none of what is no sound workbook."""
    with suppress(Refusal, OSError):
        if xlsx_files.is_workbook(path) and not geojson_files.is_geojson(path):
            with archive_of(path) as archive:
                return tuple(sheet.name for sheet in parts(archive).sheets if sheet.cells)
    return ()


def _blocks(kind: Kind, path: Path, progress: Progress) -> "partial[Iterator[Block]]":
    if geojson_files.is_geojson(path):
        return partial(geojson_files.blocks, path, ROWS)

    def matched(rows: list[list[str]]) -> int:
        # the delimiter is the one by which the header is known
        header = heading(kind, first_rows(rows))
        return header.matched if header else 0

    return partial(csv_files.blocks, path, ROWS, progress, csv_files.form(path, matched))
