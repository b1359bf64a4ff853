"""What reporters have sent."""

import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class SentFile(Base):
    """A file of a reporter, and what became of it; no number counts its rows.

    ``content`` is there while it waits; what is loaded is kept as rows.
    """

    __tablename__ = "sent_file"
    __table_args__ = (Index("ix_sent_file_state", "programme_id", "state"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    author: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(50))
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    covers: Mapped[str] = mapped_column(Text)
    # codes of the lowest level; NULL: all
    districts: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    replaces: Mapped[bool] = mapped_column(Boolean)
    rows: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    # waiting, accepted, returned, withdrawn
    state: Mapped[str] = mapped_column(String(20))
    settled_by: Mapped[str | None] = mapped_column(String(200))
    settled_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))  # UTC
    answer: Mapped[str | None] = mapped_column(Text)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), index=True)
