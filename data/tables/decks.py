"""Slides for a meeting."""

import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class DeckVersion(Base):
    """A deck as somebody saved it; the newest version is the deck, the others are its history.

    Without ``snapshot_id`` it shows living data. ``held_on`` is the day of the meeting. ``slides``
    are documents: kind, title, notes, address, text, section, speaker, minutes.
    """

    __tablename__ = "deck_version"
    __table_args__ = (UniqueConstraint("code", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(Integer)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
    held_on: Mapped[datetime.date | None] = mapped_column(Date)
    slides: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    removed: Mapped[bool] = mapped_column(Boolean, default=False)
