"""Putting a backup back: into a database that does not exist yet, all of it or nothing."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.orm import Session

from data.backups.lines import kept_tables, reader
from data.backups.manifest import DAMAGE, Manifest, TableManifest, member, read_manifest
from data.backups.outside import PIECES, put_pieces
from data.database.database import Database
from data.database.kinds import adopt, kind_texts
from data.database.tallying import tally_anew
from data.database.upgrading import make, upgrade
from data.declaring.publishing import make_tables
from data.fault_points import FaultPoint, reach
from data.imports.registry import own_kinds
from data.progress import ReportProgress, silently
from data.proofs.folder import ProofFolder
from data.refusals import refuse
from data.system import usable
from data.tables.kind_versions import KindVersion

AT_ONCE = 2_000
"""Rows in memory."""
BLOCK = 1 << 20
"""Bytes in memory."""
KINDS = KindVersion.__tablename__


def restore(
    database: Database,
    path: Path,
    report_progress: ReportProgress = silently,
    proof_folder: ProofFolder | None = None,
) -> Manifest:
    """Make the database that a backup is of; the bytes of proofs go into the folder, if there is one.

    Refuses what is no whole backup before anything is made, and a database that has something in
    it.
    """
    with usable("backup_not_read", file=path), _opened(path) as archive:
        manifest = read_manifest(archive, path)
        _refuse_damaged(archive, manifest, path)
        if not make(
            database,
            lambda empty: _fill(empty, archive, manifest, report_progress, proof_folder),
            manifest.schema_version,
        ):
            raise refuse("restore_over_something")
    return manifest


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except BadZipFile as error:
        raise refuse("backup_damaged", file=path.name) from error


def _refuse_damaged(archive: ZipFile, manifest: Manifest, path: Path) -> None:
    """Read all of it once: each table's lines have the checksum that was written down."""
    try:
        whole = all(
            _checksum(archive, name) == table.sha256 for name, table in manifest.tables.items()
        )
    except DAMAGE as error:
        raise refuse("backup_damaged", file=path.name) from error
    if not whole:
        raise refuse("backup_damaged", file=path.name)


def _checksum(archive: ZipFile, name: str) -> str:
    checksum = hashlib.sha256()
    with archive.open(member(name)) as file:
        while content := file.read(BLOCK):
            checksum.update(content)
    return checksum.hexdigest()


def _fill(
    database: Database,
    archive: ZipFile,
    manifest: Manifest,
    report_progress: ReportProgress,
    proof_folder: ProofFolder | None,
) -> None:
    with database.reshaping() as connection:
        count = 0
        for table in _tables(connection, archive, manifest):
            described = manifest.tables[table.name]
            for rows in (
                _put_proofs(proof_folder, table, archive, described)
                if proof_folder and table.name == PIECES
                else _write_rows(connection, table, archive, described)
            ):
                count += rows
                report_progress(count, manifest.rows)
            _continue_numbers(connection, table)
            reach(FaultPoint.TABLE_RESTORED)
    # what an earlier version lacks, and the index of texts
    upgrade(database)
    with database.writing("restore") as session:
        tally_anew(session)


def _tables(connection: Connection, archive: ZipFile, manifest: Manifest) -> Iterator[Table]:
    """The tables that the backup has, each after those that it needs: the declared kinds first, as
    their own tables are made of them.
    """
    described = {table.name: table for table in kept_tables(connection)}
    if KINDS in manifest.tables and KINDS in described:
        yield described[KINDS]
        with Session(connection) as session:
            adopt(kind_texts(session))
        make_tables(connection, own_kinds())
    for table in kept_tables(connection):
        if table.name in manifest.tables and table.name != KINDS:
            yield table


def _write_rows(
    connection: Connection, table: Table, archive: ZipFile, manifest: TableManifest
) -> Iterator[int]:
    """Write the rows by a few thousand; how many each time."""
    row = reader(table, manifest.columns)
    with archive.open(member(table.name)) as file:
        while lines := list(islice(file, AT_ONCE)):
            connection.execute(insert(table), [row(line) for line in lines])
            yield len(lines)


def _put_proofs(
    folder: ProofFolder, table: Table, archive: ZipFile, manifest: TableManifest
) -> Iterator[int]:
    with archive.open(member(table.name)) as file:
        yield from put_pieces(folder, table, manifest.columns, file)


def _continue_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL counts by sequences, which know nothing of rows that came with their numbers."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
    newest = connection.scalar(select(func.max(column)))
    if sequence and newest:
        connection.execute(
            text("SELECT setval(:sequence, :newest)"), {"sequence": sequence, "newest": newest}
        )
