"""Sums of records by month that are kept from one reader to the next."""

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class KeptSums(Base):
    """What the records of one aggregate came to at a revision, of each value of an attribute or of all.

    Made from records and never instead of them: whoever finds none counts. ``name`` is a SHA-256 of
    what was asked of the database, so that a measure that changes gets sums of its own. ``counted``,
    as JSON, and ``attribute`` say what that was, so that it can be counted anew; ``edition`` which
    program has counted: another one may do it otherwise.
    """

    __tablename__ = "kept_sums"
    __table_args__ = (Index("ix_kept_sums_read", "programme_id", "name", "revision", unique=True),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme_id: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(Integer)
    edition: Mapped[str] = mapped_column(String(50))
    counted: Mapped[str] = mapped_column(Text)
    attribute: Mapped[str | None] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary)
