"""What to refuse in a workbook before it is opened: bombs, passwords, damage."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from xml.parsers import expat

from data.imports.files.xlsx_cells import whole_cells
from data.imports.files.xlsx_parts import Parts, parts
from data.imports.problems import refusal

UNPACKED_LIMIT = 1 << 30  # bytes
BLOCK = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Excel 97 and encrypted workbooks begin with
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    EOFError,
    KeyError,
    StopIteration,
    ValueError,
)
"""What Python's own readers raise at a container or its XML that is not what it says, broken UTF-8
included.
"""


@contextmanager
def archive_of(path: Path) -> Iterator[zipfile.ZipFile]:
    """The workbook's container; what cannot be unpacked on the way is refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except DAMAGE as error:
        raise refusal(path.name, "import_not_xlsx") from error
    except RuntimeError as error:  # zipfile: the archive has a password
        raise refusal(path.name, "import_xlsx_password") from error


def check(path: Path) -> Parts:
    """Refuse a workbook that cannot be unpacked safely; returns what it says of its sheets and
    formats.
    """
    _check_container(path)
    with archive_of(path) as archive:
        # as announced, which may be a lie; each part is then unpacked once to see
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
            raise refusal(path.name, "import_xlsx_too_big", limit=UNPACKED_LIMIT >> 20)
        listed = parts(archive)
        sheets = {sheet.part for sheet in listed.sheets if sheet.cells}
        for name in archive.namelist():  # each, so that a false size or damage comes out
            with archive.open(name) as part:
                for _ in (
                    # sheets also by cells: one endless cell would fill the memory
                    whole_cells(path, part)
                    if name in sheets
                    else iter(partial(part.read, BLOCK), b"")
                ):
                    pass
        return listed


def _check_container(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(BLOCK)
        # encrypted workbooks are in the old container: the remedy is another than for .xls
        if start.startswith(OLE):
            # the name of a stream stands anywhere in it, in two bytes a sign
            encrypted = ENCRYPTED in start + file.read()
            raise refusal(path.name, "import_xlsx_password" if encrypted else "import_xls_old")
