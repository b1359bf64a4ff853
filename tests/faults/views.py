"""What a reader sees of a database and of the files beside it."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import MetaData, func, literal, select, union_all

from data.backups.manifest import read_manifest
from data.database.database import Database, newest_revision
from data.database.schema import check
from data.refusals import Refusal
from data.tables import metadata
from tests.faults.operations import COPY

View = tuple[object, ...]
UNSEEN = {"database_not_answering", "database_busy", "database_starting", "database_full"}
"""What a reader is refused by a server that has just cut it off, or by a disk without room for what
SQLite keeps beside its file: it has seen nothing.
"""


def view(url: str, folder: Path) -> View | None:
    """Rows of each table, the newest revision, and the backup; nothing where there was no answer."""
    database = Database(url)
    try:
        check(database)
        return (*_counts(database), _backup(folder))
    except Refusal as refusal:
        rule = refusal.problems[0].rule
        return None if rule in UNSEEN else (rule, _backup(folder))
    finally:
        database.dispose()


def _counts(database: Database) -> View:
    counts = [
        select(literal(name).label("name"), func.count()).select_from(table)
        for name, table in metadata().tables.items()
    ]
    with database.read() as session:
        rows = session.execute(union_all(*counts).order_by("name")).all()
        return (*map(tuple, rows), newest_revision(session))


def _backup(folder: Path) -> int | None:
    """The rows of a backup by its own manifest; it is read whole, so that half of one fails."""
    path = folder / COPY
    if not path.exists():
        return None
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return read_manifest(archive, path).rows


def contents(url: str) -> str | None:
    """A checksum over all rows of all tables; nothing where there is no database."""
    database = Database(url)
    try:
        if database.file is not None and not database.file.exists():
            return None
        described, digest = MetaData(), hashlib.sha256()
        described.reflect(database.engine)
        with database.read() as session:
            for name in sorted(described.tables):
                lines = sorted(map(repr, session.execute(select(described.tables[name]))))
                digest.update("\n".join((name, *lines)).encode())
        return digest.hexdigest()
    finally:
        database.dispose()
