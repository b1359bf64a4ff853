"""Initiatives of «Российская общественная инициатива» considered by the expert group."""

from data.imports import kind_of
from indicators.measure import records_of

records = records_of(
    kind_of("initiatives"), names={"ru": "Общественные инициативы", "en": "Public initiatives"}
)
