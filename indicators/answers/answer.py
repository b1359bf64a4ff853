"""One row of an answer: what was planned, done and concluded."""

import datetime
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from indicators.answers.achievement import Thresholds
from indicators.exact import Exact
from indicators.intervals import Interval
from indicators.states import HIDDEN

NOTHING: dict[str, Any] = dict.fromkeys(
    (
        "value",
        "numerator",
        "denominator",
        "records",
        "degree_raw",
        "degree",
        "status",
        "original_degree_raw",
        "original_status",
        "stage",
        "respondents",
        "interval",
        "exact",
    )
)
"""What an answer does not say of a number that is hidden."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: an indicator, a place and a period, with what was planned, done and concluded.

    ``district`` is null for the whole; ``value`` is null unless ``state`` is ``value``; ``degree``
    is capped at 1. ``plan`` is the edition that the question asks for; beside it stands the
    original one, with the degree and status that it gives. Numbers are cut to be printed; the
    status has compared ``exact``, the value itself, with ``judged_by``, and what is printed agrees.
    ``thresholds`` are the programme's degrees of risk and of excess, ``clock`` the day it was asked
    on. ``respondents``: of how many answers a reported share is; with them, or where the definition
    calls it rare, it has an ``interval`` in its own unit. No status depends on it.
    """

    programme: str
    indicator: str
    district: str | None
    period: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    records: int | None
    state: str
    coverage: float
    plan: Decimal | None
    degree_raw: Decimal | None
    degree: Decimal | None
    status: str | None
    definition_version: int | None
    revision: int
    marks: tuple[str, ...]
    source: str | None
    due_on: datetime.date | None
    original_plan: Decimal | None = None
    original_degree_raw: Decimal | None = None
    original_status: str | None = None
    stage: str | None = None
    split: str | None = None
    respondents: int | None = None
    interval: Interval | None = field(default=None, repr=False, compare=False)
    exact: Exact | None = field(default=None, repr=False, compare=False)
    judged_by: tuple[Decimal, ...] = field(default=(), repr=False, compare=False)
    thresholds: Thresholds = field(default=Thresholds(), repr=False, compare=False)
    clock: datetime.date | None = field(default=None, repr=False, compare=False)

    def hidden(self) -> "Answer":
        """The same answer for whom its number, and all that follows from it, is hidden."""
        return replace(self, state=HIDDEN, marks=(), **NOTHING)

    @property
    def is_open(self) -> bool:
        """Whether the day on which it is due has not passed: what is missed can still be saved."""
        return self.due_on is not None and self.clock is not None and self.clock <= self.due_on


FIELDS = tuple(each.name for each in fields(Answer) if each.compare)
