"""Ready answers."""

import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Date, Float, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, EffectiveRow
from data.tables.types import ExactNumber


class Cell(EffectiveRow, Base):
    """One answer: indicator × place × grain × period × mode, true from ``since`` until ``until``.

    Numbers are exact: what was divided and has no end in decimals is a fraction, and is cut where
    it is printed. ``place`` is ``''`` for the whole, a district's code, ``none``, or ``cut/place``
    in a second cut.
    """

    __tablename__ = "cell"
    __table_args__ = (
        Index(
            "ix_cell_read", "programme_id", "indicator", "mode", "grain", "place", "period", "since"
        ),
    )

    programme_id: Mapped[int] = mapped_column(Integer)
    indicator: Mapped[str] = mapped_column(String(100))
    place: Mapped[str] = mapped_column(String(101))
    grain: Mapped[str] = mapped_column(String(7))
    period: Mapped[str] = mapped_column(String(10))
    mode: Mapped[str] = mapped_column(String(11))
    year: Mapped[int] = mapped_column(Integer)
    value: Mapped[Decimal | Fraction | None] = mapped_column(ExactNumber)
    numerator: Mapped[Decimal | Fraction | None] = mapped_column(ExactNumber)
    denominator: Mapped[Decimal | Fraction | None] = mapped_column(ExactNumber)
    records: Mapped[int | None] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(15))
    coverage: Mapped[float] = mapped_column(Float)
    definition_version: Mapped[int] = mapped_column(Integer)
    marks: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str | None] = mapped_column(String(500))
    # until then an input is not yet due
    waits_until: Mapped[datetime.date | None] = mapped_column(Date)
    # of a reported share: of how many answers it is
    respondents: Mapped[int | None] = mapped_column(Integer)
