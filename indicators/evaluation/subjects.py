"""What a part or a programme brings into the calculation of a year: degrees, activities, money."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.answers.facts import PartFacts

COUNTED, PLAN_ZERO, ZERO_FACT, BAND = "counted", "plan_zero", "zero_fact", "band"
MISSING, NOT_DUE, NO_PLAN, NEGATIVE_PLAN = "missing", "not_due", "no_plan", "plan_negative"
EXCLUDED = "excluded"
CONCEALED = "hidden"
"""The case of a fact that is there, and not for whoever asks."""
WITH_DEGREE = (COUNTED, PLAN_ZERO, ZERO_FACT, BAND)
"""How an indicator enters the mean: by its ratio, or by a rule where no ratio can be taken."""

COMPUTED, REFINED, PRELIMINARY = "computed", "refined", "preliminary"
"""Where a fact comes from: counted from records, or reported, refined or not yet."""

OVERDUE, COMING, UNDATED, LATE, IN_TIME = "overdue", "coming", "undated", "late", "done"
PROGRESS = (OVERDUE, COMING, UNDATED, LATE, IN_TIME)
"""How a control event stands, what needs somebody first."""

BY_INDICATOR, BY_EVENT = "indicator", "event"
"""What tells whether an activity was done in full."""


@dataclass(frozen=True)
class IndicatorDegree:
    """An indicator in the mean: ``raw`` is its degree, ``degree`` the one after the cap, shares of 1.

    Both are null unless ``case`` is one of ``WITH_DEGREE``.
    """

    answer: Answer
    case: str
    raw: Fraction | None
    degree: Fraction | None
    weight: Fraction
    stage: str | None

    @property
    def code(self) -> str:
        return self.answer.indicator

    @property
    def is_missing(self) -> bool:
        return self.case == MISSING

    @property
    def is_hidden(self) -> bool:
        return self.case == CONCEALED

    def fulfilled(self) -> "IndicatorDegree":
        """The same as if its plan had just been met."""
        return replace(self, case=COUNTED, raw=Fraction(1), degree=Fraction(1))


@dataclass(frozen=True)
class ActivityFact:
    """An activity of the year, whether it was done in full, and what tells so.

    ``is_done`` is null where its indicator has no fact, or one that ``is_hidden``. ``reached`` is its
    indicator's degree, ``not_worse`` whether that did not fall behind the year before; null where
    nobody can say.
    """

    number: str
    part: str | None
    names: Mapping[str, str]
    responsible: str | None
    planned_on: datetime.date | None
    done_on: datetime.date | None
    indicator: str | None
    money: Mapping[str, Decimal | None]
    illustrative: bool
    year: int
    is_done: bool | None = None
    by: str = BY_EVENT
    reached: Fraction | None = None
    not_worse: bool | None = None
    is_hidden: bool = False

    def progress(self, clock: datetime.date) -> str:
        """How its control event stands on a day: done in time or late, coming, overdue, undated."""
        occurred = self.done_on is not None and self.done_on <= clock
        if self.planned_on is None:
            return IN_TIME if occurred else UNDATED
        if occurred and self.done_on is not None:
            return IN_TIME if self.done_on <= self.planned_on else LATE
        return OVERDUE if self.planned_on < clock else COMING

    def fulfilled(self) -> "ActivityFact":
        """The same as if it had been done in full."""
        return replace(self, is_done=True)


@dataclass(frozen=True)
class EvaluationSubject:
    """A part with all below it, or the whole programme (``part`` null).

    ``money`` are the four columns in roubles, null where nothing states them. ``own_indicators`` is
    false where a programme is judged by the indicators of its parts, as it has none of its own.
    """

    part: PartFacts | None
    level: str
    indicators: tuple[IndicatorDegree, ...]
    activities: tuple[ActivityFact, ...]
    money: Mapping[str, Decimal | None]
    own_indicators: bool = True

    @property
    def code(self) -> str | None:
        return self.part.code if self.part is not None else None
