"""What meetings have decided, and what people have noted of a number."""

import datetime

from sqlalchemy import Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Versioned, live_unique
from data.words.vocabulary import vocabulary

DECISION_STATES = vocabulary(
    open=("В работе", "Open"), done=("Выполнено", "Done"), dropped=("Снято с контроля", "Dropped")
)
"""What has become of a decision; that it is overdue is nowhere stored, as the day alone decides it."""

LONGEST_DECISION = 1000
"""Characters of a decision, of what came of it and of a note: to be read from a slide's table."""
LONGEST_OWNER = 200


class Decision(Versioned, Base):
    """What a meeting has decided: about what, who is to act, and by when.

    ``held_on`` is the day of the meeting, ``snapshot`` the revision with a name that it looked at;
    without one it looked at the newest revision of its day. What the number was then is not kept:
    it is computed as of that revision.
    """

    __tablename__ = "decision"
    __table_args__ = live_unique("decision", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(100))
    fingerprint: Mapped[str] = mapped_column(String(32))
    held_on: Mapped[datetime.date] = mapped_column(Date)
    snapshot: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(LONGEST_DECISION))
    indicator: Mapped[str | None] = mapped_column(String(100))
    district: Mapped[str | None] = mapped_column(String(50))
    period: Mapped[str | None] = mapped_column(String(10))
    part: Mapped[str | None] = mapped_column(String(50))
    owner: Mapped[str] = mapped_column(String(LONGEST_OWNER))
    due_on: Mapped[datetime.date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20), default="open")  # of DECISION_STATES
    outcome: Mapped[str | None] = mapped_column(String(LONGEST_DECISION))
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class NumberNote(Versioned, Base):
    """What somebody has noted of an indicator's number: of one period, of one district or the
    whole.
    """

    __tablename__ = "number_note"
    __table_args__ = live_unique("number_note", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(100))
    fingerprint: Mapped[str] = mapped_column(String(32))
    indicator: Mapped[str] = mapped_column(String(100))
    district: Mapped[str | None] = mapped_column(String(50))
    period: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(LONGEST_DECISION))
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
