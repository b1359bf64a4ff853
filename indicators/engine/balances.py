"""What stands at a time and is not added up over it: of a period, what its last month says."""

import numpy as np

from indicators.engine.month_sums import FACTS
from indicators.engine.rollup import UNDATED, WITHIN_YEAR, Timeline, at_ends
from indicators.periods import PARTS, RANGE

KNOWN = FACTS.index("known")


def balances(lines: Timeline, grain: str, mode: str) -> Timeline:
    """Of each origin the facts of the last month of each period in which it states an amount, 0
    where none does: ``[facts, origins, years, slots]`` as ``[facts, origins, years, parts]``.

    What is known to the year only is stated at its end, as everywhere.
    """
    if grain == RANGE:
        slots = lines.shape[-2] * lines.shape[-1]
        return _latest(lines.reshape(*lines.shape[:-2], 1, slots))[..., -1:]
    if grain == "year":
        return _latest(lines)[..., -1:]
    if mode == WITHIN_YEAR:
        return at_ends(_latest(lines), grain)
    months = lines[..., :UNDATED]
    parts = PARTS[grain]
    return _latest(months.reshape(*months.shape[:-1], parts, UNDATED // parts))[..., -1]


def _latest(lines: Timeline) -> Timeline:
    """At each slot, what the newest slot up to it says that states an amount."""
    slots = np.where(lines[KNOWN] > 0, np.arange(lines.shape[-1]), -1)
    newest = np.maximum.accumulate(slots, axis=-1)
    at = np.broadcast_to(np.maximum(newest, 0), lines.shape)
    return np.where(newest >= 0, np.take_along_axis(lines, at, axis=-1), 0)
