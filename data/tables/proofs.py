"""Proofs: files that show what a record, a number or a decision rests on."""

import datetime

from sqlalchemy import Boolean, DateTime, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base
from data.tables.topics import TopicRow


class ProofFile(Base):
    """A file, by its content: the same one is kept once, whatever it proves."""

    __tablename__ = "proof_file"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)  # a SHA-256
    size: Mapped[int] = mapped_column(Integer)
    form: Mapped[str] = mapped_column(String(10))  # what it is by its content


class ProofPiece(Base):
    """A part of a file's bytes: no reader of the table ever has a whole one in a row."""

    __tablename__ = "proof_piece"

    hash: Mapped[str] = mapped_column(
        String(64), ForeignKey("proof_file.hash", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Proof(TopicRow, Base):
    """A file attached to a row of a kind, by its number, or to an indicator's value."""

    __tablename__ = "proof"
    __table_args__ = (
        Index("ix_proof_record", "programme_id", "kind", "number"),
        Index("ix_proof_value", "programme_id", "indicator"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hash: Mapped[str] = mapped_column(ForeignKey("proof_file.hash"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC


class ProofAudience(Base):
    """Whether the proofs of a kind – empty: of values – are shown to whoever may read; to those who have
    signed in alone where there is no row.
    """

    __tablename__ = "proof_audience"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(50), primary_key=True)
    is_open: Mapped[bool] = mapped_column(Boolean)
