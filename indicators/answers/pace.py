"""What a year under way comes to at its present pace, beside its plan (our default, not a method of
the law).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.periods import parse

SPEAKS_FROM = Fraction(1, 4)
"""A pace of less than so much of the year is no reason to ask about it (ours)."""


@dataclass(frozen=True)
class YearPace:
    """``value`` is what the first ``parts`` of a year's ``whole`` – months, quarters, halves – have
    come to, all over and reported in full; in the unit of its ``plan``.

    ``profile`` is which share of last year's total its same parts had; nothing where it is not
    known. The plan ``is_limit`` where less is better.
    """

    plan: Fraction
    value: Fraction
    parts: int
    whole: int
    grain: str
    is_limit: bool = False
    profile: Fraction | None = None

    @property
    def present(self) -> Fraction:
        """The mean of a part until now."""
        return self.value / self.parts

    @property
    def rest(self) -> int:
        """How many parts are to come, or are not reported in full."""
        return self.whole - self.parts

    @property
    def needed(self) -> Fraction:
        """What each of the parts to come needs so that the plan is just met; of a limit what it
        leaves them; no less than 0.
        """
        return max(self.plan - self.value, Fraction(0)) / self.rest

    @property
    def expected(self) -> Fraction:
        """The year's end at an even pace."""
        return self.at(self.present)

    @property
    def expected_by_profile(self) -> Fraction | None:
        """The year's end if it goes on as last year did."""
        return None if self.profile is None else self.value / self.profile

    def at(self, pace: Fraction) -> Fraction:
        """The year's end if each part to come has so much."""
        return self.value + pace * self.rest

    def meets_plan(self, end: Fraction) -> bool:
        """Whether such an end keeps to the plan."""
        return end <= self.plan if self.is_limit else end >= self.plan

    @property
    def is_behind(self) -> bool:
        """Whether enough of the year is known, and every estimate of its end misses the plan."""
        ends = filter(None, (self.expected, self.expected_by_profile))
        enough = Fraction(self.parts, self.whole) >= SPEAKS_FROM
        return enough and not any(map(self.meets_plan, ends))

    @property
    def shortfall(self) -> Fraction:
        """By what share of the plan the end at an even pace misses it; 0 where it does not."""
        if self.meets_plan(self.expected):
            return Fraction(0)
        return abs(self.plan - self.expected) / self.plan


def pace_of(
    definition: Definition,
    plan: Decimal | None,
    now: Sequence[Answer],
    before: Sequence[Answer],
    today: datetime.date,
) -> YearPace | None:
    """The pace of a year by its answers from the year's start, one a month (quarter, half) in
    order; ``before`` are the same of the year before.

    Nothing of a year that is over or has no plan above 0, of what is no sum or is kept within a
    band, and before a part of the year is over and reported in full.
    """
    if plan is None or plan <= 0 or not now:
        return None
    if definition.band is not None or not definition.adds_up_over_years:
        return None
    whole = [place for place, answer in enumerate(now) if _is_whole(answer, today)]
    if not whole or parse(now[-1].period).end < today:
        return None
    answer, parts = now[whole[-1]], whole[-1] + 1
    return YearPace(
        plan=Fraction(plan),
        value=Fraction(answer.exact or 0),
        parts=parts,
        whole=len(now),
        grain=parse(answer.period).grain,
        is_limit=definition.direction == "decrease",
        profile=_profile(before, parts, answer.definition_version),
    )


def _is_whole(answer: Answer, today: datetime.date) -> bool:
    """Whether a part of the year is over and reported in full: half a month is no pace."""
    is_over = parse(answer.period).end < today
    return is_over and answer.exact is not None and answer.coverage == 1


def _profile(before: Sequence[Answer], parts: int, version: int | None) -> Fraction | None:
    """Which share of a year had come by its part; of a year that came to nothing there is none."""
    if len(before) < parts:
        return None
    start, end = before[parts - 1], before[-1]
    if not all(each.coverage == 1 and each.definition_version == version for each in (start, end)):
        return None
    return Fraction(start.exact) / Fraction(end.exact) if start.exact and end.exact else None
