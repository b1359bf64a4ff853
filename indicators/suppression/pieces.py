"""Which parts of time stand behind a number: what it is a sum of, and what it is compared with."""

from collections.abc import Iterator

from indicators.definition import Definition
from indicators.engine.rollup import WITHIN_YEAR
from indicators.engine.tally import Window
from indicators.periods import PARTS, RANGE, Gathering, Period


def pieces(gathering: Gathering, period: Period, mode: str, programme: Window) -> Iterator[Period]:
    """The years and parts of years of which a number is the sum, in the years of a programme."""
    if period.grain == RANGE:
        yield from map(Period, range(period.year, period.final_year + 1))
        first = period.year
    elif gathering.months:
        yield from _last_months(period, gathering.months)
        return
    else:
        first = period.year
        cumulative = mode == WITHIN_YEAR or gathering.to_date
        yield from _up_to(period) if cumulative else (period,)
    if gathering.to_date:
        yield from map(Period, range(programme.first_year, first))


def compared_periods(definition: Definition, period: Period) -> Iterator[Period]:
    """The earlier period whose number is in a change."""
    change, baseline = definition.change, definition.baseline
    if change is not None and change.since == "previous":
        yield period.years_earlier(1)
    elif change is not None and baseline is not None and baseline.value is None:
        yield period.years_earlier(period.year - baseline.year)


def _up_to(period: Period) -> Iterator[Period]:
    """What lies in a year up to the end of a part of it; at the year's end that is the year."""
    if period.last_month == PARTS["month"]:
        yield Period(period.year)
        return
    yield from (Period(period.year, period.grain, part + 1) for part in range(period.part))


def _last_months(period: Period, months: int) -> Iterator[Period]:
    last = Period(period.final_year, "month", period.last_month)
    yield from (last.earlier(steps) for steps in range(months))
