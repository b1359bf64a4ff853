"""Digests by mail: who wants them where, and which have been sent."""

import datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base
from data.words.vocabulary import vocabulary

DIGEST_RHYTHMS = vocabulary(
    daily=("Каждый день", "Daily"),
    weekly=("Раз в неделю", "Weekly"),
    meeting=("Перед заседанием", "Before a meeting"),
)
"""How often a digest comes."""
LONGEST_ADDRESS = 254
"""Characters of an address of mail (RFC 5321, 4.5.3.1.3)."""


class DigestSubscription(Base):
    """Where an account wants its digests; nothing but the letter that confirms the address is sent to
    one that is not confirmed. ``revision`` is the last that its digests have told of.
    """

    __tablename__ = "digest_subscription"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("account.id", ondelete="CASCADE"), unique=True
    )
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    # what the links of its letters name; another one with each address
    key: Mapped[str] = mapped_column(String(43))
    rhythm: Mapped[str] = mapped_column(String(20))  # of DIGEST_RHYTHMS
    # of a weekly one, 0 is Monday
    weekday: Mapped[int] = mapped_column(Integer)
    # codes; NULL: all
    programmes: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    language: Mapped[str] = mapped_column(String(2))
    confirmed_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))  # UTC
    revision: Mapped[int | None] = mapped_column(Integer)
    # letters that confirm an address, of the day on which the last was sent
    letters: Mapped[int] = mapped_column(Integer)
    letters_on: Mapped[datetime.date] = mapped_column(Date)


class DigestDelivery(Base):
    """A digest of one day: it tells of the revisions after ``since`` up to ``until``, whenever it
    arrives.
    """

    __tablename__ = "digest_delivery"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    subscription_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("digest_subscription.id", ondelete="CASCADE"), index=True
    )
    due_on: Mapped[datetime.date] = mapped_column(Date)
    since: Mapped[int] = mapped_column(Integer)
    until: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10))  # sending, failed, sent, empty
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    attempts: Mapped[int] = mapped_column(Integer)
    # why the last attempt failed, as the server of mail says it
    reason: Mapped[str | None] = mapped_column(String(300))
