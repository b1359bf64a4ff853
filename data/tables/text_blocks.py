"""Where texts of records have which three signs in a row: computed, so that no seal is over it."""

from sqlalchemy import Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class TextBlock(Base):
    """The rows of a table, written in one revision, whose texts have three signs in a row: how
    many, and their ids as ``data.database.text_index`` packs them.
    """

    __tablename__ = "text_block"

    table_name: Mapped[str] = mapped_column(String(50), primary_key=True)
    signs: Mapped[str] = mapped_column(String(3), primary_key=True)
    first_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    # before the ids: who only counts does not read them
    number: Mapped[int] = mapped_column(Integer)
    ids: Mapped[bytes] = mapped_column(LargeBinary)


class TextIndexed(Base):
    """Up to which row the texts of a table are in blocks."""

    __tablename__ = "text_indexed"

    table_name: Mapped[str] = mapped_column(String(50), primary_key=True)
    last_id: Mapped[int] = mapped_column(Integer)
