"""In which number places of unlike size compare: the indicator's own, or so many per residents."""

from data.units import is_percent
from indicators.definition import Definition
from indicators.definition.kinds import ORDERED

OWN, RESIDENTS = BASES = ("own", "residents")
PER = 10_000
"""Residents that a number which grows with a place is divided by (ours)."""
ADDITIVE = ("count", "sum", "distinct")
MEANS = ("ratio", "average", *ORDERED)
CHANGE, FORMULA, REPORTED = UNLIKE = ("change", "formula", "reported")
"""Why an indicator does not compare: it is a change, or nobody can say whether it grows with a
place.
"""


def adds_up(definition: Definition) -> bool:
    """Whether a district's value is a part of the whole's."""
    return definition.kind in ADDITIVE and definition.per is None and definition.change is None


def basis_of(definition: Definition) -> str | None:
    """By which number it compares; None of what does not."""
    if definition.change is not None:
        return None
    if definition.per is not None or definition.kind in MEANS or _is_mean(definition):
        return OWN
    reported_sum = definition.combine is not None and definition.combine.places == "sum"
    return RESIDENTS if adds_up(definition) or reported_sum else None


def unlike(definition: Definition) -> str | None:
    """Why it does not compare whatever the size; None of what does."""
    if basis_of(definition) is not None:
        return None
    if definition.change is not None:
        return CHANGE
    return FORMULA if definition.kind == "formula" else REPORTED


def _is_mean(definition: Definition) -> bool:
    """Shares in per cent, and what is reported as a mean."""
    combined = definition.combine is not None and "mean" in definition.combine.places
    return combined or is_percent(definition.unit.ru)
