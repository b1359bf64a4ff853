"""Lists of records that people come back to."""

import datetime

from sqlalchemy import Boolean, DateTime, ForeignKey, Index, Integer, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base


class KeptList(Base):
    """A list under a name: of which kind of records, and the choices of its address."""

    __tablename__ = "kept_list"
    __table_args__ = (
        Index("ix_kept_list_name", "programme_id", "kind", "owner", "name", unique=True),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[str] = mapped_column(String(50))
    # the account's name
    owner: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(100))
    # as a query of an address
    choices: Mapped[str] = mapped_column(Text)
    # whether the other stewards of the programme see it
    is_shared: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    kept_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
