"""Reasons to ask about an indicator's year: each is a condition, and an order among those that meet
it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from indicators.answers.margin import within_margin
from indicators.engine.readings import PLAN_LOWERED_LATE
from indicators.findings.years import STUCK, IndicatorYears
from indicators.states import NO_DATA

REPEATEDLY = 3
"""So many years without a break are no accident (ours)."""
USUAL_YEARS = 4
"""From so many earlier years on it can be said what is usual (ours)."""
UNUSUAL_TIMES = 2
"""More than so many times the greatest earlier value, or less than that part of the least (ours)."""


@dataclass(frozen=True)
class ReasonToAsk:
    """``holds`` of an indicator's years; ``weight`` puts the gravest first."""

    holds: Callable[[IndicatorYears], bool]
    weight: Callable[[IndicatorYears], Any]


def is_overdue(years: IndicatorYears) -> bool:
    """No data though they are due; what is computed from other indicators waits for these."""
    return years.now.state == NO_DATA and not years.definition.inputs


def is_missed_repeatedly(years: IndicatorYears) -> bool:
    """The plan was missed for ``REPEATEDLY`` years or more."""
    return len(years.missed) >= REPEATEDLY


def is_stuck(years: IndicatorYears) -> bool:
    """The plan was missed, and the year is no nearer to it than the one before."""
    return years.movement == STUCK


def has_lowered_plan(years: IndicatorYears) -> bool:
    """The plan was lowered in its own year or later."""
    return PLAN_LOWERED_LATE in years.now.marks


def is_unusual(years: IndicatorYears) -> bool:
    """More than twice all that was before, or less than half of it, and not by chance."""
    usual = usual_values(years)
    if len(usual) < USUAL_YEARS or usual[0] < 0:
        return False
    value = Fraction(years.now.exact or 0)
    is_far = value > UNUSUAL_TIMES * usual[-1] or value * UNUSUAL_TIMES < usual[0]
    return is_far and not any(
        within_margin(years.definition, years.now, answer) for answer in years.comparable
    )


def is_behind_pace(years: IndicatorYears) -> bool:
    """At its present pace, and as last year went, the year under way will miss its plan."""
    return years.pace is not None and years.pace.is_behind


def _behind_by(years: IndicatorYears) -> Fraction:
    return Fraction(0) if years.pace is None else years.pace.shortfall


def usual_values(years: IndicatorYears) -> Sequence[Fraction]:
    """The values of the earlier years that compare, the least first."""
    return sorted(Fraction(answer.exact or 0) for answer in years.comparable)


def _lowered_by(years: IndicatorYears) -> Fraction:
    original, plan = years.now.original_plan, years.now.plan
    if not original or plan is None:
        return Fraction(0)
    return abs(Fraction(original) - Fraction(plan)) / abs(Fraction(original))


REASONS: Mapping[str, ReasonToAsk] = {
    "overdue": ReasonToAsk(is_overdue, lambda years: years.now.plan is not None),
    "missed_repeatedly": ReasonToAsk(
        is_missed_repeatedly, lambda years: (len(years.missed), years.shortfall)
    ),
    "behind_pace": ReasonToAsk(is_behind_pace, _behind_by),
    "stuck": ReasonToAsk(is_stuck, lambda years: years.shortfall),
    "plan_lowered": ReasonToAsk(has_lowered_plan, _lowered_by),
    "unusual": ReasonToAsk(is_unusual, lambda years: abs(years.relative_change)),
}
