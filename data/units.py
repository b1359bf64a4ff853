"""Units of indicators, as far as a computation must know them."""

PERCENT = frozenset(("%", "процент", "процентов", "проц."))


def is_percent(unit: str) -> bool:
    """Whether a unit, in Russian, is per cent."""
    return unit.strip() in PERCENT
