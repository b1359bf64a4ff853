"""Districts as a tree, a second cut mapped onto it, and populations."""

import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Versioned, live_unique


class District(Versioned, Base):
    """A place of the main tree, or, with ``cut``, of a second cut.

    ``member_of`` names its place in each other cut.
    """

    __tablename__ = "district"
    __table_args__ = live_unique("district", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(50))  # the code
    fingerprint: Mapped[str] = mapped_column(String(32))
    parent: Mapped[str | None] = mapped_column(String(50))
    cut: Mapped[str | None] = mapped_column(String(50))
    member_of: Mapped[str | None] = mapped_column(Text)  # codes of cut places, separated by ;
    position: Mapped[int] = mapped_column(Integer, default=0)
    name_ru: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text, default="")
    tile_x: Mapped[int | None] = mapped_column(Integer)
    tile_y: Mapped[int | None] = mapped_column(Integer)
    # rings of (longitude, latitude), from a user's GeoJSON
    outline: Mapped[list[Any] | None] = mapped_column(JSON)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Population(Versioned, Base):
    """Residents of a district (or of the whole, when NULL) on a day."""

    __tablename__ = "population"
    __table_args__ = live_unique("population", "programme_id", "number")

    number: Mapped[str] = mapped_column(String(100))
    fingerprint: Mapped[str] = mapped_column(String(32))
    district: Mapped[str | None] = mapped_column(String(50))
    on_date: Mapped[datetime.date] = mapped_column(Date)
    people: Mapped[int] = mapped_column(Integer)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    source: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
