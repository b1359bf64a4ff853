"""The bytes of proofs, moved from the database to the folder and back, one file after another.

Whatever moment a move is killed at, each file lies whole in one of the two, or in both; the next move
ends what that one has begun.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database.database import Database
from data.progress import ReportProgress, silently
from data.proofs.content import add_pieces, is_outside, is_whole, pieces_of, remove_pieces
from data.proofs.folder import ProofFolder
from data.tables.proofs import ProofFile

WRITER = "proofs"
MoveOne = Callable[[Session, ProofFolder, str], bool]


@dataclass(frozen=True)
class ProofMove:
    """How many files lie where they should, and the hashes of those that stay: damaged or gone."""

    moved: int
    left: tuple[str, ...]


def move_to_folder(
    database: Database, folder: ProofFolder, report_progress: ReportProgress = silently
) -> ProofMove:
    """Let the bytes of all files lie in the folder."""
    inside = _hashes(database, outside=False)
    return _move(database, folder, inside, _to_folder, report_progress)


def move_to_database(
    database: Database, folder: ProofFolder, report_progress: ReportProgress = silently
) -> ProofMove:
    """Let the bytes of all files lie in the database; the folder keeps what nothing here needs."""
    outside = _hashes(database, outside=True)
    moved = _move(database, folder, outside, _to_database, report_progress)
    # of an earlier move that was killed too
    for content_hash in _hashes(database, outside=False):
        sweep(database, folder, content_hash)
    return moved


def sweep(database: Database, folder: ProofFolder, content_hash: str) -> None:
    """Take the bytes of a hash out of the folder, unless a file of the database needs them there.

    Under the writers' lock, and when what has made them needless is committed: nobody attaches the
    same content meanwhile, and nothing is lost if that is undone.
    """
    with database.writing(WRITER) as session:
        needed = select(ProofFile.hash).where(ProofFile.hash == content_hash, is_outside())
        if session.scalar(needed) is None:
            folder.remove(content_hash)


def _hashes(database: Database, *, outside: bool) -> list[str]:
    which = is_outside() if outside else ~is_outside()
    with database.read() as session:
        return list(session.scalars(select(ProofFile.hash).where(which).order_by(ProofFile.hash)))


def _move(
    database: Database,
    folder: ProofFolder,
    hashes: list[str],
    move_one: MoveOne,
    report_progress: ReportProgress,
) -> ProofMove:
    left = []
    for number, content_hash in enumerate(hashes, start=1):
        # a lock for each: people attach files meanwhile
        with database.writing(WRITER) as session:
            if session.get(ProofFile, content_hash) and not move_one(session, folder, content_hash):
                left.append(content_hash)
        report_progress(number, len(hashes))
    return ProofMove(len(hashes) - len(left), tuple(left))


def _to_folder(session: Session, folder: ProofFolder, content_hash: str) -> bool:
    content = pieces_of(session, content_hash)
    if not is_whole(content_hash, content):
        return False
    folder.put(content_hash, content)
    remove_pieces(session, content_hash)
    return True


def _to_database(session: Session, folder: ProofFolder, content_hash: str) -> bool:
    content = folder.read(content_hash)
    if content is None or not is_whole(content_hash, content):
        return False
    add_pieces(session, content_hash, content)
    return True
