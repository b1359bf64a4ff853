"""A reading is what the engine knows of one place and period before it meets plan and clock."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from indicators.exact import Exact
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Outcome, computed, latest, worst

Key = tuple[str, str, str, str]  # (place, grain, period label, mode)

ILLUSTRATIVE = "illustrative"
PARTIAL = "partial"
PRELIMINARY = "preliminary"
BREAK = "break"
PLAN_ERROR = "plan_error"
PLAN_BELOW_ACTUAL = "plan_below_actual"
PLAN_LOWERED_LATE = "plan_lowered_late"
LOWER_BOUND = "lower_bound"
APPROXIMATE_DATE = "approximate_date"
NULL_AMOUNTS = "null_amounts"
NOT_ADDITIVE = "not_additive"
MARKS = (
    ILLUSTRATIVE,
    PARTIAL,
    PRELIMINARY,
    BREAK,
    PLAN_ERROR,
    PLAN_BELOW_ACTUAL,
    PLAN_LOWERED_LATE,
    LOWER_BOUND,
    APPROXIMATE_DATE,
    NULL_AMOUNTS,
    NOT_ADDITIVE,
)
NO_MARKS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """State, value and what it was made of; ``coverage`` is a share from 0 to 1.

    ``respondents``: of how many answers a reported share is.
    """

    answered: Outcome
    numerator: Exact | None = None
    denominator: Exact | None = None
    records: int | None = None
    coverage: float = 0.0
    marks: frozenset[str] = NO_MARKS
    source: str | None = None
    respondents: int | None = None

    @property
    def state(self) -> str:
        return self.answered.state

    @property
    def value(self) -> Exact | None:
        return self.answered.value

    def marked(self, *marks: str) -> "Reading":
        return replace(self, marks=self.marks.union(marks))


Readings = Mapping[Key, Reading]


def absent(waits_until: datetime.date | None = None, records: int | None = None) -> Reading:
    """What stands where nothing was reported."""
    return Reading(Outcome(NO_DATA, None, waits_until), records=records)


def quotient(numerator: Reading, denominator: Reading, scale: Decimal) -> Outcome:
    """``numerator ÷ denominator × scale``; a divisor of 0 is not applicable."""
    state = worst([numerator.state, denominator.state])
    waits = latest([numerator.answered.waits_until, denominator.answered.waits_until])
    if state != VALUE:
        return Outcome(state, None, waits)
    # asked after the states: a divisor that is not due is no divisor of 0 (ARCHITECTURE.md)
    if denominator.answered.known == 0:
        return Outcome(NOT_APPLICABLE, None, waits)
    return computed(
        numerator.answered.fraction * Fraction(scale) / denominator.answered.fraction, waits
    )


def combined_marks(readings: Iterable[Reading]) -> frozenset[str]:
    """Every mark of what a value was made of; additivity is each indicator's own."""
    return NO_MARKS.union(*(reading.marks for reading in readings)) - {NOT_ADDITIVE}


def least_coverage(readings: Iterable[Reading]) -> float:
    return min((reading.coverage for reading in readings), default=0.0)
