"""What rows have in common that are about a record or a number of an indicator."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class TopicRow:
    """About a row of a kind, by its number, or about an indicator's number."""

    # empty: of a number
    kind: Mapped[str] = mapped_column(String(50))
    number: Mapped[str] = mapped_column(String(100))
    # empty: of a record
    indicator: Mapped[str] = mapped_column(String(100))
    district: Mapped[str] = mapped_column(String(50))  # empty: the whole territory
    period: Mapped[str] = mapped_column(String(10))

    @declared_attr
    def programme_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("programme.id"))
