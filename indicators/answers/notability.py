"""Which changes of an indicator are spoken of; no status depends on it."""

from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.definition import Definition

HUNDRED = 100


def is_notable(definition: Definition, before: Answer, now: Answer) -> bool | None:
    """Whether a change reaches what the definition calls notable.

    Nothing where the definition says nothing of it, or where it cannot be told: without both values,
    or by the interval without both intervals. A change from nought is always notable.
    """
    notable = definition.notable
    if notable is None or before.exact is None or now.exact is None:
        return None
    if notable.percent is None:
        by_chance = within_margin(definition, now, before)
        return None if by_chance is None else not by_chance
    base, change = abs(Fraction(before.exact)), abs(Fraction(now.exact) - Fraction(before.exact))
    return change * HUNDRED >= Fraction(notable.percent) * base
