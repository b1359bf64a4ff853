"""Citizens' initiatives of «Российская общественная инициатива» (ROI)."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.words.vocabulary import vocabulary

OUTCOMES = vocabulary(
    supported=("Поддержана", "Supported"),
    rejected=("Отклонена", "Rejected"),
    clarified=("Дано разъяснение", "Explained"),
)


class Initiative(Record, Base):
    """One initiative considered by the expert group; ``votes`` it had gathered."""

    __tablename__ = "initiative"

    title: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    votes: Mapped[int | None] = mapped_column(Integer)
