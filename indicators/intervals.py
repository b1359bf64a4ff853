"""Between which numbers the true one lies: of a share of those who answered, of a count of rare events."""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

WILSON, POISSON = METHODS = ("wilson", "poisson")
LEVEL = 95
"""Per cent: so often an interval made in this way holds the true number."""
MOST = 1_000_000
"""Beyond so many events nothing is rare."""
DIGITS = 10
"""Significant digits of an end; far more than any sample tells."""
PRECISION = 1e-12
"""Of an end, and of the chances that it is found by: as much more as the digits need."""


class Ends(NamedTuple):
    """The two ends of an interval, in the unit of the number that it is of."""

    low: float
    high: float


class Interval(NamedTuple):
    """``low`` and ``high`` in the unit of the value; ``method`` is of METHODS, ``level`` per cent."""

    low: Decimal
    high: Decimal
    method: str
    level: int


@lru_cache(maxsize=4096)
def wilson(share: Fraction, respondents: int, level: int = LEVEL) -> Ends:
    """The score interval of a share, 0 to 1, of so many independent answers.

    E. B. Wilson, «Probable inference, the law of succession, and statistical inference», JASA 22
    (1927), 209–212: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n).
    """
    z = NormalDist().inv_cdf((1 + level / 100) / 2)
    part, excess = float(share), z * z / respondents
    centre = part + excess / 2
    reach = z * math.sqrt(part * (1 - part) / respondents + excess / respondents / 4)
    low, high = (centre - reach) / (1 + excess), (centre + reach) / (1 + excess)
    # exactly so where all or none said it: the formula misses by the last binary digit
    return Ends(low if share > 0 else 0.0, high if share < 1 else 1.0)


@lru_cache(maxsize=4096)
def poisson(events: int, level: int = LEVEL) -> Ends:
    """The exact interval of the mean of a Poisson variable that was ``events``, up to ``MOST``.

    F. Garwood, «Fiducial limits for the Poisson distribution», Biometrika 28 (1936), 437–442: with
    the low end so many events or more, with the high end so many or fewer, are as unlikely as half
    of what the level leaves. These are χ²(α/2; 2k)/2 and χ²(1−α/2; 2k+2)/2.
    """
    tail, z = (1 - level / 100) / 2, NormalDist().inv_cdf((1 + level / 100) / 2)
    high = _root(
        lambda mean: (tail - _at_most(events, mean)) / _exactly(events, mean), events + 1, z
    )
    if not events:
        return Ends(0.0, high)
    low = _root(
        lambda mean: (_at_least(events, mean) - tail) / _exactly(events - 1, mean), events, -z
    )
    return Ends(low, high)


def printed(end: float | Fraction) -> Decimal:
    """An end as rows have it."""
    return Decimal(f"{float(end):.{DIGITS}g}")


def _root(step: Callable[[float], float], events: int, z: float) -> float:
    """Where Newton's ``step`` ends that begins at Byar's approximation of an interval's end."""
    mean = events * (1 - 1 / (9 * events) + z / (3 * math.sqrt(events))) ** 3
    for _ in range(100):
        change = step(mean)
        mean -= change
        if abs(change) < PRECISION * mean:
            break
    return mean


def _exactly(events: int, mean: float) -> float:
    return math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))


def _at_least(events: int, mean: float) -> float:
    """The chance of so many events or more, of a ``mean`` below them: each term is less than the last."""
    term = total = _exactly(events, mean)
    while term > total * PRECISION / 100:
        events += 1
        term *= mean / events
        total += term
    return total


def _at_most(events: int, mean: float) -> float:
    """The chance of so many events or fewer, of a ``mean`` above them."""
    term = total = _exactly(events, mean)
    while term > total * PRECISION / 100:
        term *= events / mean
        events -= 1
        total += term
    return total
