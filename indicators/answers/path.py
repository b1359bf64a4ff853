"""The path to a target of a later year, and whether the present pace reaches it.

An even pace is our default, not a method of the law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.states import NOT_APPLICABLE


@dataclass(frozen=True)
class Path:
    """From the newest value, ``start``, to a target of a later year, ``goal``.

    ``expected`` is what that year would have at the mean yearly change since ``first``; nothing
    where a single year shows no pace.
    """

    first: Answer
    start: Answer
    goal: Answer
    expected: Fraction | None
    is_reached: bool | None


def path_to_target(definition: Definition, answers: Sequence[Answer]) -> Path | None:
    """The path to the last target that is still to come; ``answers`` are whole years in their order.

    Nothing where no later year has a plan, and for what is to be kept within a band.
    """
    known = [answer for answer in answers if answer.exact is not None]
    if not known or definition.band is not None:
        return None
    start = known[-1]
    goals = [
        answer
        for answer in answers
        if int(answer.period) > int(start.period)
        and answer.plan is not None
        and answer.state != NOT_APPLICABLE
    ]
    return _path(definition, known[0], start, goals[-1]) if goals else None


def _path(definition: Definition, first: Answer, start: Answer, goal: Answer) -> Path:
    expected = _expected(first, start, int(goal.period))
    if expected is None or goal.plan is None:
        return Path(first, start, goal, None, None)
    plan = Fraction(goal.plan)
    reached = expected <= plan if definition.direction == "decrease" else expected >= plan
    return Path(first, start, goal, expected, reached)


def _expected(first: Answer, start: Answer, year: int) -> Fraction | None:
    """The newest value carried on by the mean yearly change between two values."""
    span = int(start.period) - int(first.period)
    if not span or first.exact is None or start.exact is None:
        return None
    newest = Fraction(start.exact)
    pace = (newest - Fraction(first.exact)) / span
    return newest + pace * (year - int(start.period))
