"""Periods: a range of years, a year, half, quarter or month, any days, and their labels."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from data.imports.problems import InvalidValue
from data.imports.values import dates
from data.imports.values.periods import FROM, TO, run
from data.refusals import Refusal, refuse
from data.words.matching import match_key

PARTS = {"year": 1, "half": 2, "quarter": 4, "month": 12}
GRAINS = tuple(PARTS)
PARTS_OF_YEAR = GRAINS[1:]
SHORT_GRAINS = ("week", "day")
"""Shorter than months: no cells are kept of them, and no target is set for one."""
EVERY_GRAIN = (*GRAINS, *SHORT_GRAINS)
RANGE = "range"
DAYS = "days"
"""From any day to any other."""
Days = tuple[datetime.date, datetime.date]
LONGEST = 80
"""Characters of somebody's word that a refusal repeats."""
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)
_LABEL = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2]))|\.\.(\d{4}))?")


@dataclass(frozen=True, order=True)
class Period:
    """One period; ``part`` counts from 1 inside the year, ``last_year`` differs from ``year`` only
    in a range of years or of ``days``, both ends included.
    """

    year: int
    grain: str = "year"
    part: int = 1
    last_year: int = 0
    days: Days | None = None

    @cached_property
    def label(self) -> str:
        if self.days is not None:
            return "..".join(day.isoformat() for day in self.days)
        match self.grain:
            case "half":
                return f"{self.year}-H{self.part}"
            case "quarter":
                return f"{self.year}-Q{self.part}"
            case "month":
                return f"{self.year}-{self.part:02}"
            case "range":
                return f"{self.year}..{self.last_year}"
        return str(self.year)

    @property
    def final_year(self) -> int:
        return self.last_year or self.year

    @property
    def last_month(self) -> int:
        if self.days is not None:
            return self.days[1].month
        return 12 if self.grain == RANGE else self.part * 12 // PARTS[self.grain]

    @property
    def first_month(self) -> int:
        if self.days is not None:
            return self.days[0].month
        return 1 if self.grain == RANGE else self.last_month - 12 // PARTS[self.grain] + 1

    def years_earlier(self, years: int) -> "Period":
        """The same period so many years before."""
        return replace(
            self, year=self.year - years, last_year=self.last_year and self.last_year - years
        )

    def earlier(self, steps: int) -> "Period":
        """The period of the same grain so many periods before."""
        parts = PARTS[self.grain]
        year, place = divmod(self.year * parts + self.part - 1 - steps, parts)
        return replace(self, year=year, part=place + 1)

    @cached_property
    def end(self) -> datetime.date:
        """The last day."""
        if self.days is not None:
            return self.days[1]
        return datetime.date(
            self.final_year,
            self.last_month,
            calendar.monthrange(self.final_year, self.last_month)[1],
        )


def days_of_years(first: int, last: int) -> Days:
    """The first and the last day of some years."""
    return _first_of(first, 1), _end_of(last, 12)


def days_of(period: Period) -> Days | None:
    """The first and the last day of what is shorter than years; None of whole years."""
    if period.grain in ("year", RANGE):
        return None
    return period.days or (_first_of(period.year, period.first_month), period.end)


def short_periods(grain: str, period: Period) -> Iterator[Period]:
    """The days of a period or its weeks from Monday to Sunday, of which the first and the last may
    lie in it in part.
    """
    first, last = days_of(period) or days_of_years(period.year, period.final_year)
    length = {"week": 7, "day": 1}[grain]
    while first <= last:
        final = min(first + datetime.timedelta(length - 1 - first.weekday() % length), last)
        yield Period(first.year, DAYS, 1, final.year, (first, final))
        first = final + datetime.timedelta(1)


