"""The register of supported NGOs: one row a support (Federal Law 7-FZ, article 31.2)."""

import datetime
from decimal import Decimal

from sqlalchemy import Boolean, Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.tables.types import Money
from data.words.vocabulary import vocabulary

FORMS = vocabulary(
    financial=("Финансовая", "Financial"),
    property=("Имущественная", "Property"),
    informational=("Информационная", "Informational"),
    consulting=("Консультационная", "Consulting"),
    training=("Обучение работников и добровольцев", "Training of staff and volunteers"),
)


class Support(Record, Base):
    """One support given to an NGO: its form, size in roubles, term and the body that gave it."""

    __tablename__ = "support"

    form: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal | None] = mapped_column(Money)
    until_date: Mapped[datetime.date | None] = mapped_column(Date)
    authority: Mapped[str | None] = mapped_column(Text)
    violation: Mapped[bool] = mapped_column(Boolean, default=False)
