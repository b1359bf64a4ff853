"""Forms that a programme brings along: files with named places."""

from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base, Versioned, live_unique


class FormTemplate(Versioned, Base):
    """A workbook or document with named places, which is filled with the numbers of a year.

    ``extension`` says which of the two; ``places`` are those that stand in it; ``content`` is the
    file in Base64, as seals are made of numbers and texts alone.
    """

    __tablename__ = "form_template"
    __table_args__ = live_unique("form_template", "programme_id", "code")

    code: Mapped[str] = mapped_column(String(50))
    extension: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    places: Mapped[list[Any]] = mapped_column(JSON)
    content: Mapped[str] = mapped_column(Text, deferred=True)
