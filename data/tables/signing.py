"""What signing in leaves behind for a while: sessions that go on, and how often somebody has tried."""

import datetime

from sqlalchemy import DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class AccountSession(Base):
    """One sign-in of an account that has not ended; a cookie without its row opens nothing."""

    __tablename__ = "account_session"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    ends_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False), index=True)  # UTC
    # UTC, and from where; NULL: begun before this was kept
    used_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))
    address: Mapped[str | None] = mapped_column(String(64))
    browser: Mapped[str | None] = mapped_column(String(60))


class RecoveryCode(Base):
    """A code of an account that opens once instead of its telephone's."""

    __tablename__ = "recovery_code"

    account_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)  # a SHA-256


class SignInCount(Base):
    """What was tried in vain of late: ``until`` is when it counts no more.

    See ``data/accounts/attempts.py``.
    """

    __tablename__ = "sign_in_count"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    # a SHA-256: people type passwords here
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False), index=True)  # UTC
    unwritten: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
