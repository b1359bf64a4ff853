"""The values of an attribute as rows and addresses write them."""

from typing import Any

from indicators.records.places import NONE


def address_text(value: Any) -> str:
    """A value as rows and addresses write it; what is not filled in is ``none``."""
    if value is None:
        return NONE
    return str(value).lower() if isinstance(value, bool) else str(value)
