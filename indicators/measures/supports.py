"""Supports given to NGOs: the municipal register of recipients."""

from data.imports import kind_of
from indicators.measure import records_of

records = records_of(
    kind_of("supports"), names={"ru": "Поддержка НКО", "en": "Supports of NGOs"}, is_support=True
)
