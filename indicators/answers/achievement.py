"""Degree of achievement and status against plan; the thresholds are ours and a setting of the
programme.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from data.tables.programmes import STATUS_RULES
from indicators.definition import Definition
from indicators.engine.readings import PLAN_ERROR
from indicators.exact import Exact, cut, simplest
from indicators.states import NOT_DUE, VALUE

OVER_FULFILLED = "over_fulfilled"
ACHIEVED = "achieved"
AT_RISK = "at_risk"
NOT_ACHIEVED = "not_achieved"
UNDETERMINED = "undetermined"
STATUSES = (ACHIEVED, OVER_FULFILLED, AT_RISK, NOT_ACHIEVED, UNDETERMINED)
BEHIND = (NOT_ACHIEVED, AT_RISK)
"""What has not reached its plan, the worse first."""
ACHIEVED_STATUSES = (ACHIEVED, OVER_FULFILLED)
WORST_FIRST = (*BEHIND, UNDETERMINED, OVER_FULFILLED, ACHIEVED)
"""In a sentence that names several, what matters for a judgement stands first."""

ONE = Decimal(1)
# half as much again as was planned is rather a wrong plan than a success (ours)
PLAN_ERROR_ABOVE = Decimal("1.5")


@dataclass(frozen=True)
class Thresholds:
    """From which raw degree an indicator is at risk rather than not achieved, and above which it is
    over-fulfilled; by more than which share of the plan a year deviates so that a reason is asked
    for.
    """

    at_risk: Decimal = Decimal("0.95")
    # what is a little above its plan is achieved: a plan of 99 and a fact of 100 surprise nobody
    over_fulfilled: Decimal = Decimal("1.05")
    deviation: Decimal = Decimal("0.15")

    @classmethod
    def of(cls, settings: Mapping[str, Any], rules: int | None = STATUS_RULES) -> "Thresholds":
        """The programme's own thresholds, or ours by the edition in force when its passport was
        written.

        A passport of before there was a tolerance above the plan names no edition: what was said of
        its years stays.
        """
        own = settings.get("thresholds") or {}
        # the edition stands on the passport's row, so that a new rule changes no earlier answer
        over_fulfilled = ONE if rules is None else cls.over_fulfilled
        return cls(
            # by way of text: settings are JSON, and 0.95 as a binary fraction is a little less
            Decimal(str(own.get("at_risk", cls.at_risk))),
            Decimal(str(own.get("over_fulfilled", over_fulfilled))),
            Decimal(str(own.get("deviation", cls.deviation))),
        )


def judged_by(
    definition: Definition, plan: Decimal | None, limits: Thresholds
) -> tuple[Exact, ...]:
    """What a status compares a value with: the ends of the band, or the plan and where risk and
    excess begin.
    """
    # of a district without a target row not even the band judges (ARCHITECTURE.md)
    if plan is None:
        return ()
    if definition.band is not None:
        return definition.band
    exact, shares = Fraction(plan), (Fraction(limits.at_risk), Fraction(limits.over_fulfilled))
    borders = (
        # declining: the degree is plan ÷ fact, so that risk begins above the plan
        exact / share if definition.direction == "decrease" else exact * share
        for share in shares
    )
    return plan, *map(simplest, borders)


def shortfall(definition: Definition, fact: Exact, plan: Decimal) -> Fraction:
    """How far a fact is from its plan, or from its band: 0 where it is reached, else a share of the
    greater of the two.

    It is 1 − degree wherever there is a degree, and ranks what has none – outside a band, a
    negative growth, a plan of nothing – beside what has one. Two numbers of opposite signs are up
    to 2 apart.
    """
    limit, gap = _gap(definition, Fraction(fact), Fraction(plan))
    # the greater of the two is never 0 where there is a gap
    return gap / max(abs(limit), abs(Fraction(fact))) if gap > 0 else Fraction(0)


def severity(status: str | None, distance: Fraction) -> tuple[int, Fraction]:
    """A key that sorts the worst first: by status, then by how far from the plan."""
    return WORST_FIRST.index(status or ""), -distance


def _gap(definition: Definition, fact: Fraction, plan: Fraction) -> tuple[Fraction, Fraction]:
    """The limit that counts, and by how much the fact misses it; no more than 0 where it does not."""
    if definition.band is not None:
        low, high = map(Fraction, definition.band)
        return (low, low - fact) if fact < low else (high, fact - high)
    return plan, fact - plan if definition.direction == "decrease" else plan - fact


@dataclass(frozen=True)
class Verdict:
    """Degree raw and capped at 1, the status, and a mark when the plan looks wrong.

    The status compares exact numbers. The degree is cut to be printed, with as many digits as agree
    with the status.
    """

    degree_raw: Decimal | None = None
    degree: Decimal | None = None
    status: str | None = None
    marks: tuple[str, ...] = ()


NO_VERDICT = Verdict()


def judge(
    definition: Definition, state: str, fact: Exact | None, plan: Decimal | None, limits: Thresholds
) -> Verdict:
    """The verdict on a fact against its plan; where there is a plan, «keep» is judged by its band."""
    # before «undetermined»: what is not due, or not planned, has no verdict at all
    if state == NOT_DUE or plan is None:
        return NO_VERDICT
    if state != VALUE or fact is None:
        return Verdict(status=UNDETERMINED)
    # «keep»: how far inside the band a value lies is no degree
    if definition.band is not None:
        low, high = definition.band
        return Verdict(status=ACHIEVED if low <= fact <= high else NOT_ACHIEVED)
    if verdict := _without_degree(definition.direction, fact, plan):
        return verdict
    # Growing: fact ÷ plan; declining: plan ÷ fact (Шарлыкский район, постановление 29.08.2014 N
    # 440-п).
    return (
        _by_degree(plan, fact, limits)
        if definition.direction == "decrease"
        else _by_degree(fact, plan, limits)
    )


def _without_degree(direction: str, fact: Exact, plan: Decimal) -> Verdict | None:
    """The cases in which no ratio can be taken (domain rule: never divide by zero, never a silent
    1).
    """
    # of a negative plan nobody can say how much of it was done
    if plan < 0:
        return Verdict(status=UNDETERMINED)
    # nothing is left of what should decline: that is no division by zero
    if direction == "decrease" and fact <= 0:
        return Verdict(status=ACHIEVED)
    # a plan of nothing is reached by anything, even by nothing
    if direction == "increase" and plan == 0:
        return Verdict(status=ACHIEVED if fact >= 0 else NOT_ACHIEVED)
    return None


@lru_cache(8192)
def _by_degree(upper: Exact, lower: Exact, limits: Thresholds) -> Verdict:
    raw = Fraction(upper) / Fraction(lower)
    # of the exact degree, not of the one that is printed and capped
    marks = (PLAN_ERROR,) if raw > PLAN_ERROR_ABOVE else ()
    # printed with as many digits as it needs not to cross a threshold: 0.94999 is not 0.95
    degree = cut(raw, ONE, limits.at_risk, limits.over_fulfilled, PLAN_ERROR_ABOVE)
    return Verdict(degree, min(degree, ONE), _status(raw, limits), marks)


def _status(raw: Fraction, limits: Thresholds) -> str:
    # strictly above, but at risk and achieved from their limits on: a limit belongs to the better
    # side
    if raw > limits.over_fulfilled:
        return OVER_FULFILLED
    if raw >= ONE:
        return ACHIEVED
    return AT_RISK if raw >= limits.at_risk else NOT_ACHIEVED
