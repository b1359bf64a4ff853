"""The path to a target of a later year, and whether the present pace reaches it.

An even pace is our default, not a method of the law.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.states import NOT_APPLICABLE

ENOUGH = 3
"""Known years that show a pace: two may be an outlier and its end."""


@dataclass(frozen=True)
class Path:
    """From the newest value, ``start``, to a target of a later year, ``goal``.

    ``expected`` is what that year would have at the mean yearly change since ``first``; nothing
    where fewer than ``ENOUGH`` years are known, or where it would leave the side of nought on which
    all values are: no count of people is below it.
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
    return _path(definition, known, goals[-1]) if goals else None


def _path(definition: Definition, known: Sequence[Answer], goal: Answer) -> Path:
    first, start = known[0], known[-1]
    expected = _expected(known, int(goal.period))
    if expected is None or goal.plan is None:
        return Path(first, start, goal, None, None)
    plan = Fraction(goal.plan)
    reached = expected <= plan if definition.direction == "decrease" else expected >= plan
    return Path(first, start, goal, expected, reached)


def _expected(known: Sequence[Answer], year: int) -> Fraction | None:
    """The newest value carried on by the mean yearly change since the first."""
    if len(known) < ENOUGH:
        return None
    values = [Fraction(answer.exact or 0) for answer in known]
    first, newest = int(known[0].period), int(known[-1].period)
    expected = values[-1] + (values[-1] - values[0]) / (newest - first) * (year - newest)
    return None if expected < 0 <= min(values) else expected
