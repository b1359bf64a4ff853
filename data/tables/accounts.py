"""People who may change something."""

import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, DateTime, Integer, String, false
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Base
from data.words.vocabulary import vocabulary

ROLES = vocabulary(
    viewer=("Читатель", "Viewer"),
    reporter=("Поставщик данных", "Reporter"),
    steward=("Хранитель данных", "Steward"),
    publisher=("Публикатор", "Publisher"),
    administrator=("Администратор", "Administrator"),
)
"""Each role may do what those before it may."""


class Account(Base):
    """Who signs in under ``name``.

    A new password raises ``epoch``, which ends every session begun before.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    # empty: signs in by OpenID Connect only
    password_hash: Mapped[str] = mapped_column(String(200))
    # OpenID Connect: issuer, subject
    subject: Mapped[str | None] = mapped_column(String(300), index=True, unique=True)
    role: Mapped[str] = mapped_column(String(20), default="steward", server_default="steward")
    # codes; NULL: all
    programmes: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    # codes of what a reporter may send; NULL: all
    districts: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    kinds: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    # the password must be changed
    one_time: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    # the key of the second factor, encrypted under the server's secret; NULL: none
    factor_key: Mapped[str | None] = mapped_column(String(300))
    # the step of the clock whose code has opened last
    factor_step: Mapped[int | None] = mapped_column(Integer)
    epoch: Mapped[int] = mapped_column(Integer, default=1)
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    added_at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=False))  # UTC
