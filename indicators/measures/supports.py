"""Supports given to NGOs: the municipal register of recipients."""

from data.kinds.supports import KIND
from indicators.measure import records_of

records = records_of(KIND, names={"ru": "Поддержка НКО", "en": "Supports of NGOs"})
