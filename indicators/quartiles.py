"""Median and quartiles, exact: they lie between neighbours by their distance, as spreadsheets
(QUARTILE.INC), numpy and pandas have them (type 7 of Hyndman and Fan, 1996).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

PARTS = 4


def neighbours(part: int, total: int) -> tuple[int, int]:
    """The places, from 0, of the two ordered values between which a quartile lies."""
    lower = (total - 1) * part // PARTS
    return lower, min(lower + 1, total - 1)


def between(values: Mapping[int, Fraction], part: int, total: int) -> Fraction:
    """A quartile of ``total`` values, of which those beside it are known by their places."""
    lower, upper = neighbours(part, total)
    fraction = Fraction((total - 1) * part, PARTS) - lower
    return values[lower] + (values[upper] - values[lower]) * fraction


def quartiles(values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The least, the three quartiles and the greatest; nothing of no values."""
    ordered = dict(enumerate(sorted(values)))
    return tuple(between(ordered, part, len(ordered)) for part in range(PARTS + 1) if ordered)
