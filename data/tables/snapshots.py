"""Revisions that were given a name, with everything that was answered then."""

import datetime

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class Snapshot(Base):
    """A named revision of a programme; never changed, never deleted.

    ``lines`` are all its answers, compressed; ``checksum`` is their SHA-256; ``taken_on`` is its
    clock.
    """

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    taken_on: Mapped[datetime.date] = mapped_column(Date)
    revision: Mapped[int] = mapped_column(ForeignKey("revision.number"), index=True)
    # the versions in force, by indicator
    definitions: Mapped[dict[str, list[int]]] = mapped_column(JSON)
    answers: Mapped[int] = mapped_column(Integer)
    checksum: Mapped[str] = mapped_column(String(64))
    engine: Mapped[str] = mapped_column(String(20))
    lines: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
