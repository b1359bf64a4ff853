"""The proofs of a programme: files by their content, each attached to a record or to a value."""

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from data.clock import now
from data.confidentiality import protected_kinds
from data.imports.registry import kind_of
from data.proofs.content import keep, read, remove_pieces
from data.proofs.folder import ProofFolder
from data.refusals import NotFound, Problem, refuse
from data.tables.programmes import Programme
from data.tables.proofs import Proof, ProofAudience, ProofFile
from data.topics import Topic, of_topic, topic_of

MOST = 50
"""Proofs of one record or value."""
LISTED = 500
LONGEST_TITLE = 300
VALUES = ""
"""Stands for a kind where values are meant."""


@dataclass(frozen=True)
class ProofFacts:
    """All there is to say of a proof but its bytes; ``is_open``: shown to whoever may read."""

    id: int
    programme: str
    topic: Topic
    file_name: str
    title: str
    form: str
    size: int
    hash: str
    author: str
    added_at: datetime.datetime
    is_open: bool = False


def add(
    session: Session,
    programme_id: int,
    topic: Topic,
    path: Path,
    *,
    form: str,
    file_name: str,
    title: str,
    author: str,
    folder: ProofFolder | None = None,
) -> int:
    """Attach a file, whose bytes go into the ``folder``, if there is one: the proof's number. Refuses a
    file that is attached there already, and more than are shown.
    """
    content = path.read_bytes()
    content_hash = hashlib.sha256(content).hexdigest()
    there = session.scalars(
        select(Proof.hash).where(Proof.programme_id == programme_id, *of_topic(Proof, topic))
    ).all()
    if content_hash in there:
        raise refuse("proof_there_already", name=file_name)
    if len(there) >= MOST:
        raise refuse("proof_many", limit=MOST)
    keep(session, content_hash, content, form, folder)
    row = Proof(
        programme_id=programme_id,
        **vars(topic),
        hash=content_hash,
        file_name=file_name[:255],
        title=title[:LONGEST_TITLE],
        author=author,
        added_at=now(),
    )
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, identity: int) -> ProofFacts:
    """Take a proof away, and its bytes where nothing else is proved by them; those in a folder go by
    ``sweep`` when this is committed.
    """
    facts = numbered(session, identity)
    session.execute(delete(Proof).where(Proof.id == identity))
    if session.scalar(select(Proof.id).where(Proof.hash == facts.hash).limit(1)) is None:
        remove_pieces(session, facts.hash)
        session.execute(delete(ProofFile).where(ProofFile.hash == facts.hash))
    return facts


def listed(
    session: Session, programme: str, topic: Topic, kinds: Collection[str] | None = None
) -> list[ProofFacts]:
    """The proofs of what is named, the newest first; of some ``kinds`` alone."""
    which = () if kinds is None else (Proof.kind.in_(sorted(kinds)),)
    return _facts(session, Programme.code == programme, *of_topic(Proof, topic), *which)


def numbered(session: Session, identity: int) -> ProofFacts:
    """The proof of a number; refuses an unknown one."""
    facts = _facts(session, Proof.id == identity)
    if not facts:
        raise NotFound(Problem("proof_unknown", {"number": identity}))
    return facts[0]


def content_of(session: Session, facts: ProofFacts, folder: ProofFolder | None = None) -> bytes:
    """The bytes of a proof, as they came; refuses what is gone and what is not what it was."""
    return read(session, facts.hash, facts.file_name, folder, facts.id)


def audiences(session: Session, programme_id: int) -> frozenset[str]:
    """The kinds whose proofs are shown to whoever may read: none of which the records are not."""
    mine = ProofAudience.programme_id == programme_id, ProofAudience.is_open
    return frozenset(session.scalars(select(ProofAudience.kind).where(*mine))).difference(
        protected_kinds()
    )


def set_audience(session: Session, programme_id: int, kind: str, is_open: bool) -> None:
    """Show the proofs of a kind to whoever may read, or to those alone who have signed in; refuses to
    show those of records that readers do not see.
    """
    if is_open and kind in protected_kinds():
        raise refuse("proofs_closed", kind=kind_of(kind).words._asdict())
    row = session.get(ProofAudience, (programme_id, kind))
    if row is None:
        row = ProofAudience(programme_id=programme_id, kind=kind, is_open=is_open)
        session.add(row)
    row.is_open = is_open


def _facts(session: Session, *which: ColumnElement[bool]) -> list[ProofFacts]:
    statement = (
        select(Proof, ProofFile, Programme)
        .join(ProofFile, ProofFile.hash == Proof.hash)
        .join(Programme, Programme.id == Proof.programme_id)
    )
    rows = session.execute(statement.where(*which).order_by(Proof.id.desc()).limit(LISTED)).all()
    opened = {programme.id: audiences(session, programme.id) for _proof, _file, programme in rows}
    return [
        replace(_facts_of(proof, file, programme), is_open=proof.kind in opened[programme.id])
        for proof, file, programme in rows
    ]


def _facts_of(proof: Proof, file: ProofFile, programme: Programme) -> ProofFacts:
    return ProofFacts(
        proof.id,
        programme.code,
        topic_of(proof),
        proof.file_name,
        proof.title,
        file.form,
        file.size,
        proof.hash,
        proof.author,
        proof.added_at,
    )
