"""Programmes: their passport, parts, activities and money."""

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, OfYear, Versioned, live_unique
from data.tables.types import Money

STATUS_RULES = 2
"""The present edition of our rules of status: since it there is a tolerance above the plan."""


class Programme(Base):
    """The stable identity of a programme; what it says of itself is in its passport."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(100), unique=True)


class Passport(Versioned, Base):
    """What the act says of a programme.

    ``texts`` holds every localised text; ``settings`` thresholds and cuts.

    ``status_rules`` is the edition of our own rules that stand where the act says nothing; null
    before there were two.
    """

    __tablename__ = "passport"
    __table_args__ = live_unique("passport", "programme_id")

    first_year: Mapped[int] = mapped_column(Integer)
    last_year: Mapped[int] = mapped_column(Integer)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    # {"name": {"ru": …, "en": …}, "territory": …, …}
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    status_rules: Mapped[int | None] = mapped_column(Integer, default=STATUS_RULES)


class Part(Versioned, Base):
    """A task or subprogramme on which indicators, activities and money hang."""

    __tablename__ = "part"
    __table_args__ = live_unique("part", "programme_id", "code")

    code: Mapped[str] = mapped_column(String(50))
    parent: Mapped[str | None] = mapped_column(String(50))
    position: Mapped[int] = mapped_column(Integer, default=0)
    name_ru: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text, default="")


class Activity(OfYear, Versioned, Base):
    """A planned piece of work with its control dates and four money columns, in roubles.

    ``indicator`` tells whether it was done in full, where one does.
    """

    __tablename__ = "activity"
    __table_args__ = live_unique("activity", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(100))
    fingerprint: Mapped[str] = mapped_column(String(32))
    part: Mapped[str | None] = mapped_column(String(50))
    year: Mapped[int] = mapped_column(Integer)
    name_ru: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text, default="")
    responsible: Mapped[str | None] = mapped_column(Text)
    planned_on: Mapped[datetime.date | None] = mapped_column(Date)
    done_on: Mapped[datetime.date | None] = mapped_column(Date)
    programme_money: Mapped[Decimal | None] = mapped_column(Money)
    roster_money: Mapped[Decimal | None] = mapped_column(Money)
    cash_money: Mapped[Decimal | None] = mapped_column(Money)
    fact_money: Mapped[Decimal | None] = mapped_column(Money)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    indicator: Mapped[str | None] = mapped_column(String(100))


class Budget(OfYear, Versioned, Base):
    """Money of a programme or part, a year and a source, in roubles; ``printed_unit`` is how the
    act states it.
    """

    __tablename__ = "budget"
    __table_args__ = live_unique("budget", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(100))
    fingerprint: Mapped[str] = mapped_column(String(32))
    part: Mapped[str | None] = mapped_column(String(50))
    year: Mapped[int] = mapped_column(Integer)
    funding: Mapped[str] = mapped_column(String(20), default="total")
    programme_money: Mapped[Decimal | None] = mapped_column(Money)
    roster_money: Mapped[Decimal | None] = mapped_column(Money)
    cash_money: Mapped[Decimal | None] = mapped_column(Money)
    fact_money: Mapped[Decimal | None] = mapped_column(Money)
    printed_unit: Mapped[str] = mapped_column(String(20), default="rub")  # rub, thousand, million
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
