"""Where the districts do not add up to the whole."""

from collections.abc import Iterable
from decimal import Decimal

from indicators.definition import Definition
from indicators.engine.readings import NOT_ADDITIVE, Key, Readings
from indicators.measures import measures
from indicators.records.places import WHOLE, Places
from indicators.states import VALUE


def with_additivity(readings: Readings, definition: Definition, places: Places) -> Readings:
    """Mark the whole where its districts do not add up to it."""
    if not _may_overlap(definition, places):
        return readings
    # with «none»: where a record has one district, leaves and «none» together are the whole
    parts = places.listed(None)
    overlapping = {
        key: reading.marked(NOT_ADDITIVE)
        for key, reading in readings.items()
        if key[0] == WHOLE
        and reading.state == VALUE
        # only where it really happens: a key met in one district alone adds up, and is not marked
        and _sum_of(readings, parts, key) != reading.value
    }
    return {**readings, **overlapping}


def _may_overlap(definition: Definition, places: Places) -> bool:
    # an average or a ratio never adds up, and nobody expects it to
    if not places.main or definition.kind not in ("count", "distinct", "sum"):
        return False
    # several districts a record (docs/import-formats.md, events): it counts once for the whole,
    # once in each
    linked = any(measures()[measure].link is not None for measure in definition.measures)
    return definition.kind == "distinct" or linked


def _sum_of(readings: Readings, parts: Iterable[str], whole: Key) -> Decimal:
    """Counts and sums are decimals: nothing was divided."""
    parted = (readings.get((part, *whole[1:])) for part in parts)
    values = (reading.value for reading in parted if reading is not None)
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))
