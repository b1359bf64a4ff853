"""The degree of an indicator in a year, with the rule of every case in which no ratio is taken."""

from dataclasses import dataclass
from fractions import Fraction

from indicators.answers.achievement import shortfall
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.engine.readings import PRELIMINARY as PRELIMINARY_MARK
from indicators.evaluation.methodology import Methodology
from indicators.evaluation.subjects import (
    BAND,
    COMPUTED,
    CONCEALED,
    COUNTED,
    EXCLUDED,
    MISSING,
    NEGATIVE_PLAN,
    NO_PLAN,
    PLAN_ZERO,
    PRELIMINARY,
    REFINED,
    ZERO_FACT,
    IndicatorDegree,
)
from indicators.evaluation.subjects import NOT_DUE as NOT_DUE_CASE
from indicators.states import HIDDEN, NOT_DUE, VALUE


@dataclass(frozen=True)
class RawDegree:
    """A degree before the cap, or why there is none."""

    case: str
    raw: Fraction | None = None


def degree_of(definition: Definition, answer: Answer, methodology: Methodology) -> IndicatorDegree:
    """An indicator's place in the mean of a year."""
    result = raw_degree(definition, answer, methodology)
    degree = result.raw
    # «в случаях, если СД > 1, значение СД принимается равным 1» (N 440-п of 29.08.2014)
    if degree is not None and methodology.cap is not None:
        degree = min(degree, Fraction(methodology.cap))
    return IndicatorDegree(
        answer,
        result.case,
        result.raw,
        degree,
        Fraction(definition.weight),
        _stage(definition, answer),
    )


def raw_degree(definition: Definition, answer: Answer, methodology: Methodology) -> RawDegree:
    """Growing: fact ÷ plan; falling: plan ÷ fact; never a division by zero, never a silent 1."""
    if answer.plan is None:
        return RawDegree(NO_PLAN)
    if answer.state == HIDDEN:
        return RawDegree(CONCEALED)
    if answer.state == NOT_DUE:
        return RawDegree(NOT_DUE_CASE)
    if answer.state != VALUE or answer.exact is None:
        return RawDegree(MISSING)
    fact, plan = Fraction(answer.exact), Fraction(answer.plan)
    if definition.band is not None:
        # no act read so far knows «keep»: 1 inside, and beside the band its nearer end ÷ fact (ours)
        return RawDegree(BAND, max(Fraction(0), 1 - shortfall(definition, fact, answer.plan)))
    if plan < 0:
        return RawDegree(NEGATIVE_PLAN)
    falls = definition.direction == "decrease" and methodology.declining == "plan_over_fact"
    if falls:
        return RawDegree(ZERO_FACT, Fraction(1)) if fact <= 0 else RawDegree(COUNTED, plan / fact)
    return _of_plan_zero(fact, methodology) if plan == 0 else RawDegree(COUNTED, fact / plan)


def _of_plan_zero(fact: Fraction, methodology: Methodology) -> RawDegree:
    """A plan of nothing is met by anything that is not negative."""
    if methodology.rules["plan_zero"].rule == EXCLUDED:
        return RawDegree(EXCLUDED)
    return RawDegree(PLAN_ZERO, Fraction(int(fact >= 0)))


def _stage(definition: Definition, answer: Answer) -> str | None:
    """Whether a fact is counted, refined or preliminary; null where there is none."""
    if answer.state != VALUE:
        return None
    if PRELIMINARY_MARK in answer.marks:
        return PRELIMINARY
    return REFINED if definition.kind == "observed" else COMPUTED
