"""Sources of records whose files are read by a mapping that somebody has made once."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Versioned, live_unique


class SavedSource(Versioned, Base):
    """One version of a source: ``text`` says in YAML of which ``kind`` its files are and how they are
    read. Versions of a name are numbered on, whatever became of the earlier ones.
    """

    __tablename__ = "saved_source"
    __table_args__ = live_unique("saved_source", "programme_id", "name")

    name: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(50))
    text: Mapped[str] = mapped_column(Text)
