"""What colleagues write to each other at records and numbers."""

import datetime

from sqlalchemy import Boolean, DateTime, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base
from data.tables.topics import TopicRow


class Comment(TopicRow, Base):
    """A comment, its texts never altered; open until somebody says that it is settled."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_record", "programme_id", "kind", "number"),
        Index("ix_comment_value", "programme_id", "indicator"),
        Index("ix_comment_settled", "programme_id", "settled_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    author: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    # whether it is for whoever is a steward of the programme
    to_stewards: Mapped[bool] = mapped_column(Boolean)
    # who has written in it last: it waits for the others
    last_author: Mapped[str] = mapped_column(String(200))
    # empty: open
    settled_by: Mapped[str | None] = mapped_column(String(200))
    settled_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))  # UTC


class CommentReply(Base):
    """What was written under a comment."""

    __tablename__ = "comment_reply"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    author: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC


class CommentParticipant(Base):
    """An account that a comment concerns: who wrote in it, and to whom it was addressed."""

    __tablename__ = "comment_participant"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    account: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    is_addressed: Mapped[bool] = mapped_column(Boolean)
