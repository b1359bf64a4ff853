"""Exact numbers: decimals as recorded, fractions once something was divided; cut only where they
are printed.
"""

from collections.abc import Collection
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from itertools import count

Exact = Decimal | Fraction

DIGITS = 28
"""So many digits are printed of a number that has more."""
ALIKE = 20
"""So many digits of a number that former engines rounded on the way are certainly right."""
MOST_BITS = 8192
LARGEST_BITS = 1000
"""Past these a number is none: no reader, no chart and no database could hold it (2⁸¹⁹², or beyond
10³⁰⁰).
"""

WIDE = Context(prec=1000)
"""More digits than anybody reads; a number too long to be read is no reason to show none."""

LONGEST_BITS = 128
"""A denominator that is longer stays one: its decimals would be more than anybody reads."""


def holdable(number: Fraction) -> bool:
    """Whether a number may be kept and told; only a formula that multiplies itself for ever makes
    others.
    """
    upper, lower = number.numerator.bit_length(), number.denominator.bit_length()
    return upper <= MOST_BITS and lower <= MOST_BITS and abs(upper - lower) <= LARGEST_BITS


def simplest(number: Exact) -> Exact:
    """The same number, as a decimal where its digits have an end: equal numbers are kept in equal
    words.
    """
    rest = number.denominator if isinstance(number, Fraction) else 1
    if isinstance(number, Decimal) or rest.bit_length() > LONGEST_BITS:
        return number
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return number
    places = max(twos, fives)
    return Decimal(f"{number.numerator * 10**places // number.denominator}E-{places}")


def cut(number: Exact, *limits: Exact) -> Decimal:
    """The number as it is printed: 28 digits, half-even, the same on every database.

    It has more digits where 28 would put it on another side of one of ``limits``, or upon it: what
    is printed beside a status must not contradict it.
    """
    digits = DIGITS
    printed = _rounded(number, digits)
    while any(number != limit and side(printed, limit) != side(number, limit) for limit in limits):
        digits *= 2
        printed = _rounded(number, digits)
    return printed


def side(number: Exact, limit: Exact) -> int:
    """-1 below the limit, 0 upon it, 1 above it."""
    return (number > limit) - (number < limit)


def to_decimals(number: Decimal, decimals: int) -> Decimal:
    """The number as it is shown, to so many decimals: halves up, as people round."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)


def decimals_beside(number: Decimal, least: int, others: Collection[Decimal]) -> int:
    """How many decimals, at least so many, keep a number on its side of others when it is shown."""
    return next(
        decimals
        for decimals in count(least)
        if all(
            side(to_decimals(number, decimals), other) == side(number, other)
            for other in others
            if other != number
        )
    )


def own_decimals(number: Decimal) -> int:
    """How many decimals a number has, without noughts at its end."""
    exponent = WIDE.normalize(number).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def but_for_rounding(one: Exact, other: Exact) -> bool:
    """Whether numbers agree in twenty digits: former engines cut every quotient at 28, and computed
    on with that.
    """
    exact = Fraction(other)
    return bool(abs(Fraction(one) - exact) * 10**ALIKE <= abs(exact))


def _rounded(number: Exact, digits: int) -> Decimal:
    context = _context(digits)
    if isinstance(number, Decimal):
        return context.plus(number)
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))


@cache
def _context(digits: int) -> Context:
    return Context(prec=digits, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)
