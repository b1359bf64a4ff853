"""Programs that may send records: tokens, and the answers that they have had of late."""

import datetime

from sqlalchemy import Date, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class ApiToken(Base):
    """A program's right to ask in a role; what opens it is kept as a hash alone."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)  # a SHA-256
    role: Mapped[str] = mapped_column(String(20))
    programme: Mapped[str | None] = mapped_column(String(100))  # a code; NULL: all
    author: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    # a reporter's: in whose districts and kinds it sends
    account_id: Mapped[int | None] = mapped_column(Integer)
    # its last day
    ends_on: Mapped[datetime.date] = mapped_column(Date)
    # written down once in five minutes at most
    used_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))  # UTC
    revoked_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))  # UTC


class ApiAnswer(Base):
    """What a request under an idempotency key was, and the answer that it had: NULL while it is being
    worked out, empty where it was refused.
    """

    __tablename__ = "api_answer"

    token_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("api_token.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # a SHA-256
    request: Mapped[str] = mapped_column(String(64))  # a SHA-256
    begun_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False), index=True)  # UTC
    answer: Mapped[str | None] = mapped_column(Text)
