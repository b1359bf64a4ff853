"""Writing a backup: one state of the database, whoever writes meanwhile."""

import hashlib
import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.orm import Session

from data.backups.lines import kept_tables, writer
from data.backups.manifest import FORMAT, NAME, Manifest, TableManifest, member
from data.clock import now
from data.database.database import Database, newest_revision
from data.database.versions import head
from data.fault_points import FaultPoint, reach
from data.progress import ReportProgress, silently
from data.refusals import refuse
from data.system import usable, whole_file
from data.tables.audit import Seal

AT_ONCE = 2_000
"""Rows in memory."""


def make_backup(
    database: Database, path: Path, report_progress: ReportProgress = silently
) -> Manifest:
    """Write the database as one file that does not exist yet; nothing is left of one that cannot be
    written whole.
    """
    with usable("backup_not_written", file=path), whole_file(path) as part:
        if path.exists():
            raise refuse("backup_exists", file=path)
        return _write(database, part, report_progress)


def _write(database: Database, path: Path, report_progress: ReportProgress) -> Manifest:
    with (
        os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as file,
        ZipFile(file, "w", ZIP_DEFLATED) as archive,
        database.read() as session,
    ):
        manifest = _described(
            session, _write_tables(archive, session.connection(), report_progress)
        )
        archive.writestr(NAME, manifest.model_dump_json(indent=1))
    return manifest


def _described(session: Session, tables: dict[str, TableManifest]) -> Manifest:
    return Manifest(
        format=FORMAT,
        program=version("itog"),
        schema_version=head(),
        made_at=now(),
        revision=newest_revision(session),
        seal=session.scalar(select(Seal.hash).order_by(Seal.revision.desc()).limit(1)) or "",
        tables=tables,
    )


def _write_tables(
    archive: ZipFile, connection: Connection, report_progress: ReportProgress
) -> dict[str, TableManifest]:
    tables = kept_tables(connection)
    total = sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    count, manifests = 0, {}
    for table in tables:
        checksum, rows = hashlib.sha256(), 0
        with archive.open(member(table.name), "w", force_zip64=True) as file:
            for lines, content in _blocks(connection, table):
                checksum.update(content)
                file.write(content)
                rows += lines
                report_progress(count + rows, total)
        count += rows
        manifests[table.name] = TableManifest(
            columns=tuple(table.columns.keys()), rows=rows, sha256=checksum.hexdigest()
        )
        reach(FaultPoint.TABLE_IN_BACKUP)
    return manifests


def _blocks(connection: Connection, table: Table) -> Iterator[tuple[int, bytes]]:
    """The lines of a table by a few thousand: how many, and their text."""
    line = writer(table)
    ordered = select(table).order_by(*table.primary_key.columns)
    streamed = connection.execution_options(yield_per=AT_ONCE).execute(ordered)
    for rows in streamed.partitions():
        yield len(rows), b"".join(line(row) for row in rows)
