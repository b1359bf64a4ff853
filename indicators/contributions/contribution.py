"""Differences divided among parts, in exact fractions; whatever parts leave over is a part of its
own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial

REST = "rest"
"""The key of what the parts leave over: shared records, what is not broken down."""
NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Contribution:
    """What a part adds to a difference; ``before`` and ``now`` are its own values, None where it has
    none.

    Of a ratio ``value_effect`` is what the part's own value did and ``weight_effect`` what its weight
    did; together they are ``amount``.
    """

    key: str
    before: Fraction | None
    now: Fraction | None
    amount: Fraction
    value_effect: Fraction | None = None
    weight_effect: Fraction | None = None


@dataclass(frozen=True)
class RatioSide:
    """Numerator and denominator of a part on one side of a comparison."""

    numerator: Fraction
    denominator: Fraction

    @property
    def ratio(self) -> Fraction | None:
        return self.numerator / self.denominator if self.denominator else None


ABSENT = RatioSide(NOUGHT, NOUGHT)


def added_up(
    parts: Mapping[str, tuple[Fraction | None, Fraction | None]], difference: Fraction
) -> Sequence[Contribution]:
    """Of what adds up each part gives its own difference; a part without a value had nothing."""
    listed = [
        Contribution(key, before, now, (now or NOUGHT) - (before or NOUGHT))
        for key, (before, now) in parts.items()
        if before is not None or now is not None
    ]
    return _with_rest(listed, difference)


def weighed(
    parts: Mapping[str, tuple[RatioSide, RatioSide]], scale: Fraction, difference: Fraction
) -> Sequence[Contribution]:
    """Of a ratio R = Σ wᵢ·rᵢ, where wᵢ is a part's share of the denominator and rᵢ its own ratio,
    each part gives w̄ᵢ·Δrᵢ + (r̄ᵢ − R̄)·Δwᵢ, a bar meaning the mean of both sides.

    Nothing is left to an interaction (Marshall–Edgeworth weights); as Σ Δwᵢ = 0, taking R̄ off
    changes no sum and makes a weight count by whether it moved to better or worse parts. A part that
    one side lacks has the other's ratio there, so that all of it is weight.
    """
    totals = [_total(side[place] for side in parts.values()) for place in (0, 1)]
    means = [total.ratio for total in totals]
    if None in means:
        return _with_rest([], difference)
    middle = sum((mean for mean in means if mean is not None), NOUGHT) / 2
    listed = [
        _weighed(key, sides, [total.denominator for total in totals], middle, scale)
        for key, sides in parts.items()
        if sides[0].denominator or sides[1].denominator
    ]
    return _with_rest(listed, difference)


def _total(sides: Iterable[RatioSide]) -> RatioSide:
    listed = list(sides)
    return RatioSide(
        sum((side.numerator for side in listed), NOUGHT),
        sum((side.denominator for side in listed), NOUGHT),
    )


def _weighed(
    key: str,
    sides: tuple[RatioSide, RatioSide],
    totals: Sequence[Fraction],
    middle: Fraction,
    scale: Fraction,
) -> Contribution:
    weights = [side.denominator / total for side, total in zip(sides, totals, strict=True)]
    own = sides[0].ratio, sides[1].ratio
    before, now = _known(own[0], own[1]), _known(own[1], own[0])
    by_value = (weights[0] + weights[1]) / 2 * (now - before) * scale
    by_weight = ((before + now) / 2 - middle) * (weights[1] - weights[0]) * scale
    return Contribution(
        key, _times(own[0], scale), _times(own[1], scale), by_value + by_weight, by_value, by_weight
    )


def _times(ratio: Fraction | None, scale: Fraction) -> Fraction | None:
    return None if ratio is None else ratio * scale


def _known(ratio: Fraction | None, other: Fraction | None) -> Fraction:
    return ratio if ratio is not None else other or NOUGHT


def shared_out(
    evaluate: Callable[[Mapping[str, Fraction]], Fraction | None],
    before: Mapping[str, Fraction],
    now: Mapping[str, Fraction],
) -> Sequence[Contribution] | None:
    """Of a formula each input gives its Shapley share: the mean, over all orders in which inputs may
    change one after another, of what its own change does (L. Shapley, 1953).

    None where the formula has no value on the way, as with a divisor of 0.
    """
    codes = tuple(now)
    values = {
        chosen: evaluate({code: (now if code in chosen else before)[code] for code in codes})
        for size in range(len(codes) + 1)
        for chosen in map(frozenset, combinations(codes, size))
    }
    if any(value is None for value in values.values()):
        return None
    return [
        Contribution(code, before[code], now[code], _share(code, codes, values)) for code in codes
    ]


def _share(
    code: str, codes: Sequence[str], values: Mapping[frozenset[str], Fraction | None]
) -> Fraction:
    count = len(codes)
    return sum(
        (
            Fraction(factorial(len(chosen)) * factorial(count - len(chosen) - 1), factorial(count))
            * ((values[chosen | {code}] or NOUGHT) - (values[chosen] or NOUGHT))
            for chosen in values
            if code not in chosen
        ),
        NOUGHT,
    )


def _with_rest(listed: Sequence[Contribution], difference: Fraction) -> Sequence[Contribution]:
    """The parts, the greatest first, and last what they leave over."""
    ranked = sorted(listed, key=lambda part: -abs(part.amount))
    left = difference - sum((part.amount for part in ranked), NOUGHT)
    return [*ranked, *([Contribution(REST, None, None, left)] if left else [])]
