"""Periods: a range of years, a year, half, quarter or month, and their labels."""

import calendar
import datetime
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from data.imports.problems import InvalidValue
from data.imports.values.periods import run
from data.refusals import Refusal, refuse

PARTS = {"year": 1, "half": 2, "quarter": 4, "month": 12}
GRAINS = tuple(PARTS)
RANGE = "range"
LONGEST = 80
"""Characters of somebody's word that a refusal repeats."""
_LABEL = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2]))|\.\.(\d{4}))?")


@dataclass(frozen=True, order=True)
class Period:
    """One period; ``part`` counts from 1 inside the year, ``last_year`` differs from ``year`` only
    in a range.
    """

    year: int
    grain: str = "year"
    part: int = 1
    last_year: int = 0

    @cached_property
    def label(self) -> str:
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
        return 12 if self.grain == RANGE else self.part * 12 // PARTS[self.grain]

    @property
    def first_month(self) -> int:
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
        return datetime.date(
            self.final_year,
            self.last_month,
            calendar.monthrange(self.final_year, self.last_month)[1],
        )


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
    match = _LABEL.fullmatch(label)
    if not match:
        raise refuse("period_wrong", value=label)
    year = int(match[1])
    half, quarter, month, last_year = (int(part) if part else None for part in match.groups()[1:])
    if last_year is not None:
        return Period(year, RANGE, 1, last_year) if last_year != year else Period(year)
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
        rule = "period_without_year" if bad.rule == "import_period_year" else "period_wrong"
        raise refuse(rule, value=text[:LONGEST]) from bad
    return _of_months(months, text)


def _of_months(months: list[tuple[int, int]], text: str) -> Period:
    """The period of a run of months: some years, or a half, quarter or month of one."""
    (year, first), (last_year, last) = months[0], months[-1]
    if (first, last) == (1, 12):
        return Period(year, RANGE, 1, last_year) if year != last_year else Period(year)
    for period in (each for grain in GRAINS for each in periods(grain, year, year)):
        if (period.year, period.first_month) == months[0] and (
            period.year,
            period.last_month,
        ) == months[-1]:
            return period
    raise refuse("period_wrong", value=text[:LONGEST])


@lru_cache(maxsize=1024)
def periods(grain: str, first_year: int, last_year: int) -> tuple[Period, ...]:
    """Every period of a grain in the years, in order; a range is one period."""
    if grain == RANGE:
        return (Period(first_year, RANGE, 1, last_year),)
    parts = range(1, PARTS[grain] + 1)
    return tuple(
        Period(year, grain, part) for year in range(first_year, last_year + 1) for part in parts
    )
