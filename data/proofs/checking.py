"""What is wrong with the folder of proofs: bytes that are missing or damaged, and files that nothing in
the database needs.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.database.database import Database
from data.proofs.content import is_outside, is_whole
from data.proofs.folder import ProofFolder, hash_of
from data.tables.proofs import Proof, ProofFile


@dataclass(frozen=True)
class FolderState:
    """Hashes of files whose bytes are ``missing`` or ``damaged``, and paths below the folder of files
    that are ``orphaned``, in order; ``checked``: how many should lie there.
    """

    checked: int
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether each file that is needed is there; one too many harms nobody."""
        return not (self.missing or self.damaged)


def check_folder(
    database: Database, folder: ProofFolder | None, *, by_content: bool = True
) -> FolderState:
    """Compare the folder with the database; without ``by_content`` by names and sizes alone, which reads
    no bytes.

    All is missing where files lie in a folder that no setting names.
    """
    with database.read() as session:
        state = _compared(session, folder, by_content=by_content)
    if state.is_sound and not state.orphaned:
        return state
    # under the writers' lock once more: somebody may have attached or removed one in between
    with database.writing("doctor") as session:
        return _confirmed(session, folder, state)


def proof_names(session: Session, content_hash: str) -> str:
    """The proofs that rest on a file, each by its number and name."""
    proofs = select(Proof.id, Proof.file_name).where(Proof.hash == content_hash)
    rows = session.execute(proofs.order_by(Proof.id)).all()
    return ", ".join(f"№ {number} «{name}»" for number, name in rows)


def _compared(session: Session, folder: ProofFolder | None, *, by_content: bool) -> FolderState:
    sizes = _needed(session)
    if folder is None:
        return FolderState(len(sizes), missing=tuple(sizes))
    missing, damaged = [], []
    for content_hash, size in sizes.items():
        present = folder.size_of(content_hash)
        if present is None:
            missing.append(content_hash)
        elif present != size or (by_content and not _is_sound(folder, content_hash)):
            damaged.append(content_hash)
    orphaned = tuple(
        f"{each.parent.name}/{each.name}" for each in folder.files() if hash_of(each) not in sizes
    )
    return FolderState(len(sizes), tuple(missing), tuple(damaged), orphaned)


def _confirmed(session: Session, folder: ProofFolder | None, state: FolderState) -> FolderState:
    """What is still so of a state."""
    still, needed = _compared(session, folder, by_content=False), _needed(session)
    damaged = [
        each for each in state.damaged if folder and each in needed and not _is_sound(folder, each)
    ]
    missing, orphaned = _both(state.missing, still.missing), _both(state.orphaned, still.orphaned)
    return FolderState(still.checked, missing, tuple(damaged), orphaned)


def _both(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in before if each in now)


def _needed(session: Session) -> dict[str, int]:
    """The sizes of the files that lie in the folder, by their hash."""
    which = select(ProofFile.hash, ProofFile.size).where(is_outside()).order_by(ProofFile.hash)
    return {row.hash: row.size for row in session.execute(which)}


def _is_sound(folder: ProofFolder, content_hash: str) -> bool:
    content = folder.read(content_hash)
    return content is not None and is_whole(content_hash, content)
