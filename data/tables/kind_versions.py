"""Kinds of records that a steward has declared: the text of each version."""

from sqlalchemy import Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, EffectiveRow

LIVING = text("until IS NULL")


class KindVersion(EffectiveRow, Base):
    """One version of a kind's declaration, as written; all programmes of the database share it."""

    __tablename__ = "kind_version"
    __table_args__ = (
        Index(
            "uq_kind_version_live",
            "code",
            unique=True,
            sqlite_where=LIVING,
            postgresql_where=LIVING,
        ),
    )

    code: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)
