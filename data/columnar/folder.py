"""Where the columnar copy of a database lies, and what its files are."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path
from sqlalchemy import URL

from data.database.database import file_of
from data.system import write_whole

FORMAT = 1
MANIFEST = "manifest.json"
Digests = Mapping[str, str]
"""The SHA-256 of each file, by its name."""


@dataclass(frozen=True)
class TableCopy:
    """The rows of one table as they were at ``revision``, which had that ``seal``.

    ``files`` have the rows that came, ``closed`` the ends of those that went after their file was
    written. ``columns`` are types by name.
    """

    revision: int
    seal: str
    columns: Mapping[str, str]
    rows: int
    files: Digests
    closed: Digests

    def sound_in(self, folder: Path) -> bool:
        """Whether every file is there as it was written."""
        digests = {**self.files, **self.closed}
        with suppress(OSError):
            return all(_digest(folder / name) == digest for name, digest in digests.items())
        return False


def folder_of(url: URL) -> Path | None:
    """The folder beside an embedded database, or of a server's in this machine's cache; none for
    memory.
    """
    if url.get_backend_name() == "sqlite":
        file = file_of(url)
        return file and file.with_name(f"{file.name}.columns")
    name = hashlib.sha256(url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return user_cache_path("itog", appauthor=False) / "columns" / name


def table_copies(folder: Path) -> dict[str, TableCopy]:
    """The copies of a folder by table; nothing where there is none of this format."""
    # whatever somebody left there in the place of ours is no copy
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        content = json.loads((folder / MANIFEST).read_bytes())
        if content["format"] == FORMAT:
            return {name: TableCopy(**fields) for name, fields in content["tables"].items()}
    return {}


def keep_copies(folder: Path, copies: Mapping[str, TableCopy]) -> None:
    """Write the manifest, and remove the files that it does not name."""
    tables = {name: asdict(copy) for name, copy in copies.items()}
    content = json.dumps({"format": FORMAT, "tables": tables}, ensure_ascii=False)
    write_whole(folder / MANIFEST, content.encode())
    named = {name for copy in copies.values() for name in (*copy.files, *copy.closed)}
    for file in _files(folder):
        if file.name not in named:
            file.unlink(missing_ok=True)


def digests_of(folder: Path, names: list[str]) -> dict[str, str]:
    """What the manifest says of files."""
    return {name: _digest(folder / name) for name in names}


def _files(folder: Path) -> Iterator[Path]:
    return folder.glob("*.parquet")


def _digest(file: Path) -> str:
    stat = file.stat()
    return _digest_of(file, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=1024)
def _digest_of(file: Path, _size: int, _modified: int) -> str:
    # once a process: a file is never written to again
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
