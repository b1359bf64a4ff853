"""The class of a value, compared unrounded, and as many digits as agree with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from indicators.evaluation.methodology import RatedStep, RatingClass
from indicators.exact import DIGITS, cut, side
from indicators.states import VALUE, Outcome

DECIMALS = 2


@dataclass(frozen=True)
class NextClass:
    """The class above, and how much is missing to it."""

    rating: RatingClass
    missing: Fraction


def rating_of(rated: RatedStep, outcome: Outcome) -> RatingClass | None:
    """The class of a value; nothing where there is no value or the methodology has no classes."""
    if outcome.state != VALUE:
        return None
    return next((each for each in rated.classes if reaches(each, outcome.fraction)), None)


def reaches(rating: RatingClass, value: Fraction) -> bool:
    """Whether a value is of a class or a better one: from its limit on, or strictly above it."""
    if rating.least is not None:
        return value >= Fraction(rating.least)
    return rating.above is None or value > Fraction(rating.above)


def next_class(rated: RatedStep, outcome: Outcome) -> NextClass | None:
    """The next better class; nothing for the best one and where nothing is rated."""
    if outcome.state != VALUE:
        return None
    better = [each for each in rated.classes if not reaches(each, outcome.fraction)]
    if not better:
        return None
    rating = better[-1]
    limit = Fraction(rating.threshold or 0)
    return NextClass(rating, limit - outcome.fraction)


def printed(value: Fraction, decimals: int = DECIMALS) -> Decimal:
    """The value as acts print it, to two decimals; halves to even."""
    return cut(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def precise(value: Fraction, limits: Iterable[Decimal]) -> Decimal:
    """The value with as many decimals as keep it on its side of every limit: 0.895 is not 0.90."""
    listed = [Fraction(limit) for limit in limits]
    for decimals in range(DECIMALS, DIGITS):
        text = printed(value, decimals)
        if all(side(Fraction(text), limit) == side(value, limit) for limit in listed):
            return text
    return cut(value, *listed)


def thresholds(rated: RatedStep) -> tuple[Decimal, ...]:
    """The limits of a result's classes."""
    return tuple(each.threshold for each in rated.classes if each.threshold is not None)
