"""Proofs that lie in a folder, as a backup has them: pieces among those of the database, so that a file
has everything and is restored with a folder or without one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO, Any

from sqlalchemy import Connection, Select, Table, select

from data.backups.lines import reader, writer
from data.proofs.content import is_outside, is_whole, pieces
from data.proofs.folder import ProofFolder
from data.tables.proofs import ProofFile, ProofPiece

PIECES = ProofPiece.__tablename__


@dataclass
class OutsideProofs:
    """The files of a folder that a backup needs; ``left_out``: the hashes of those that could not be
    had as they were.
    """

    folder: ProofFolder | None
    left_out: list[str] = field(default_factory=list)

    def blocks(self, connection: Connection, table: Table) -> Iterator[tuple[int, bytes]]:
        """The lines of the pieces, a file at a time: how many, and their text."""
        line = writer(table)
        for content_hash in connection.scalars(_hashes()).all():
            content = self.folder.read(content_hash) if self.folder else None
            if content is None or not is_whole(content_hash, content):
                self.left_out.append(content_hash)
                continue
            rows = [
                {"hash": content_hash, "place": place, "content": piece}
                for place, piece in enumerate(pieces(content))
            ]
            names = table.columns.keys()
            yield len(rows), b"".join(line([row[name] for name in names]) for row in rows)


def put_pieces(
    folder: ProofFolder, table: Table, columns: tuple[str, ...], file: IO[bytes]
) -> Iterator[int]:
    """Put the files of a backup into a folder; of how many pieces each was.

    Bytes that were damaged before they came into the backup are put as they are: the doctor names them.
    """
    row = reader(table, columns)
    for content_hash, of_file in groupby(map(row, file), key=_hash):
        content = [each["content"] for each in of_file]
        folder.put(content_hash, b"".join(content))
        yield len(content)


def _hashes() -> Select[str]:
    return select(ProofFile.hash).where(is_outside()).order_by(ProofFile.hash)


def _hash(row: dict[str, Any]) -> str:
    content_hash: str = row["hash"]
    return content_hash
