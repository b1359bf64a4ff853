"""Ready answers that are not what recomputation says, as rows."""

from collections.abc import Iterator
from typing import Any

from indicators.answers.cells import Content
from indicators.answers.doctor import CellDifference
from indicators.exact import Exact, but_for_rounding
from indicators.sheets.rows import plain

COLUMNS = (
    "programme",
    "indicator",
    "place",
    "period",
    "mode",
    "field",
    "stored",
    "recomputed",
    "as_of",
)


def difference_rows(
    programme: str, difference: CellDifference, *, past: bool
) -> Iterator[dict[str, Any]]:
    """A row for each field that differs; a cell missing on one side is one row.

    What was answered in the ``past`` may have been rounded by the engine of then, and nobody may
    rewrite it.
    """
    place, _, period, mode = difference.key
    where = {
        "programme": programme,
        "indicator": difference.indicator,
        "place": place,
        "period": period,
        "mode": mode,
    }
    for name, stored, recomputed in _fields(difference.stored, difference.recomputed):
        if past and _alike(stored, recomputed):
            continue
        yield {**where, "field": name, "stored": plain(stored), "recomputed": plain(recomputed)}


def _alike(stored: Any, recomputed: Any) -> bool:
    numbers = isinstance(stored, Exact) and isinstance(recomputed, Exact)
    return numbers and but_for_rounding(stored, recomputed)


def _fields(stored: Content | None, recomputed: Content | None) -> Iterator[tuple[str, Any, Any]]:
    if stored is None or recomputed is None:
        yield "state", stored and stored.state, recomputed and recomputed.state
        return
    for name, old, new in zip(Content._fields, stored, recomputed, strict=True):
        if old != new:
            yield name, old, new
