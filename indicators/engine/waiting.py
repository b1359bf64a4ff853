"""«No data» that is not due before an input or an earlier reading is."""

from dataclasses import replace

from indicators.definition import Definition
from indicators.engine.readings import Key, Reading, Readings, absent
from indicators.periods import Period, parse
from indicators.states import NO_DATA, Outcome, latest


def awaited(readings: Readings, key: Key, definition: Definition) -> Reading:
    """An earlier reading of the same definition; without data it waits for its own due date."""
    reading = readings.get(key) or absent()
    return waiting(reading, definition, parse(key[2])) if reading.state == NO_DATA else reading


def waiting(reading: Reading, definition: Definition, period: Period) -> Reading:
    """«No data» that is not due before the definition says so."""
    # the later of both: an input that waits for its own inputs keeps its reader waiting
    due = latest([reading.answered.waits_until, definition.due_on(period)])
    return replace(reading, answered=Outcome(NO_DATA, None, due))
