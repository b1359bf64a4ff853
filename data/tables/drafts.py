"""Definitions that are still being written."""

import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base
from data.words.vocabulary import vocabulary

DRAFT_STATES = vocabulary(
    open=("Черновик", "Draft"),
    proposed=("Предложено", "Proposed"),
    published=("Опубликовано", "Published"),
    dropped=("Отложено", "Dropped"),
)


class DraftVersion(Base):
    """A draft as one of its authors left it; ``draft`` is the same in all versions of one draft."""

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("draft", "version", name="uq_draft_version_draft_version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    draft: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    code: Mapped[str] = mapped_column(String(100))
    based_on: Mapped[int | None] = mapped_column(Integer)  # the published version it began with
    state: Mapped[str] = mapped_column(String(10), default="open")
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")
    act: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