@dataclass(frozen=True)
class Gathering:
    """What a value of a period gathers beside the period itself: everything since the programme's
    first year, or so many ``months`` that end with it; with ``last`` no more than its last month.
    """

    to_date: bool = False
    months: int = 0
    last: bool = False

    @property
    def reaches_back(self) -> bool:
        """Whether earlier periods are gathered too."""
        return self.to_date or self.months > 0

    @property
    def holds_years(self) -> bool:
        """Whether a period that ends a year holds what is known to that year only."""
        return self.to_date or self.months >= PARTS["month"]

    @property
    def years_back(self) -> int:
        """How many years before a year its first month may gather from, but for to-date values."""
        return -(-(self.months - 1) // PARTS["month"]) if self.months else 0


ITSELF = Gathering()


@lru_cache(maxsize=4096)
def parse(label: str) -> Period:
    """The period that a label means; refuses anything else."""
    if days := _DAYS.fullmatch(label):
        return of_days(label, *days.groups())
    match = _LABEL.fullmatch(label)
    if not match:
        raise refuse("period_wrong", value=label)
    year = int(match[1])
    half, quarter, month, last_year = (int(part) if part else None for part in match.groups()[1:])
    if last_year is not None:
        return of_years(year, last_year)
    grain = "half" if half else "quarter" if quarter else "month" if month else "year"
    return Period(year, grain, half or quarter or month or 1)


@lru_cache(maxsize=1024)
def written(text: str) -> Period:
    """The period that people mean: a label, ``II квартал 2016``, ``11.2020``, ``2014–2016``;
    refuses anything else.
    """
    try:
        return parse(text)
    except Refusal:
        pass
    try:
        months = run(text)
    except InvalidValue as bad:
        if days := _between_days(text):
            return days
        rule = "period_without_year" if bad.rule == "import_period_year" else "period_wrong"
        raise refuse(rule, value=text[:LONGEST]) from bad
    return _of_months(months, text)


def _of_months(months: list[tuple[int, int]], text: str) -> Period:
    """The period of a run of months: some years, or a half, quarter or month of one."""
    (year, first), (last_year, last) = months[0], months[-1]
    if (first, last) == (1, 12):
        return of_years(year, last_year)
    for period in (each for grain in GRAINS for each in periods(grain, year, year)):
        if (period.year, period.first_month) == months[0] and (
            period.year,
            period.last_month,
        ) == months[-1]:
            return period
    return from_to(_first_of(*months[0]), _end_of(*months[-1]))


def of_years(first: int, last: int) -> Period:
    """One year, or a range of years."""
    return Period(first) if first == last else Period(first, RANGE, 1, last)


def from_to(first: datetime.date, last: datetime.date) -> Period:
    """From one day to another; whole years are a year or a range of years."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return of_years(first.year, last.year)
    return Period(first.year, DAYS, 1, last.year, (first, last))


def of_days(text: str, *edges: str) -> Period:
    """From one written day to another; refuses what is no day, and days that run backwards."""
    try:
        first, last = (datetime.date.fromisoformat(each) for each in edges)
    except ValueError as bad:
        raise refuse("period_wrong", value=text[:LONGEST]) from bad
    if last < first:
        raise refuse("period_reversed", value=text[:LONGEST])
    return from_to(first, last)


def _between_days(text: str) -> Period | None:
    """Days as people write them: ``05.03.2016–10.09.2016``, ``с 05.03.2016 по 10.09.2016``."""
    known = [dates for dates in map(_both_days, _edges(text)) if dates is not None]
    return of_days(text, *known[0]) if len(known) == 1 else None


def _edges(text: str) -> Iterator[tuple[str, str]]:
    plain = FROM.sub("", match_key(text[:LONGEST]), count=1)
    yield from ((plain[: sign.start()], plain[sign.end() :]) for sign in TO.finditer(plain))


def _both_days(edges: tuple[str, str]) -> tuple[str, str] | None:
    try:
        first, last = (dates.day(each) for each in edges)
    except InvalidValue:
        return None
    return (first.date, last.date) if first.precision == last.precision == "day" else None


def _first_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, 1)


def _end_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def periods(grain: str, first_year: int, last_year: int) -> tuple[Period, ...]:
    """Every period of a grain in the years, in order; a range is one period."""
    if grain == RANGE:
        return (Period(first_year, RANGE, 1, last_year),)
    parts = range(1, PARTS[grain] + 1)
    return tuple(
        Period(year, grain, part) for year in range(first_year, last_year + 1) for part in parts
    )
