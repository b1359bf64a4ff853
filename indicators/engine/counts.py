"""Readings of counts, distinct counts, sums, averages and order statistics: from tallies and coverage."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from data.tables.types import MONEY_SCALE
from indicators.definition.kinds import ORDERED
from indicators.engine.coverage import CoverageCounts
from indicators.engine.readings import (
    APPROXIMATE_DATE,
    ILLUSTRATIVE,
    NULL_AMOUNTS,
    PARTIAL,
    Key,
    Reading,
)
from indicators.engine.rollup import WITHIN_YEAR, View
from indicators.engine.tally import Sums, Tally
from indicators.periods import PARTS, RANGE, Period, parse, periods
from indicators.records.places import WHOLE
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Outcome

Facts = tuple[int, int, int, int, int, int, int, int, int, int]


class Counter:
    """One aggregate's readings; its last ``last_years`` are asked for, the earlier ones only
    gather. Of any days ``beside`` tallies the records of which nobody can tell whether they lie there.
    """

    def __init__(
        self,
        tally: Tally,
        covered: CoverageCounts,
        last_years: int,
        beside: Tally | None = None,
    ) -> None:
        self.last_years = last_years
        self.places = tally.places
        self.aggregate = tally.aggregate
        self.window = tally.window
        self.tally = tally
        self.covered = covered
        self.beside = beside
        amount = tally.aggregate.amount
        self.scale = MONEY_SCALE if amount and tally.records.is_money(amount) else 0
        self.yearly = tally.records.yearly

    def readings(self, views: tuple[View, ...]) -> dict[Key, Reading]:
        """Where there is neither coverage nor a record, there is no reading."""
        shares = self.covered.shares(views, self.last_years)
        last = self.tally.gathering.last
        answered = _answered_of(self.aggregate.kind, self.scale, last=last)
        result: dict[Key, Reading] = {}
        beside = None if self.beside is None else self.beside.sums(views, self.last_years)
        for (grain, mode), sums in self.tally.sums(views, self.last_years).items():
            if beside is not None:
                sums = replace(sums, undated=beside[grain, mode].records)
            cumulative = self.tally.gathering.to_date or mode == WITHIN_YEAR
            for place, label, facts in self._facts(grain, sums, shares[grain, mode]):
                reading = (
                    _inapplicable(facts)
                    if not self._applies(place, label, cumulative)
                    else self._reading(facts, answered)
                )
                if reading is not None:
                    result[place, grain, label, mode] = reading
        return result

    def _applies(self, place: str, label: str, cumulative: bool) -> bool:
        if self.beside is not None:
            # any days are no year, and begin nothing that could gather
            return not (self.yearly or self.tally.gathering.reaches_back)
        return not self.yearly or _holds_a_year(place, label, cumulative)

    def _facts(
        self, grain: str, sums: Sums, shares: tuple[object, ...]
    ) -> Iterator[tuple[str, str, Facts]]:
        labels = [period.label for period in self._periods(grain)]
        facts = (
            *(sums.total, sums.known, sums.records, sums.own_records, sums.illustrative),
            *shares,
            sums.undated,
        )
        # Python's own integers: of numpy's neither Decimal nor Fraction can be made
        columns = [array.reshape(len(self.places.keys), -1).tolist() for array in facts]  # type: ignore[attr-defined]
        for place, key in enumerate(self.places.keys):
            rows = zip(*(column[place] for column in columns), strict=True)
            for label, row in zip(labels, rows, strict=True):
                yield key, label, row

    def _periods(self, grain: str) -> tuple[Period, ...]:
        first_year = (
            self.window.first_year
            # a range to date gathers from the programme's first year but is called by the years
            # asked for
            if grain != RANGE
            else self.window.last_year - self.last_years + 1
        )
        return periods(grain, first_year, self.window.last_year)

    def _reading(self, facts: Facts, answered: Callable[[Any, int], Outcome]) -> Reading | None:
        """«No data» where nothing is of the period itself, or where what is covered in part has no
        records.
        """
        (
            total,
            known,
            records,
            own_records,
            illustrative,
            covered,
            everything,
            own_covered,
            made_up,
            undated,
        ) = facts
        # absent, not «no data»: only what is known is stored (ARCHITECTURE.md, Where the decisions
        # differ)
        if not (covered or records):
            return None
        # a place of a cut to which no district belongs has no months at all: nothing of it is
        # covered
        coverage = covered / everything if everything else 0.0
        # to date and within the year a period needs its own months: a sum must not run on into an
        # unreported one
        if not (own_covered or own_records) or not (covered == everything or records):
            return Reading(Outcome(NO_DATA), records=records, coverage=coverage)
        # a sum of money that nothing states is no 0 roubles: the act has left it open
        if self.yearly and self.aggregate.amount is not None and known == 0:
            return Reading(Outcome(NO_DATA), records=records, coverage=coverage)
        # zero records of illustrative coverage are illustrative too, hence the months that were
        # made up
        marks = _marks(
            illustrative + made_up > 0, covered < everything, known < records, undated > 0
        )
        return Reading(answered(total, known), records=records, coverage=coverage, marks=marks)


def _inapplicable(facts: Facts) -> Reading:
    """No number, and yet as well reported as the year is."""
    covered, everything = facts[5], facts[6]
    return Reading(Outcome(NOT_APPLICABLE), coverage=covered / everything if everything else 0.0)


def _holds_a_year(place: str, label: str, cumulative: bool) -> bool:
    """Whether a place and period can have what is stated for a year of the whole territory: not a
    district, and not a part of a year, but for what gathers up to the year's end.
    """
    period = parse(label)
    whole = period.grain in ("year", RANGE)
    return place == WHOLE and (whole or (cumulative and period.last_month == PARTS["month"]))


def _answered_of(kind: str, scale: int, *, last: bool) -> Callable[[Any, int], Outcome]:
    """How (total, known) become a state and a value."""

    @cache
    def average(total: int, known: int) -> Outcome:
        # covered and empty: a sum is 0, a mean is nothing that can be divided (docs/definitions.md,
        # Kinds)
        if known == 0:
            return Outcome(NOT_APPLICABLE)
        # kopecks to roubles in the divisor, so that nothing is rounded before the mean is printed
        return Outcome(VALUE, Fraction(total, known * 10**scale))

    def ordered(total: Fraction, known: int) -> Outcome:
        # of no amounts there is no least one either
        return Outcome(VALUE, total / 10**scale) if known else Outcome(NOT_APPLICABLE)

    @cache
    def plain(total: int) -> Outcome:
        return Outcome(VALUE, Decimal(total).scaleb(-scale))

    def balance(total: int, known: int) -> Outcome:
        # what nobody has measured is not 0, though all there is was reported
        return plain(total) if known else Outcome(NOT_APPLICABLE)

    if last:
        return balance
    if kind in ORDERED:
        return ordered
    return average if kind == "average" else lambda total, known: plain(total)


@cache
def _marks(illustrative: bool, partial: bool, null_amounts: bool, undated: bool) -> frozenset[str]:
    conditions = {
        ILLUSTRATIVE: illustrative,
        PARTIAL: partial,
        NULL_AMOUNTS: null_amounts,
        APPROXIMATE_DATE: undated,
    }
    return frozenset(mark for mark, holds in conditions.items() if holds)
