"""What a year under way may come to (our default, not a method of the law)."""

from collections.abc import Sequence
from decimal import Decimal

from indicators.states import arithmetic

Values = Sequence[Decimal | None]


def expected(now: Values, before: Sequence[Values]) -> Decimal | None:
    """The value to date, divided by the share that the same months had in earlier years.

    ``now``: values from the year's start by month (quarter, half), None where not reported;
    ``before``: the same of earlier whole years. Without a usable earlier year the months are taken
    as equal. None where nothing is reported.
    """
    reported = [place for place, value in enumerate(now) if value is not None]
    # a year that is over is known and not expected
    if not reported or reported[-1] == len(now) - 1:
        return None
    last = reported[-1]
    value = now[last]
    # seasons first: half of the year's events may come in December
    share = _share(before, last) or Decimal(last + 1) / len(now)
    with arithmetic():
        return None if value is None else value / share


def _share(before: Sequence[Values], last: int) -> Decimal | None:
    """What part of the earlier years' totals had come by the same month."""
    whole = [
        (start, end)
        for start, end in ((year[last], year[-1]) for year in before)
        # a year that ended at nothing has no share of it
        if start is not None and end
    ]
    part = sum((start for start, _end in whole), Decimal(0))
    total = sum((end for _start, end in whole), Decimal(0))
    with arithmetic():
        # the years together, not a mean of shares: a small year must not weigh as much as a large
        # one
        return part / total if total and part else None
