"""What happened and cannot be taken back: seals of revisions, and what people did besides changing
data.
"""

import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class Seal(Base):
    """A hash over a revision's changed rows and the seal before it; ``rows`` counts them by table."""

    __tablename__ = "seal"

    revision: Mapped[int] = mapped_column(
        ForeignKey("revision.number"), primary_key=True, autoincrement=False
    )
    hash: Mapped[str] = mapped_column(String(64))
    rows: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # table: [added, closed]


class AuditEvent(Base):
    """Something that makes no revision: signing in, an account, a snapshot, an export.

    Hashed over the one before.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_at", "at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    author: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(50))
    subject: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    hash: Mapped[str] = mapped_column(String(64))
