"""What the slow computation speaks of: periods, records, and what is said of a place and period."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

VALUE, NO_DATA, NOT_APPLICABLE, NOT_DUE = "value", "no_data", "not_applicable", "not_due"
NONE = "none"

Place = tuple[str | None, str | None]  # (cut, code); (None, None) is the whole
WHOLE: Place = (None, None)
Month = tuple[int, int]  # (year, month)

MONEY = {"amount", "requested", "awarded", "own_money", "spent"}


@dataclass(frozen=True)
class Span:
    """A period: its first and last month, and whether it is whole years (which hold what is known
    to the year).
    """

    label: str
    grain: str
    first: Month
    last: Month

    @property
    def whole_years(self) -> bool:
        return self.grain in ("year", "range")

    @property
    def end(self) -> datetime.date:
        year, month = self.last
        return datetime.date(year, month, calendar.monthrange(year, month)[1])

    def months(self) -> set[Month]:
        return set(months_between(self.first, self.last))

    def years_before(self, years: int) -> "Span":
        label = re.sub(r"\d{4}", lambda match: str(int(match[0]) - years), self.label)
        first, last = (self.first[0] - years, self.first[1]), (self.last[0] - years, self.last[1])
        return Span(label, self.grain, first, last)

    def before(self, steps: int) -> "Span":
        """The period of the same length so many before."""
        length = (self.last[0] - self.first[0]) * 12 + self.last[1] - self.first[1] + 1
        first, last = (
            divmod(year * 12 + month - 1 - steps * length, 12)
            for year, month in (self.first, self.last)
        )
        moved = replace(self, first=(first[0], first[1] + 1), last=(last[0], last[1] + 1))
        return replace(moved, label=label_of(moved, moved.first[1]))


def span(label: str) -> Span:
    """The period that a label means."""
    if ".." in label:
        first, last = (int(year) for year in label.split(".."))
        return Span(label, "range", (first, 1), (last, 12))
    year = int(label[:4])
    rest = label[5:]
    if not rest:
        return Span(label, "year", (year, 1), (year, 12))
    if rest[0] == "H":
        return Span(label, "half", (year, int(rest[1]) * 6 - 5), (year, int(rest[1]) * 6))
    if rest[0] == "Q":
        return Span(label, "quarter", (year, int(rest[1]) * 3 - 2), (year, int(rest[1]) * 3))
    return Span(label, "month", (year, int(rest)), (year, int(rest)))


def months_between(first: Month, last: Month) -> Iterator[Month]:
    year, month = first
    while (year, month) <= last:
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


@dataclass(frozen=True)
class Fact:
    """One record: when, where, whose and what it says."""

    id: tuple[str, int]
    year: int
    month: int | None
    districts: frozenset[str]
    organisation: int | None
    illustrative: bool
    columns: dict[str, Any] = field(hash=False, compare=False)

    def amount(self, name: str) -> Fraction | None:
        value = self.columns[name]
        if value is None:
            return None
        return Fraction(int(value), 100) if name in MONEY else Fraction(int(value))


@dataclass(frozen=True)
class ReferenceReading:
    """What the rules say of one indicator, place and period."""

    state: str
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    records: frozenset[tuple[str, int]] | None = None
    coverage: Fraction = Fraction(0)
    marks: frozenset[str] = frozenset()
    weight: Fraction | None = None
    unweighed: bool = False

    def now(self, on: datetime.date, due: datetime.date) -> "ReferenceReading":
        """«No data» is «not due» until the day it is due."""
        return replace(self, state=NOT_DUE) if self.state == NO_DATA and on <= due else self


@dataclass(frozen=True)
class Judgement:
    plan: Fraction | None = None
    degree_raw: Fraction | None = None
    degree: Fraction | None = None
    status: str | None = None
    marks: frozenset[str] = frozenset()


def inside(period: Span, length: int) -> list[Span]:
    """The periods of so many months inside a period."""
    grain = {12: "year", 6: "half", 3: "quarter", 1: "month"}[length]
    starts = [
        month for month in months_between(period.first, period.last) if (month[1] - 1) % length == 0
    ]
    spans = [Span("", grain, (year, at), (year, at + length - 1)) for year, at in starts]
    return [
        replace(part, label=label_of(part, part.first[1]))
        for part in spans
        if part.last <= period.last
    ]


def label_of(period: Span, first_month: int) -> str:
    year = period.first[0]
    match period.grain:
        case "year":
            return str(year)
        case "half":
            return f"{year}-H{(first_month + 5) // 6}"
        case "quarter":
            return f"{year}-Q{(first_month + 2) // 3}"
    return f"{year}-{first_month:02}"


def passes(fact: Fact, filters: dict[str, Any]) -> bool:
    return all(accepted(fact, name, filter_) for name, filter_ in filters.items())


def accepted(fact: Fact, name: str, filter_: Any) -> bool:
    """Whether a field of a record is accepted, by a list of values or by a condition."""
    value = fact.columns[FIELDS.get(name, name)]
    if isinstance(filter_, list):
        return value in filter_
    bounds = {name: bound for name, bound in filter_.items() if name != "empty"}
    if value is None:
        return filter_.get("empty") is True
    if not bounds:
        return filter_["empty"] is False
    if "since" in bounds or "until" in bounds:
        return _within_days(fact, name, bounds)
    number = fact.amount(name) if bounds.keys() & {"min", "max"} else None
    return (
        value in bounds.get("values", [value])
        and ("min" not in bounds or number >= Fraction(str(bounds["min"])))
        and ("max" not in bounds or number <= Fraction(str(bounds["max"])))
    )


FIELDS = {"organisation": "organisation_id"}


def _within_days(fact: Fact, name: str, bounds: dict[str, Any]) -> bool:
    """Every day that a date may have been lies within: of a month all of it, of a year too."""
    prefix = "" if name == "date" else name.removesuffix("on")
    first = datetime.date.fromisoformat(str(fact.columns[name])[:10])
    lengths = {"day": first, "month": _month_end(first), "year": first.replace(month=12, day=31)}
    last = lengths[fact.columns[f"{prefix}precision"]]
    since, until = (bounds.get(each) for each in ("since", "until"))
    return (since is None or first >= _as_day(since)) and (until is None or last <= _as_day(until))


def _month_end(first: datetime.date) -> datetime.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _as_day(day: Any) -> datetime.date:
    return datetime.date.fromisoformat(str(day))


def falls(fact: Fact, start: Month, period: Span, *, gathers: bool) -> bool:
    """Whether a record is dated from ``start`` to the period's end.

    One known to the year only is in a whole year, and in what gathers up to the end of one.
    """
    if fact.month is not None:
        return start <= (fact.year, fact.month) <= period.last
    # of a year that begins before the months do, only a part is meant
    if (fact.year, 1) < start and period.first != start:
        return False
    ended = fact.year < period.last[0] or (
        fact.year == period.last[0] and holds_years(period, gathers=gathers)
    )
    return fact.year >= start[0] and ended


def gathers_years(of: dict[str, Any], within: bool) -> bool:
    """Whether what gathers ends a year with what is known to that year only."""
    return bool(of.get("accumulate") or of.get("window") or within)


def holds_years(period: Span, *, gathers: bool) -> bool:
    """Whether a period holds what is known to its year only."""
    return period.whole_years or (gathers and period.last[1] == 12)
