"""What has been reported: tells zero from no data."""

from sqlalchemy import Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Versioned


class Coverage(Versioned, Base):
    """A kind of record has been reported for a leaf district (``''``: a territory without
    districts) and month.
    """

    __tablename__ = "coverage"
    __table_args__ = (Index("ix_coverage_grid", "programme_id", "kind", "year"),)

    kind: Mapped[str] = mapped_column(String(50))
    district: Mapped[str] = mapped_column(String(50))
    year: Mapped[int] = mapped_column(Integer)
    month: Mapped[int] = mapped_column(Integer)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)


class SourceNote(Versioned, Base):
    """A contradiction of a source: as printed, what is wrong, where.

    Shown, never counted, never mended.
    """

    __tablename__ = "source_note"

    code: Mapped[str] = mapped_column(String(50))
    printed: Mapped[str] = mapped_column(Text)
    problem_ru: Mapped[str] = mapped_column(Text)
    problem_en: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    # codes whose passports show it, separated by ;
    indicators: Mapped[str] = mapped_column(Text, default="")
