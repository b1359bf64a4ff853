"""Webhooks: programs of others that are told of each revision, and what has been told them."""

import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class Webhook(Base):
    """An address that is told of the revisions of a programme. What signs is not kept: it is worked out
    of ``key`` and the server's secret.
    """

    __tablename__ = "webhook"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    programme: Mapped[str] = mapped_column(String(100))  # a code
    address: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(String(43))
    author: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    # the last one that deliveries have been made for
    revision: Mapped[int] = mapped_column(Integer)
    # told nothing since then, where there is one
    paused_at: Mapped[datetime.datetime | None] = mapped_column(DateTime(timezone=False))  # UTC


class WebhookDelivery(Base):
    """One revision for one webhook: waiting, being sent, taken or given up."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (UniqueConstraint("webhook_id", "revision"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    webhook_id: Mapped[int] = mapped_column(Integer, ForeignKey("webhook.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10), index=True)
    attempts: Mapped[int] = mapped_column(Integer)
    # not before
    due_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
    # why the last attempt failed: a rule of `data/messages` and what fills its sentence
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
