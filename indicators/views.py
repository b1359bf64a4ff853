"""From months to every grain and mode: one roll-up for sums, coverage and first occurrences.

A *timeline* is an integer array ``[…, years, 13]``: twelve months and, last, what is known to the year only.
"""

import numpy as np
from numpy.typing import NDArray

from indicators.periods import PARTS, RANGE

Timeline = NDArray[np.int64]
View = tuple[str, str]  # (grain, mode)
PLAIN = "plain"
WITHIN_YEAR = "within_year"
UNDATED = 12  # the slot of what is known to the year only
SLOTS = 13

STORED_VIEWS: tuple[View, ...] = (
    *((grain, PLAIN) for grain in PARTS),
    *((grain, WITHIN_YEAR) for grain in PARTS if grain != "year"),
)


def views_of(timeline: Timeline, views: tuple[View, ...], *, to_date: bool = False) -> dict[View, Timeline]:
    """The sums of a timeline in each view, as arrays ``[…, years, parts]``; a range is one year of one part."""
    return {view: _view(timeline, *view, to_date) for view in views}


def own_of(timeline: Timeline, views: tuple[View, ...], years: int) -> dict[View, Timeline]:
    """What lies in each period itself; a range is the last ``years``, though values may gather from earlier ones."""
    lines = {view: timeline[..., -years:, :] if view[0] == RANGE else timeline for view in views}
    return {view: _view(line, view[0], PLAIN, to_date=False) for view, line in lines.items()}


def _view(timeline: Timeline, grain: str, mode: str, to_date: bool) -> Timeline:
    if grain == RANGE:
        return np.asarray(timeline.sum(axis=(-2, -1), keepdims=True))
    if to_date:
        return at_ends(running(timeline), grain)
    if grain == "year":
        return np.asarray(timeline.sum(axis=-1, keepdims=True))
    months = timeline[..., :UNDATED]
    if mode == WITHIN_YEAR:
        return at_ends(np.cumsum(months, axis=-1), grain)
    parts = PARTS[grain]
    return np.asarray(months.reshape(*months.shape[:-1], parts, UNDATED // parts).sum(axis=-1))


def running(timeline: Timeline) -> Timeline:
    """What has come since the first year, at every slot."""
    flat = timeline.reshape(*timeline.shape[:-2], -1)
    return np.cumsum(flat, axis=-1).reshape(timeline.shape)


def at_ends(cumulative: Timeline, grain: str) -> Timeline:
    """The values at the end of each part; a year ends after what is known to the year only."""
    if grain == "year":
        return cumulative[..., -1:]
    length = UNDATED // PARTS[grain]
    return cumulative[..., length - 1 : UNDATED : length]
