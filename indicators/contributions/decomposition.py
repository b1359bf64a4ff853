"""An indicator's difference between two periods, or from its plan, by what makes it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.answers.notability import is_notable
from indicators.contributions.contribution import (
    ABSENT,
    REST,
    Contribution,
    RatioSide,
    added_up,
    weighed,
)
from indicators.definition import Definition
from indicators.engine.readings import PARTIAL, PRELIMINARY
from indicators.periods import Period

DISTRICT, MONTH, INPUT = "district", "month", "input"
ADDED, WEIGHED, SHARED_OUT = "added", "weighed", "shared_out"
DEFINITION = "definition"
"""A confounder: the two periods were counted by different versions."""
CONFOUNDERS = (DEFINITION, PARTIAL, PRELIMINARY)
DOMINANT = Fraction(1, 2)
"""A part drives a difference when it alone gives at least so much of it (ours)…"""
TWICE = 2
"""… and at least so many times the next one's in the same direction."""

PartAnswers = Mapping[str, tuple[Answer | None, Answer | None]]
"""A part's answers before and now."""


@dataclass(frozen=True)
class DifferenceQuestion:
    """One indicator's period against an earlier one, or against its plan where there is no
    ``before``.
    """

    indicator: str
    now: Period
    before: Period | None = None

    @property
    def of_plan(self) -> bool:
        return self.before is None


@dataclass(frozen=True)
class Decomposition:
    """``contributions`` add up to ``difference``, in the indicator's unit.

    ``by`` is a district, a month, an input of a formula or an attribute. ``before`` is the answer
    compared with; where that is the plan of the same period, ``of_plan``, its number is the plan.
    """

    definition: Definition
    by: str
    method: str
    before: Answer
    now: Answer
    of_plan: bool
    difference: Fraction
    contributions: Sequence[Contribution]

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """What is compared with, and the number now."""
        now = Fraction(self.now.exact or 0)
        return now - self.difference, now

    @property
    def is_within_margin(self) -> bool:
        """Whether chance alone may have made the difference; a plan is no number of chance."""
        return not self.of_plan and bool(within_margin(self.definition, self.before, self.now))

    @property
    def is_slight(self) -> bool:
        """Whether it is less than the definition calls notable; a gap to the plan never is."""
        return not self.of_plan and is_notable(self.definition, self.before, self.now) is False

    @property
    def is_sure(self) -> bool:
        """Whether there is no doubt about it: neither is it too small nor made by chance."""
        return not (self.is_slight or self.is_within_margin)

    @property
    def driver(self) -> Contribution | None:
        """The part that makes most of the difference, by a rule of ours; None where none does."""
        along = [part for part in self.contributions if part.amount * self.difference > 0]
        along.sort(key=lambda part: -abs(part.amount))
        if not along or along[0].key == REST:
            return None
        first, second = along[0].amount, along[1].amount if len(along) > 1 else Fraction(0)
        dominates = (
            abs(first) >= abs(self.difference) * DOMINANT and abs(first) >= abs(second) * TWICE
        )
        return along[0] if dominates else None

    @property
    def confounders(self) -> Sequence[str]:
        """What besides the parts may have made the difference."""
        return tuple(name for name in CONFOUNDERS if self._confounds(name))

    def _confounds(self, name: str) -> bool:
        if name == DEFINITION:
            return self.before.definition_version != self.now.definition_version
        return name in {*self.before.marks, *self.now.marks}


def by_parts(
    definition: Definition, by: str, before: Answer, now: Answer, parts: PartAnswers, of_plan: bool
) -> Decomposition | None:
    """The difference by parts whose values add up, or are weighed where the whole is their ratio or
    average; None where a side has no value, or where the parts say nothing of it.
    """
    ends = _exact(before, of_plan), _exact(now, of_plan=False)
    if ends[0] is None or ends[1] is None:
        return None
    difference = ends[1] - ends[0]
    scale = None if of_plan else _common_scale(definition, before, now)
    if scale is None:
        values = {
            key: (_exact(earlier, of_plan), _exact(later, of_plan=False))
            for key, (earlier, later) in parts.items()
        }
        method, contributions = ADDED, added_up(_known_plans(values, of_plan), difference)
    else:
        sides = {
            key: (_side(definition, earlier), _side(definition, later))
            for key, (earlier, later) in parts.items()
        }
        method, contributions = WEIGHED, weighed(sides, scale, difference)
    if all(part.key == REST for part in contributions):
        return None
    return Decomposition(definition, by, method, before, now, of_plan, difference, contributions)


def _known_plans(
    values: Mapping[str, tuple[Fraction | None, Fraction | None]], of_plan: bool
) -> Mapping[str, tuple[Fraction | None, Fraction | None]]:
    """A part without a plan of its own is compared with nothing: it belongs to the rest."""
    if not of_plan:
        return values
    return {key: both for key, both in values.items() if both[0] is not None}


def _exact(answer: Answer | None, of_plan: bool) -> Fraction | None:
    number = None if answer is None else answer.plan if of_plan else answer.exact
    return None if number is None else Fraction(number)


def _common_scale(definition: Definition, before: Answer, now: Answer) -> Fraction | None:
    """What a ratio is multiplied by, where both answers are one and agree on it; 1 of a mean."""
    if is_mean(definition):
        return Fraction(1)
    scales = [_scale(before), _scale(now)]
    known = [scale for scale in scales if scale is not None]
    # a ratio of 0 says nothing of its scale
    ratios = all(answer.denominator for answer in (before, now))
    return known[0] if ratios and known and known.count(known[0]) == len(known) else None


def _scale(answer: Answer) -> Fraction | None:
    if not answer.numerator or not answer.denominator or answer.exact is None:
        return None
    return Fraction(answer.exact) * Fraction(answer.denominator) / Fraction(answer.numerator)


def is_mean(definition: Definition) -> bool:
    """Whether a value is the mean of those of its parts, each by its records, or of reported ones
    alike.
    """
    if definition.kind == "average":
        return definition.per is None
    return definition.combine is not None and definition.combine.places == "mean"


def _side(definition: Definition, answer: Answer | None) -> RatioSide:
    if answer is None or answer.exact is None:
        return ABSENT
    if is_mean(definition):
        weight = Fraction(1 if answer.records is None else answer.records)
        return RatioSide(Fraction(answer.exact) * weight, weight)
    if answer.numerator is None or answer.denominator is None:
        return ABSENT
    return RatioSide(Fraction(answer.numerator), Fraction(answer.denominator))
