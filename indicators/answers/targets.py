"""A target as a history: what each act of a day set, which edition is in force, which was the first,
and which changes a reader should look at twice.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indicators.definition import Definition
from indicators.engine.readings import PLAN_BELOW_ACTUAL, PLAN_LOWERED_LATE
from indicators.exact import Exact
from indicators.periods import Period

CURRENT = "current"
ORIGINAL = "original"
PLANS = (CURRENT, ORIGINAL)
"""Which edition an answer is judged by."""

PLAN_FLAGS = frozenset({PLAN_BELOW_ACTUAL, PLAN_LOWERED_LATE})
"""Marks of a plan's history, and of no number."""


@dataclass(frozen=True)
class Edition:
    """What an act of a day set; no ``value`` is the printed dash: no target.

    ``set_on`` is null where nobody has said the day: such a row is older than every act that has
    one (our default).
    """

    value: Decimal | None
    illustrative: bool = False
    act: str | None = None
    set_on: datetime.date | None = None
    act_title: str | None = None
    change_reason: str | None = None
    explanation: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Plan:
    """A target with all its editions, the oldest act first."""

    editions: tuple[Edition, ...]

    @property
    def current(self) -> Edition:
        return self.editions[-1]

    @property
    def original(self) -> Edition:
        return self.editions[0]

    @property
    def changes(self) -> Sequence[tuple[Edition, Edition]]:
        """Each change of its value: the edition before, and that of the act that changed it."""
        return [(old, new) for old, new in pairwise(self.editions) if old.value != new.value]

    def edition(self, plan: str) -> Edition:
        """The edition by which an answer is judged: ``current`` or ``original``."""
        return self.original if plan == ORIGINAL else self.current


def plan_of(editions: Iterable[Edition]) -> Plan:
    """The plan of a cell's editions, in whatever order they came."""
    return Plan(tuple(sorted(editions, key=lambda each: each.set_on or datetime.date.min)))


def basis_year(edition: Edition, period: Period) -> int | None:
    """The newest whole year that was known when a target of a year was set, or that year itself
    where it was over.

    Nothing where the day is unknown.
    """
    if edition.set_on is None or period.grain != "year":
        return None
    return min(edition.set_on.year - 1, period.year)


def is_below(definition: Definition, plan: Decimal | None, actual: Exact | None) -> bool:
    """Whether a plan asks for less than what was achieved."""
    if plan is None or actual is None or definition.direction == "keep":
        return False
    return plan > actual if definition.direction == "decrease" else plan < actual


def lowerings(definition: Definition, plan: Plan, period: Period) -> Iterator[Edition]:
    """The editions that ask for less than the one before, decided in the year they are for or later."""
    for before, after in pairwise(plan.editions):
        late = after.set_on is not None and after.set_on.year >= period.final_year
        lower = is_below(definition, after.value, before.value)
        # a plan that is taken back asks for nothing at all
        taken_back = after.value is None and before.value is not None
        if late and (lower or taken_back):
            yield after


def flags(
    definition: Definition,
    plan: Plan,
    period: Period,
    actuals: Mapping[int, Exact | None],
    judged: str = CURRENT,
) -> tuple[str, ...]:
    """The marks of a plan's history; ``actuals`` are the whole years' values of the same place.

    A first edition that is dated after its year is no plan made with the result in sight: the day
    is that of the document in which the plan was read.
    """
    edition = plan.edition(judged)
    first = edition == plan.original
    basis = basis_year(edition, period)
    dated_later = edition.set_on is not None and edition.set_on.year > period.final_year
    below = basis is not None and not (first and dated_later)
    marks = []
    if below and is_below(definition, edition.value, actuals.get(basis or 0)):
        marks.append(PLAN_BELOW_ACTUAL)
    if judged == CURRENT and any(lowerings(definition, plan, period)):
        marks.append(PLAN_LOWERED_LATE)
    return tuple(marks)
