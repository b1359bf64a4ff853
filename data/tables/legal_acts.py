"""Legal acts adopted."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.words.vocabulary import vocabulary

ACT_TYPES = vocabulary(
    resolution=("Постановление", "Resolution"),
    order=("Распоряжение", "Order"),
    decision=("Решение", "Decision"),
)


class LegalAct(Record, Base):
    """One act; ``act_number`` is the number printed on it."""

    __tablename__ = "legal_act"

    type: Mapped[str] = mapped_column(String(20))
    act_number: Mapped[str] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(Text)
