"""Revisions, the imports that made them, and the file's receipt."""

import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class Revision(Base):
    """One committed change of the database; numbers are never reused."""

    __tablename__ = "revision"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    author: Mapped[str] = mapped_column(String(200))
    # init, load, import, undo, publish, withdraw, repair …
    action: Mapped[str] = mapped_column(String(50))
    summary: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")


class ImportRun(Base):
    """One file that was loaded: what it was, what it covered, what became of its rows."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    kind: Mapped[str] = mapped_column(String(50))
    file_name: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(String(64))
    covers: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(ForeignKey("revision.number"), index=True)
    accepted: Mapped[int] = mapped_column(Integer, default=0)
    updated: Mapped[int] = mapped_column(Integer, default=0)
    skipped: Mapped[int] = mapped_column(Integer, default=0)
    undone_in: Mapped[int | None] = mapped_column(ForeignKey("revision.number"))
    receipt: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
