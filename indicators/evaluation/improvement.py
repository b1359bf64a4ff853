"""What would change a rating: each plan met and each activity done, one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from indicators.evaluation.calculation import KNOWN, calculate
from indicators.evaluation.evaluation import Evaluation
from indicators.evaluation.rating import NextClass, next_class
from indicators.evaluation.subjects import EvaluationSubject
from indicators.states import VALUE

INDICATOR, ACTIVITY = "indicator", "activity"
MOST = 5


@dataclass(frozen=True)
class Gain:
    """By how much the result would grow if a plan had been met or an activity done in full."""

    kind: str
    code: str
    gain: Fraction


@dataclass(frozen=True)
class Improvement:
    """How far the next class is, and what would bring most of it, the greatest first."""

    next: NextClass | None
    gains: tuple[Gain, ...]


def improvement(evaluation: Evaluation) -> Improvement:
    """What would change the rating of the programme; empty for the best class."""
    rated = evaluation.methodology.main
    outcome = evaluation.whole.known.outcome(rated.of)
    above = next_class(rated, outcome)
    if outcome.state != VALUE or (rated.classes and above is None):
        return Improvement(None, ())
    gains = [gain for gain in _gains(evaluation, outcome.fraction) if gain.gain > 0]
    gains.sort(key=lambda each: (-each.gain, each.kind, each.code))
    return Improvement(above, tuple(gains[:MOST]))


def _gains(evaluation: Evaluation, present: Fraction) -> Iterator[Gain]:
    """The whole calculation anew, with one thing as it should have been."""
    for degree in evaluation.indicators:
        if degree.is_missing or (degree.degree is not None and degree.degree < 1):
            yield _gain(evaluation, INDICATOR, degree.code, present)
    for activity in evaluation.whole.subject.activities:
        if not activity.is_done:
            yield _gain(evaluation, ACTIVITY, activity.number, present)


def _gain(evaluation: Evaluation, kind: str, code: str, present: Fraction) -> Gain:
    whole, *parts = (
        _improved(subject, kind, code) for subject in (evaluation.whole.subject, *evaluation.of_sum)
    )
    outcome = _result(evaluation, whole, parts)
    return Gain(kind, code, outcome - present if outcome is not None else Fraction(0))


def _result(
    evaluation: Evaluation, whole: EvaluationSubject, parts: Sequence[EvaluationSubject]
) -> Fraction | None:
    outcome = calculate(evaluation.methodology, whole, parts, KNOWN).outcome(
        evaluation.methodology.main.of
    )
    return outcome.fraction if outcome.state == VALUE else None


def _improved(subject: EvaluationSubject, kind: str, code: str) -> EvaluationSubject:
    if kind == INDICATOR:
        indicators = tuple(
            each.fulfilled() if each.code == code else each for each in subject.indicators
        )
        return replace(subject, indicators=indicators)
    activities = tuple(
        each.fulfilled() if each.number == code else each for each in subject.activities
    )
    return replace(subject, activities=activities)
