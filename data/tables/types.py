"""Column types that keep numbers exact on every database."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

MONEY_SCALE = 2


class Money(TypeDecorator[Decimal]):
    """Roubles as ``Decimal``, stored as whole kopecks so that sums are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(Decimal(value).scaleb(MONEY_SCALE))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-MONEY_SCALE)


class FirstDay(TypeDecorator[datetime.date]):
    """A year, read as its first day."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime.date | None, dialect: Dialect) -> int | None:
        return None if value is None else value.year

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime.date | None:
        return None if value is None else datetime.date(value, 1, 1)


class ExactDecimal(TypeDecorator[Decimal]):
    """A ``Decimal`` of any scale, stored as its own digits."""

    impl = String(48)
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> str | None:
        return None if value is None else format(Decimal(value), "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class ExactNumber(TypeDecorator[Decimal | Fraction]):
    """A ``Decimal`` as its own digits, or a ``Fraction`` as ``100/3``: what was divided is not
    rounded.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: Decimal | Fraction | int | None, dialect: Dialect
    ) -> str | None:
        if isinstance(value, Fraction):
            return f"{value.numerator}/{value.denominator}"
        return None if value is None else format(Decimal(value), "f")

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> Decimal | Fraction | None:
        if value is None or "/" not in value:
            return None if value is None else Decimal(value)
        return Fraction(value)
