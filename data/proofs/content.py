"""The bytes of proofs, by their hash: in pieces in the database, or whole in the folder.

A file of the database without pieces – none is empty – lies in the folder; so one database may have
both.
"""

import hashlib
from collections.abc import Iterator

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from data.proofs.folder import SETTING, ProofFolder
from data.refusals import refuse
from data.tables.proofs import ProofFile, ProofPiece

PIECE_BYTES = 1 << 15


def is_outside() -> ColumnElement[bool]:
    """That the bytes of a ``ProofFile`` lie in the folder."""
    return ~exists().where(ProofPiece.hash == ProofFile.hash)


def keep(
    session: Session, content_hash: str, content: bytes, form: str, folder: ProofFolder | None
) -> None:
    """Keep bytes where they lie already, else in the folder, if there is one."""
    has_pieces = _has_pieces(session, content_hash)
    # before the row that names it: what a killed process leaves is a file too many, never one too few
    if folder is not None and not has_pieces:
        folder.put(content_hash, content)
    if session.get(ProofFile, content_hash) is None:
        session.add(ProofFile(hash=content_hash, size=len(content), form=form))
        session.flush()
    if folder is None and not has_pieces:
        add_pieces(session, content_hash, content)


def add_pieces(session: Session, content_hash: str, content: bytes) -> None:
    """Write the bytes of a file that the database names into it."""
    session.add_all(
        ProofPiece(hash=content_hash, place=place, content=piece)
        for place, piece in enumerate(pieces(content))
    )
    session.flush()


def pieces(content: bytes) -> Iterator[bytes]:
    """Bytes by parts, as rows have them."""
    return (content[at : at + PIECE_BYTES] for at in range(0, len(content), PIECE_BYTES))


def remove_pieces(session: Session, content_hash: str) -> None:
    """Take the bytes of a file out of the database."""
    session.execute(delete(ProofPiece).where(ProofPiece.hash == content_hash))


def read(
    session: Session, content_hash: str, name: str, folder: ProofFolder | None, number: int
) -> bytes:
    """The bytes of a hash, as they came; refuses, by the name and number of a proof, what is gone and
    what is not what it was.
    """
    content = pieces_of(session, content_hash)
    if not content:
        return _read_outside(content_hash, name, folder, number)
    if not is_whole(content_hash, content):
        raise refuse("proof_damaged", name=name)
    return content


def pieces_of(session: Session, content_hash: str) -> bytes:
    """The bytes in the database; empty where there are none."""
    rows = select(ProofPiece.content).where(ProofPiece.hash == content_hash)
    return b"".join(session.scalars(rows.order_by(ProofPiece.place)))


def is_whole(content_hash: str, content: bytes) -> bool:
    """Whether bytes are those of a hash."""
    return hashlib.sha256(content).hexdigest() == content_hash


def _has_pieces(session: Session, content_hash: str) -> bool:
    first = select(ProofPiece.place).where(ProofPiece.hash == content_hash).limit(1)
    return session.scalar(first) is not None


def _read_outside(content_hash: str, name: str, folder: ProofFolder | None, number: int) -> bytes:
    if folder is None:
        raise refuse("proof_folder_unset", name=name, number=number, setting=SETTING)
    content = folder.read(content_hash)
    if content is None:
        raise refuse("proof_missing", name=name, number=number, hash=content_hash)
    if not is_whole(content_hash, content):
        raise refuse("proof_damaged_outside", name=name, number=number, hash=content_hash)
    return content
