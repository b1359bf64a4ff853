"""Writing a backup: one state of the database, whoever writes meanwhile."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.orm import Session

from data.backups.lines import kept_tables, writer
from data.backups.manifest import FORMAT, NAME, Manifest, TableManifest, member
from data.backups.outside import PIECES, OutsideProofs
from data.clock import now
from data.database.database import Database, newest_revision
from data.database.versions import head
from data.fault_points import FaultPoint, reach
from data.progress import ReportProgress, silently
from data.proofs.folder import ProofFolder
from data.refusals import refuse
from data.system import usable, whole_file
from data.tables.audit import Seal

AT_ONCE = 2_000
"""Rows in memory."""


@dataclass(frozen=True)
class Backup:
    """What was written; ``left_out``: hashes of proofs whose bytes the folder does not have."""

    manifest: Manifest
    left_out: tuple[str, ...]


def make_backup(
    database: Database,
    path: Path,
    report_progress: ReportProgress = silently,
    proof_folder: ProofFolder | None = None,
) -> Backup:
    """Write the database, and what lies in the folder of proofs, as one file that does not exist yet;
    nothing is left of one that cannot be written whole.
    """
    outside = OutsideProofs(proof_folder)
    with usable("backup_not_written", file=path), whole_file(path) as part:
        if path.exists():
            raise refuse("backup_exists", file=path)
        manifest = _write(database, part, report_progress, outside)
    return Backup(manifest, tuple(outside.left_out))


def _write(
    database: Database, path: Path, report_progress: ReportProgress, outside: OutsideProofs
) -> Manifest:
    with (
        os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as file,
        ZipFile(file, "w", ZIP_DEFLATED) as archive,
        database.read() as session,
    ):
        manifest = _described(
            session, _write_tables(archive, session.connection(), report_progress, outside)
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
    archive: ZipFile,
    connection: Connection,
    report_progress: ReportProgress,
    outside: OutsideProofs,
) -> dict[str, TableManifest]:
    tables = kept_tables(connection)
    total = sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)
    count, manifests = 0, {}
    for table in tables:
        checksum, rows = hashlib.sha256(), 0
        with archive.open(member(table.name), "w", force_zip64=True) as file:
            for lines, content in _blocks(connection, table, outside):
                checksum.update(content)
                file.write(content)
                rows += lines
                report_progress(count + rows, max(total, count + rows))
        count += rows
        manifests[table.name] = TableManifest(
            columns=tuple(table.columns.keys()), rows=rows, sha256=checksum.hexdigest()
        )
        reach(FaultPoint.TABLE_IN_BACKUP)
    return manifests


def _blocks(
    connection: Connection, table: Table, outside: OutsideProofs
) -> Iterator[tuple[int, bytes]]:
    """The lines of a table by a few thousand: how many, and their text."""
    line = writer(table)
    ordered = select(table).order_by(*table.primary_key.columns)
    streamed = connection.execution_options(yield_per=AT_ONCE).execute(ordered)
    for rows in streamed.partitions():
        yield len(rows), b"".join(line(row) for row in rows)
    if table.name == PIECES:
        yield from outside.blocks(connection, table)
