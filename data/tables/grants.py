"""Grants: application → decision → award → report, one row a grant."""

import datetime
from decimal import Decimal

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.tables.types import Money
from data.words.vocabulary import vocabulary

DECISIONS = vocabulary(
    awarded=("Победитель", "Awarded"),
    refused=("Отклонена", "Refused"),
    withdrawn=("Отозвана", "Withdrawn"),
    pending=("На рассмотрении", "Pending"),
)


class Grant(Record, Base):
    """One application; ``date`` is the day it was made, money in roubles."""

    __tablename__ = "grant_application"

    contest: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    decision: Mapped[str] = mapped_column(String(20), default="pending")
    requested: Mapped[Decimal | None] = mapped_column(Money)
    awarded: Mapped[Decimal | None] = mapped_column(Money)
    own_money: Mapped[Decimal | None] = mapped_column(Money)
    spent: Mapped[Decimal | None] = mapped_column(Money)
    decided_on: Mapped[datetime.date | None] = mapped_column(Date)
    decided_year: Mapped[int | None] = mapped_column(Integer)
    decided_half: Mapped[int | None] = mapped_column(Integer)
    decided_quarter: Mapped[int | None] = mapped_column(Integer)
    decided_month: Mapped[int | None] = mapped_column(Integer)
    reported_on: Mapped[datetime.date | None] = mapped_column(Date)
    reported_year: Mapped[int | None] = mapped_column(Integer)
    reported_half: Mapped[int | None] = mapped_column(Integer)
    reported_quarter: Mapped[int | None] = mapped_column(Integer)
    reported_month: Mapped[int | None] = mapped_column(Integer)
    # NULL in rows from before it was kept
    decided_precision: Mapped[str | None] = mapped_column(String(5))
    reported_precision: Mapped[str | None] = mapped_column(String(5))
