"""Degree of achievement and status against plan; the thresholds are ours and a setting of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from indicators.definition import Definition
from indicators.exact import Exact, cut, simplest
from indicators.readings import PLAN_ERROR
from indicators.states import NOT_DUE, VALUE

OVER_FULFILLED = "over_fulfilled"
ACHIEVED = "achieved"
AT_RISK = "at_risk"
NOT_ACHIEVED = "not_achieved"
UNDETERMINED = "undetermined"
STATUSES = (ACHIEVED, OVER_FULFILLED, AT_RISK, NOT_ACHIEVED, UNDETERMINED)

ONE = Decimal(1)
PLAN_ERROR_ABOVE = Decimal("1.5")


@dataclass(frozen=True)
class Thresholds:
    """From which raw degree an indicator is at risk rather than not achieved."""

    at_risk: Decimal = Decimal("0.95")

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Thresholds":
        """The programme's own threshold, or ours."""
        given = settings.get("thresholds") or {}
        return cls(Decimal(str(given.get("at_risk", cls.at_risk))))


def judged_by(definition: Definition, plan: Decimal | None, limits: Thresholds) -> tuple[Exact, ...]:
    """What a status compares a value with: the ends of the band, or the plan and that part of it where risk begins."""
    if plan is None:
        return ()
    if definition.band is not None:
        return definition.band
    exact = Fraction(plan)
    risk = exact / Fraction(limits.at_risk) if definition.direction == "decrease" else exact * Fraction(limits.at_risk)
    return plan, simplest(risk)


@dataclass(frozen=True)
class Verdict:
    """Degree raw and capped at 1, the status, and a mark when the plan looks wrong.

    The status compares exact numbers. The degree is cut to be printed, with as many digits as agree with the status.
    """

    degree_raw: Decimal | None = None
    degree: Decimal | None = None
    status: str | None = None
    marks: tuple[str, ...] = ()


NO_VERDICT = Verdict()


def judge(definition: Definition, state: str, fact: Exact | None, plan: Decimal | None, limits: Thresholds) -> Verdict:
    """The verdict on a fact against its plan; where there is a plan, «keep» is judged by its band."""
    if state == NOT_DUE or plan is None:
        return NO_VERDICT
    if state != VALUE or fact is None:
        return Verdict(status=UNDETERMINED)
    if definition.band is not None:
        low, high = definition.band
        return Verdict(status=ACHIEVED if low <= fact <= high else NOT_ACHIEVED)
    if verdict := _without_degree(definition.direction, fact, plan):
        return verdict
    # Growing: fact ÷ plan; declining: plan ÷ fact (Шарлыкский район, постановление 29.08.2014 N 440-п).
    return _by_degree(plan, fact, limits) if definition.direction == "decrease" else _by_degree(fact, plan, limits)


def _without_degree(direction: str, fact: Exact, plan: Decimal) -> Verdict | None:
    """The cases in which no ratio can be taken (domain rule: never divide by zero, never a silent 1)."""
    if plan < 0:
        return Verdict(status=UNDETERMINED)
    if direction == "decrease" and fact <= 0:
        return Verdict(status=ACHIEVED)
    if direction == "increase" and plan == 0:
        return Verdict(status=ACHIEVED if fact >= 0 else NOT_ACHIEVED)
    return None


@lru_cache(8192)
def _by_degree(upper: Exact, lower: Exact, limits: Thresholds) -> Verdict:
    raw = Fraction(upper) / Fraction(lower)
    marks = (PLAN_ERROR,) if raw > PLAN_ERROR_ABOVE else ()
    degree = cut(raw, ONE, limits.at_risk, PLAN_ERROR_ABOVE)
    return Verdict(degree, min(degree, ONE), _status(raw, limits), marks)


def _status(raw: Fraction, limits: Thresholds) -> str:
    if raw > ONE:
        return OVER_FULFILLED
    if raw == ONE:
        return ACHIEVED
    return AT_RISK if raw >= limits.at_risk else NOT_ACHIEVED
