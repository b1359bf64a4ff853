"""Pages that a programme's stewards offer to all its people."""

import datetime

from sqlalchemy import DateTime, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class SharedPage(Base):
    """A page of this site under a title: its address with its choices, and its place in the list."""

    __tablename__ = "shared_page"
    __table_args__ = (Index("ix_shared_page_programme", "programme_id", "position"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    # without host, language and theme: these are the reader's
    address: Mapped[str] = mapped_column(Text)
    # the account's name
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
