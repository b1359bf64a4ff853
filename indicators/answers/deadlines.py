"""When an indicator's periods are due and whether they have been reported: what is late, and what
is due this week.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from data.accounts.assigning import NOBODY, Assignees, assignments
from indicators.answers.completeness import Reporting
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.periods import Period, periods
from indicators.records.places import WHOLE

SOON = datetime.timedelta(days=7)

REPORTED = "reported"
NOT_DUE = "not_due"
DUE = "due"  # within a week, today included
PARTLY = "partly"  # late, and only some of it is there
OVERDUE = "overdue"


@dataclass(frozen=True)
class Deadline:
    """One period of one indicator; ``share``, 0…1, has been reported, and the rest is due on
    ``due_on``.
    """

    indicator: str
    period: Period
    due_on: datetime.date
    share: float
    state: str
    assigned: Assignees

    @property
    def is_late(self) -> bool:
        return self.state in (PARTLY, OVERDUE)

    def days_late(self, on: datetime.date) -> int:
        return (on - self.due_on).days


@dataclass(frozen=True)
class PeriodRun:
    """Consecutive periods of one indicator that are in one state, oldest first."""

    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline:
        return self.deadlines[0]

    @property
    def last(self) -> Deadline:
        return self.deadlines[-1]


def deadlines(
    session: Session, programme: str, on: datetime.date, as_of: int | None = None
) -> tuple[Deadline, ...]:
    """Every period of every indicator for which somebody has to bring something, on a day."""
    reader = ProgrammeReader(session, programme, as_of)
    reporting = Reporting(reader)
    assigned = assignments(session, reader.programme_id, as_of)
    return tuple(
        _deadline(reporting, definition, period, on, assigned.get(code, NOBODY))
        for code in reader.catalogue.codes
        for definition, period in _periods(reader, code)
    )


def state_of(due_on: datetime.date, share: float, on: datetime.date) -> str:
    """The state of a period that is due on a day."""
    # before the clock: what came early is neither due nor late
    if share >= 1:
        return REPORTED
    # late from the day after (docs/stewards.md, Home)
    if on > due_on:
        return PARTLY if share > 0 else OVERDUE
    return DUE if due_on - on <= SOON else NOT_DUE


def runs(deadlines: Iterable[Deadline]) -> list[PeriodRun]:
    """Deadlines of an indicator, in order, as runs in one state."""
    # neighbours alone: a period in another state between two ends the run
    grouped = groupby(deadlines, lambda each: (each.indicator, each.state))
    return [PeriodRun(tuple(group)) for _, group in grouped]


def is_brought(definition: Definition) -> bool:
    """Whether somebody brings its data; what is computed from other indicators is due with them."""
    # a ratio of references and a formula are due with what they read: nobody is asked twice
    return bool(definition.measures) or definition.kind == "observed"


def _periods(reader: ProgrammeReader, code: str) -> Iterator[tuple[Definition, Period]]:
    """The periods of a code, each as long as the version in force in it says."""
    window = reader.window(None)
    # year by year, as another version may be reported more or less often
    for year in range(window.first_year, window.last_year + 1):
        version = reader.catalogue.in_force(code, year)
        if version is not None and is_brought(version.definition):
            for period in periods(version.definition.periodicity, year, year):
                yield version.definition, period


def _deadline(
    reporting: Reporting,
    definition: Definition,
    period: Period,
    on: datetime.date,
    assigned: Assignees,
) -> Deadline:
    due_on, share = definition.due_on(period), reporting.of_indicator(definition, WHOLE, period)
    return Deadline(definition.code, period, due_on, share, state_of(due_on, share, on), assigned)
