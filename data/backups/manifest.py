"""What a backup says of itself: which program and schema made it, of which revision, and the
checksum of each table's rows.
"""

import datetime
import zlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data.database.versions import known_versions
from data.refusals import refuse

FORMAT = 1
"""Of the file; a change that older programs would misread makes it another."""
NAME = "manifest.json"
LONGEST = 1 << 20
"""Bytes of a manifest."""
DAMAGE = (BadZipFile, KeyError, zlib.error, EOFError, RuntimeError)
"""What ``zipfile`` raises for a file that is cut off, changed, encrypted or none of ours."""


class TableManifest(BaseModel):
    """The rows of one table: the names of what stands in each, how many, and the checksum of their
    lines.
    """

    model_config = ConfigDict(extra="forbid")

    columns: tuple[str, ...]
    rows: int = Field(ge=0)
    sha256: str


class BackupOrigin(BaseModel):
    """What the manifest of any format says, whatever else stands in it."""

    format: int
    program: str = ""


class Manifest(BaseModel):
    """Of a whole file."""

    model_config = ConfigDict(extra="forbid")

    format: int
    program: str
    schema_version: str
    made_at: datetime.datetime
    revision: int
    seal: str
    tables: Mapping[str, TableManifest]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())


def member(table: str) -> str:
    """Where the rows of a table stand in the file."""
    return f"tables/{table}.jsonl"


def read_manifest(archive: ZipFile, path: Path) -> Manifest:
    """The manifest of a file; refuses one that is damaged, and what a newer program has made."""
    try:
        with archive.open(NAME) as file:
            text = file.read(LONGEST)
        # first: of a later format nobody here knows what belongs to it
        origin = BackupOrigin.model_validate_json(text)
        if origin.format > FORMAT:
            raise refuse("backup_newer", file=path.name, program=origin.program)
        manifest = Manifest.model_validate_json(text)
    except (*DAMAGE, ValidationError) as error:
        raise refuse("backup_damaged", file=path.name) from error
    if manifest.schema_version not in known_versions():
        raise refuse("backup_newer", file=path.name, program=manifest.program)
    return manifest
