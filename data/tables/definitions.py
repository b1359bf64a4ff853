"""Definition versions, targets, observations, and why a year came out otherwise than planned."""

import datetime
from decimal import Decimal

from sqlalchemy import Boolean, ColumnElement, Date, Index, Integer, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Versioned, live_unique
from data.tables.types import ExactDecimal
from data.words.vocabulary import vocabulary

TARGET_REASONS = vocabulary(
    budget=("Изменение финансирования", "Change of funding"),
    law=("Изменение законодательства", "Change of the law"),
    method=("Изменение методики расчёта", "Change of the method"),
    scope=("Изменение состава мероприятий", "Change of the activities"),
    circumstances=("Внешние обстоятельства", "External circumstances"),
    actual=("Уточнение по фактическим данным", "Adjustment to the actual values"),
    mistake=("Исправление ошибки", "Correction of a mistake"),
    other=("Иное", "Other"),
)
"""Why an act changes a target: our default list, no act's own words."""

LONGEST_REASON = 4000
"""Characters of a reason for a deviation: a page of a report, and no report of its own."""

STAGES = vocabulary(
    preliminary=("Предварительное", "Preliminary"), refined=("Уточнённое", "Refined")
)


class DefinitionVersion(Versioned, Base):
    """One version of an indicator's definition: the YAML text as written; in force while published
    and not closed.
    """

    __tablename__ = "definition_version"
    __table_args__ = (Index("ix_definition_version_code", "programme_id", "code", "version"),)

    code: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10))  # draft, proposed, published, withdrawn
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, default="")


class Target(Versioned, Base):
    """One edition of a planned value for exactly one place and period: what an act of a day set.

    No value is the printed dash: no target. ``set_on``, the day of the act, tells the editions of a
    ``cell`` apart: the newest is in force, the oldest is the original one.
    """

    __tablename__ = "target"
    __table_args__ = (
        *live_unique("target", "programme_id", "number"),
        Index(
            "ix_target_cell",
            "programme_id",
            "cell",
            "set_on",
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    number: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(32))
    indicator: Mapped[str] = mapped_column(String(100))
    district: Mapped[str | None] = mapped_column(String(50))
    period: Mapped[str] = mapped_column(String(10))
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    printed: Mapped[str | None] = mapped_column(String(50))  # the cell as the document prints it
    act: Mapped[str | None] = mapped_column(Text)
    set_on: Mapped[datetime.date | None] = mapped_column(Date)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    # ``attribute=value;…`` as in an observation; empty, or null in older rows, for the whole
    by: Mapped[str | None] = mapped_column(Text, default="")
    act_title: Mapped[str | None] = mapped_column(Text)
    change_reason: Mapped[str | None] = mapped_column(String(20))  # of TARGET_REASONS
    explanation: Mapped[str | None] = mapped_column(Text)
    # the number without the act's day; null in rows of before there were editions
    cell: Mapped[str | None] = mapped_column(String(200))

    @classmethod
    def of_whole(cls) -> ColumnElement[bool]:
        """Whether a target is of the whole, and not of a part of it."""
        return func.coalesce(cls.by, "") == ""


class Observation(Versioned, Base):
    """A reported value of an observed indicator; ``by``, ``attribute=value;…``, is empty for a
    total.
    """

    __tablename__ = "observation"
    __table_args__ = live_unique("observation", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(300))
    fingerprint: Mapped[str] = mapped_column(String(32))
    indicator: Mapped[str] = mapped_column(String(100))
    district: Mapped[str | None] = mapped_column(String(50))
    period: Mapped[str] = mapped_column(String(10))
    year: Mapped[int] = mapped_column(Integer)
    by: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)  # NULL: the dash as printed
    printed: Mapped[str | None] = mapped_column(String(50))
    weight: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    stage: Mapped[str] = mapped_column(String(15), default="refined")
    lower_bound: Mapped[bool] = mapped_column(Boolean, default=False)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    # how many people the share is of; null where nobody says, and of what is no share
    respondents: Mapped[int | None] = mapped_column(Integer)


class DeviationReason(Versioned, Base):
    """Why the actual value of an indicator deviates from the plan of a year: one text for the whole
    territory.
    """

    __tablename__ = "deviation_reason"
    __table_args__ = live_unique("deviation_reason", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(32))
    indicator: Mapped[str] = mapped_column(String(100))
    year: Mapped[int] = mapped_column(Integer)
    explanation: Mapped[str] = mapped_column(String(LONGEST_REASON))
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
