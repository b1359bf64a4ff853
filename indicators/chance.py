"""What chance alone may have made: a difference of two shares, or of two counts of rare events."""

import math
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from indicators.intervals import LEVEL, PRECISION, Ends


class Estimate(NamedTuple):
    """A share and the ends of its interval, all in one unit."""

    value: float
    ends: Ends


class EventCount(NamedTuple):
    """So many events in an ``exposure``: years, residents – whatever events are in proportion to."""

    events: int
    exposure: Fraction


def newcombe(one: Estimate, other: Estimate) -> Ends:
    """The interval of a share less another, of independent samples, at the level of their own
    intervals, which are Wilson's.

    R. G. Newcombe, «Interval estimation for the difference between independent proportions:
    comparison of eleven methods», Statistics in Medicine 17 (1998), 873–890, method 10, without a
    correction for continuity.
    """
    difference = one.value - other.value
    below = math.hypot(one.value - one.ends.low, other.ends.high - other.value)
    above = math.hypot(one.ends.high - one.value, other.value - other.ends.low)
    return Ends(difference - below, difference + above)


@lru_cache(maxsize=4096)
def are_alike(one: EventCount, other: EventCount, level: int = LEVEL) -> bool:
    """Whether both counts may have come of one rate: whether 1 lies in the exact interval of the
    ratio of their rates.

    Of all the events together those of one count are then a binomial number whose share is that of
    its exposure: J. Przyborowski, H. Wilenski, «Homogeneity of results in testing samples from
    Poisson series», Biometrika 31 (1940), 313–323, with both tails of C. J. Clopper, E. S. Pearson,
    Biometrika 26 (1934), 404–413. Without any event nothing tells them apart.
    """
    total = one.events + other.events
    share = float(one.exposure / (one.exposure + other.exposure))
    tail = (1 - level / 100) / 2
    return (
        _at_least(one.events, total, share) >= tail
        and _at_least(other.events, total, 1 - share) >= tail
    )


def _at_least(events: int, total: int, share: float) -> float:
    """The chance of so many of all events or more, where each has the same chance to be among them."""
    # on the other side of the mean the chance of more is no small number, whatever it is exactly
    if events <= total * share:
        return 0.5
    term = summed = math.exp(
        math.lgamma(total + 1)
        - math.lgamma(events + 1)
        - math.lgamma(total - events + 1)
        + events * math.log(share)
        + (total - events) * math.log1p(-share)
    )
    for count in range(events, total):
        term *= (total - count) / (count + 1) * share / (1 - share)
        if term <= summed * PRECISION:
            break
        summed += term
    return summed
