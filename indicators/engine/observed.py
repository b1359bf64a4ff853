"""Readings of reported values: exact rows win, otherwise children combine by the definition's rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from sqlalchemy import select

from data.tables.definitions import Observation
from indicators.definition import Combination, Definition
from indicators.engine.disaggregated import TOTAL, DisaggregatedPart, by_parts, chosen
from indicators.engine.readings import (
    ILLUSTRATIVE,
    LOWER_BOUND,
    PARTIAL,
    PRELIMINARY,
    Key,
    Reading,
    combined_marks,
)
from indicators.engine.rollup import WITHIN_YEAR, View
from indicators.engine.tally import Window
from indicators.periods import RANGE, Period, parse, periods
from indicators.records.places import Places
from indicators.records.selection import Scope
from indicators.states import NOT_APPLICABLE, VALUE, Outcome

PRELIMINARY_STAGE = "preliminary"
FINER = {
    "year": ("half", "quarter", "month"),
    "half": ("quarter", "month"),
    "quarter": ("month",),
    "month": (),
}
Place = str


@dataclass(frozen=True)
class Weighted:
    """A child's reading with the weight it was reported with.

    ``undivided``: reported in full, but without a weighted mean, because weights are missing or all
    zero.
    """

    reading: Reading
    weight: Decimal | None = None
    undivided: bool = False


class Observed:
    """The reported values of one indicator over a window of years: its totals, or one part of each."""

    def __init__(
        self,
        scope: Scope,
        places: Places,
        definition: Definition,
        window: Window,
        part: DisaggregatedPart | None = None,
    ) -> None:
        self.scope = scope
        self.places = places
        self.code = definition.code
        self.combine = definition.combine or Combination()
        self.window = window
        self.declaring = part.declaring if part is not None else definition
        self.parts = part.parts if part is not None else TOTAL

    def readings(self, views: tuple[View, ...]) -> dict[Key, Reading]:
        """Readings wherever something was reported that may be combined."""
        result: dict[Key, Reading] = {}
        for grain, mode in views:
            for period in periods(grain, self.window.first_year, self.window.last_year):
                # every place, as a parent may be reported and none of its districts, or the other
                # way round
                for place in self.places.keys:
                    reading = (
                        self._within_year(place, period)
                        if mode == WITHIN_YEAR
                        else self._at(place, period)
                    )
                    if reading is not None:
                        result[place, grain, period.label, mode] = reading.reading
        return result

    def _at(self, place: Place, period: Period) -> Weighted | None:
        """Exactly this place and period, else its districts or shorter periods, whichever leave
        least unreported.
        """
        exact = self._exact.get((place, period))
        # what was reported for exactly this place and period wins over everything that is put
        # together
        return exact or _fullest(
            [self._of_districts(place, period), *self._of_periods(place, period)]
        )

    def _of_districts(self, place: Place, period: Period) -> Weighted | None:
        # recursive: a district may itself be put together from its own districts or quarters
        children = [self._at(child, period) for child in self.places.children_of(place)]
        return _combine(self.combine.places, children)

    def _of_periods(self, place: Place, period: Period) -> Iterator[Weighted | None]:
        if period.grain == RANGE:  # a year may itself be known from its quarters or districts
            yield _combine(
                self.combine.periods, [self._at(place, year) for year in _inside(period, "year")]
            )
            return
        # each grain alone: halves and months of one year would count the same months twice
        for grain in FINER[period.grain]:
            # reported ones alone: periods that districts have to be put together for come by
            # `_of_districts`
            children = [self._exact.get((place, child)) for child in _inside(period, grain)]
            yield _combine(self.combine.periods, children)

    def _within_year(self, place: Place, period: Period) -> Weighted | None:
        """From January to the period's end where periods add up; otherwise the period's own value."""
        own = self._at(place, period)
        # a level (a share, a state at a day) does not grow within the year: its own value is the
        # answer
        if own is None or self.combine.periods != "sum":
            return own
        earlier = [
            self._at(place, Period(period.year, period.grain, part))
            for part in range(1, period.part)
        ]
        return _combine("sum", [*earlier, own])

    @cached_property
    def _exact(self) -> dict[tuple[Place, Period], Weighted]:
        rows: dict[tuple[Place, Period], list[Observation]] = {}
        for row in self._rows():
            # a period by what it means, not by its label, so that a combined one finds it
            rows.setdefault((self.places.key_of(row.district), parse(row.period)), []).append(row)
        resolved = {at: self._resolved(reported) for at, reported in rows.items()}
        return {at: weighted for at, weighted in resolved.items() if weighted is not None}

    def _rows(self) -> Iterable[Observation]:
        statement = select(Observation).where(
            Observation.programme_id == self.scope.programme_id,
            Observation.indicator == self.code,
            Observation.year.between(self.window.first_year, self.window.last_year),
            Observation.as_of(self.scope.revision),
        )
        # in order of arrival, so that of two equal stages the later wins
        return self.scope.session.scalars(statement.order_by(Observation.id))

    def _resolved(self, rows: Sequence[Observation]) -> Weighted | None:
        """Refined beats preliminary; a total beats its disaggregation, which is summed only when
        there is none.
        """
        # the sort is stable and the later of two wins: refined beats preliminary whichever came
        # first
        ordered = sorted(rows, key=lambda row: row.stage != PRELIMINARY_STAGE)
        # by the definition's spellings: a row of before they were declared may call a value
        # otherwise
        known = by_parts(ordered, (row.by for row in ordered), self.declaring)
        rows_of = chosen(known, self.parts, self.declaring)
        readings = [None if row is None else _reported(row) for row in rows_of]
        if self.parts in known:
            return readings[0]
        if self.parts and None in readings:
            return None  # what a part is missing nobody declares, so its coverage could not be told
        # parts of a mean or a share are no total: only what adds up over places or periods does
        # here too
        may_add_up = "sum" in (self.combine.places, self.combine.periods)
        return _combine("sum" if may_add_up else "none", readings)


def _fullest(candidates: Iterable[Weighted | None]) -> Weighted | None:
    """The way that gives a number and covers most; of equals the first: districts, then the longest
    periods.
    """
    return max(
        # `max` keeps the first of equals: districts before periods (docs/definitions.md, Kinds)
        filter(None, candidates),
        key=lambda candidate: (not candidate.undivided, candidate.reading.coverage),
        default=None,
    )


def _inside(period: Period, grain: str) -> list[Period]:
    return [
        inner
        for inner in periods(grain, period.year, period.final_year)
        if period.first_month <= inner.first_month and inner.last_month <= period.last_month
    ]


def _reported(row: Observation) -> Weighted:
    conditions = {
        ILLUSTRATIVE: row.illustrative,
        PRELIMINARY: row.stage == PRELIMINARY_STAGE,
        LOWER_BOUND: row.lower_bound,
    }
    # a printed dash was reported: it is no gap to be filled from districts
    answered = Outcome(NOT_APPLICABLE) if row.value is None else Outcome(VALUE, row.value)
    marks = frozenset(mark for mark, holds in conditions.items() if holds)
    reading = Reading(
        answered, coverage=1.0, marks=marks, source=row.source, respondents=row.respondents
    )
    return Weighted(reading, row.weight)


Rule = Callable[[Sequence[Weighted]], Fraction | None]


def _sum(children: Sequence[Weighted]) -> Fraction:
    return sum((child.reading.answered.fraction for child in children), Fraction(0))


def _weighted_mean(children: Sequence[Weighted]) -> Fraction | None:
    """Nothing where a weight is missing, or where all are zero: nothing can be divided by them."""
    weights = [child.weight for child in children if child.weight is not None]
    total = Fraction(sum(weights, Decimal(0)))
    # one missing weight spoils the mean: leaving its row out would give its place the weight 0
    if len(weights) < len(children) or total == 0:
        return None
    parts = (
        Fraction(weight) * child.reading.answered.fraction
        for child, weight in zip(children, weights, strict=True)
        if not child.undivided
    )
    return sum(parts, Fraction(0)) / total


def _last(children: Sequence[Weighted]) -> Fraction:
    # children come in order of time: the state at the end of the last one that was reported
    return children[-1].reading.answered.fraction


RULES: Mapping[str, Rule] = {
    "sum": _sum,
    "mean": lambda children: _sum(children) / len(children),
    "weighted_mean": _weighted_mean,
    "last": _last,
}


def _combine(rule: str, children: Sequence[Weighted | None]) -> Weighted | None:
    """Combine what was reported; coverage is the share of children that were.

    What has no weighted mean has been reported all the same: it is not applicable, not without
    data.
    """
    reported = [child for child in children if child is not None and _counts(child, rule)]
    if rule == "none" or not reported:
        return None
    value = RULES[rule](reported)
    # a child that was itself reported by half counts by half, so that coverage does not grow
    # upwards
    coverage = sum(child.reading.coverage for child in reported) / len(children)
    marks = combined_marks(child.reading for child in reported) | (
        {PARTIAL} if coverage < 1 else set()
    )
    source = (
        # each source once, in the order of the children
        "; ".join(dict.fromkeys(child.reading.source for child in reported if child.reading.source))
        or None
    )
    # a parent weighs what its children weigh together, for the mean one level up; where one weight
    # is missing nobody knows how much that is, and the mean above is not applicable either
    weights = [child.weight for child in reported if child.weight is not None]
    known = len(weights) == len(reported)
    answered = Outcome(NOT_APPLICABLE) if value is None else Outcome(VALUE, value)
    # what is put together of several shares is a share of nobody's answers; the last one is itself
    respondents = reported[-1].reading.respondents if rule == "last" else None
    reading = Reading(
        answered, coverage=coverage, marks=marks, source=source, respondents=respondents
    )
    return Weighted(reading, sum(weights, Decimal(0)) if known else None, undivided=value is None)


def _counts(child: Weighted, rule: str) -> bool:
    """A printed dash is combined with nothing; what could not be weighed is weighed with the
    others.
    """
    return child.reading.state == VALUE or (child.undivided and rule == "weighted_mean")
