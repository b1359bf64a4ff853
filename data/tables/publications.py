"""Publications about civil society in the media and on the web."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Record
from data.words.vocabulary import vocabulary

MEDIA = vocabulary(
    newspaper=("Газета", "Newspaper"),
    television=("Телевидение", "Television"),
    radio=("Радио", "Radio"),
    website=("Сайт", "Website"),
    film=("Фильм", "Film"),
    booklet=("Буклет", "Booklet"),
)


class Publication(Record, Base):
    """One publication; ``reach`` is its audience where known."""

    __tablename__ = "publication"

    medium: Mapped[str] = mapped_column(String(20))
    outlet: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    reach: Mapped[int | None] = mapped_column(Integer)
