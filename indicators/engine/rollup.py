"""From months to every grain and mode: one roll-up for sums, coverage and first occurrences.

A *timeline* is an integer array ``[…, years, 13]``: twelve months and, last, what is known to the
year only.
"""

import numpy as np
from numpy.typing import NDArray

from indicators.periods import ITSELF, PARTS, RANGE, Gathering

Timeline = NDArray[np.int64]
View = tuple[str, str]  # (grain, mode)
PLAIN = "plain"
WITHIN_YEAR = "within_year"
UNDATED = 12  # the slot of what is known to the year only
SLOTS = 13

# of a whole year «within the year» says the same as plain: one cell is kept for both
STORED_VIEWS: tuple[View, ...] = (
    *((grain, PLAIN) for grain in PARTS),
    *((grain, WITHIN_YEAR) for grain in PARTS if grain != "year"),
)


def views_of(
    timeline: Timeline, views: tuple[View, ...], gathering: Gathering = ITSELF
) -> dict[View, Timeline]:
    """The sums of a timeline in each view, as arrays ``[…, years, parts]``; a range is one year of
    one part.
    """
    return {view: _view(timeline, *view, gathering) for view in views}


def own_of(
    timeline: Timeline, views: tuple[View, ...], years: int, gathering: Gathering = ITSELF
) -> dict[View, Timeline]:
    """What lies in each period itself; a range is the last ``years``, though values may gather from
    earlier ones.
    """
    # a range to date has records of its own only if some lie in the years that were asked for
    lines = {view: timeline[..., -years:, :] if view[0] == RANGE else timeline for view in views}
    return {
        view: _year_slot(line, view[0], gathering.holds_years or view[1] == WITHIN_YEAR)
        for view, line in lines.items()
    }


def _year_slot(timeline: Timeline, grain: str, cumulative: bool) -> Timeline:
    """What is known to the year only lies in the whole year, and in the end of what gathers up to
    it.
    """
    own = _view(timeline, grain, PLAIN, ITSELF)
    if cumulative and grain not in ("year", RANGE):
        # a record known to the year is of no quarter, but the year's end has passed it by
        own[..., -1] += timeline[..., UNDATED]
    return own


def _view(timeline: Timeline, grain: str, mode: str, gathering: Gathering) -> Timeline:
    if gathering.months:
        return month_ends(in_windows(timeline, gathering.months), grain)
    if grain == RANGE:
        return np.asarray(timeline.sum(axis=(-2, -1), keepdims=True))
    # before «year»: to date, even a year alone holds all the years before it
    if gathering.to_date:
        return at_ends(running(timeline), grain)
    if grain == "year":
        return np.asarray(timeline.sum(axis=-1, keepdims=True))
    if mode == WITHIN_YEAR:
        return at_ends(np.cumsum(timeline, axis=-1), grain)
    # what is known to the year only is in no part of it (docs/import-formats.md, inexact dates)
    months = timeline[..., :UNDATED]
    parts = PARTS[grain]
    return np.asarray(months.reshape(*months.shape[:-1], parts, UNDATED // parts).sum(axis=-1))


def running(timeline: Timeline) -> Timeline:
    """What has come since the first year, at every slot."""
    # the years laid end to end: a sum to date runs on through December into January
    flat = timeline.reshape(*timeline.shape[:-2], -1)
    return np.cumsum(flat, axis=-1).reshape(timeline.shape)


def at_ends(cumulative: Timeline, grain: str) -> Timeline:
    """The values at the end of each part; a part that ends a year ends after what is known to the
    year only.
    """
    length = UNDATED // PARTS[grain]
    # the last end is slot 12, after December: with what is known to the year only
    return cumulative[..., [*range(length - 1, UNDATED - 1, length), UNDATED]]


def in_windows(timeline: Timeline, months: int) -> Timeline:
    """What lies in so many months that end with each month, ``[…, years × 12]``; what is known to
    the year only where they hold that whole year.
    """
    dated = timeline[..., :UNDATED].reshape(*timeline.shape[:-2], -1)
    return _sliding(dated, months) + _of_years(timeline, months - UNDATED + 1, UNDATED - 1)


def _of_years(timeline: Timeline, months: int, first: int) -> Timeline:
    """What is known to the year only, at so many month ends from the ``first`` of its year on."""
    starts = np.zeros((*timeline.shape[:-1], UNDATED), dtype=np.int64)
    starts[..., first] = timeline[..., UNDATED]
    return _sliding(starts.reshape(*timeline.shape[:-2], -1), months)


def _sliding(line: Timeline, months: int) -> Timeline:
    """The sums of so many neighbours that end with each."""
    sums = np.cumsum(line, axis=-1)
    before = np.zeros_like(sums)
    before[..., months:] = sums[..., : max(sums.shape[-1] - months, 0)]
    return sums - before


def month_ends(line: Timeline, grain: str) -> Timeline:
    """What a line of months says at the end of each period of a grain, as ``[…, years, parts]``."""
    if grain == RANGE:
        return line[..., np.newaxis, -1:]
    length = UNDATED // PARTS[grain]
    return line[..., length - 1 :: length].reshape(*line.shape[:-1], -1, PARTS[grain])


def beside(undated: Timeline, grain: str, mode: str, gathering: Gathering) -> Timeline:
    """What is known to the year only and is not in each part of it; ``undated`` is ``[…, years,
    1]``.

    A whole year holds it, and so does what gathers up to a year's end; a range of years is one year
    of one part.
    """
    if gathering.months:
        return month_ends(_partly_in_windows(undated, gathering.months), grain)
    if grain == RANGE:
        return np.zeros_like(undated[..., :1, :])
    parts = PARTS[grain]
    outside = np.ones(parts, dtype=np.int64)
    if gathering.to_date or mode == WITHIN_YEAR or parts == 1:
        # the part that ends the year holds it already: the answer is not marked as approximate
        outside[-1] = 0
    return undated * outside


def _partly_in_windows(undated: Timeline, months: int) -> Timeline:
    """What is known to a year only of which the months hold a part and not the whole."""
    slots = np.zeros((*undated.shape[:-1], SLOTS), dtype=np.int64)
    slots[..., UNDATED:] = undated
    met = _of_years(slots, months + UNDATED - 1, 0)
    return met - _of_years(slots, months - UNDATED + 1, UNDATED - 1)
