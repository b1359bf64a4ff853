"""Initiatives of «Российская общественная инициатива» considered by the expert group."""

from data.kinds.initiatives import KIND
from indicators.measure import records_of

records = records_of(KIND, names={"ru": "Общественные инициативы", "en": "Public initiatives"})
