"""Per residents, and change against the base or the previous year."""

from collections.abc import Callable
from decimal import Decimal

from indicators.definition import Baseline, ChangeFrom, Per
from indicators.periods import RANGE, parse
from indicators.places import NONE, WHOLE
from indicators.populations import Populations
from indicators.readings import ILLUSTRATIVE, Key, Reading, Readings, combined_marks, least_coverage, quotient
from indicators.states import NOT_APPLICABLE, VALUE, Answered, arithmetic, latest, worst

HUNDRED = Decimal(100)


def per_residents(readings: Readings, per: Per, populations: Populations) -> dict[Key, Reading]:
    """The value ÷ residents × ``per.residents``; without a population of that year there is no reading."""
    found = ((key, _per(key, reading, per, populations)) for key, reading in readings.items())
    return {key: reading for key, reading in found if reading is not None}


def changed(readings: Readings, against: Callable[[Key], Reading | None], change: ChangeFrom) -> dict[Key, Reading]:
    """The change of each reading against an earlier one; without the earlier one there is no reading."""
    pairs = ((key, reading, against(key)) for key, reading in readings.items())
    return {key: _change(now, then, change) for key, now, then in pairs if then is not None}


def previous_key(key: Key) -> Key:
    """The same place and period a year before."""
    place, grain, label, mode = key
    return place, grain, parse(label).years_earlier(1).label, mode


def base_key(key: Key, baseline: Baseline) -> Key:
    """The same place and part of the year in the base year."""
    place, grain, label, mode = key
    period = parse(label)
    return place, grain, period.years_earlier(period.year - baseline.year).label, mode


def stated_baseline(key: Key, baseline: Baseline) -> Reading | None:
    """The base value written in the definition: it is the whole territory's, for a year."""
    place, grain, _, _ = key
    if place != WHOLE or grain != "year" or baseline.value is None:
        return None
    return Reading(Answered(VALUE, baseline.value), coverage=1.0)


def _per(key: Key, reading: Reading, per: Per, populations: Populations) -> Reading | None:
    place, grain, label, _ = key
    if place.endswith(NONE) or grain == RANGE:
        return _made(reading, Answered(NOT_APPLICABLE))
    residents = populations.of(place, parse(label).year)
    if residents is None:
        return None
    people = Reading(Answered(VALUE, Decimal(residents.people)), coverage=1.0)
    made = _made(reading, quotient(reading, people, Decimal(per.residents)), reading.value, people.value)
    return made.marked(ILLUSTRATIVE) if residents.illustrative else made


def _change(now: Reading, then: Reading, change: ChangeFrom) -> Reading:
    state = worst([now.state, then.state])
    waits = latest([now.answered.waits_until, then.answered.waits_until])
    coverage = least_coverage([now, then])
    marks = combined_marks([now, then])
    answered = Answered(state, None, waits)
    if state == VALUE:
        answered = _difference(now.answered.known, then.answered.known, change)
    percent = change.how == "percent"
    sides = (now.value, then.value) if percent else (None, None)
    return Reading(answered, *sides, records=now.records, coverage=coverage, marks=marks, source=now.source)


def _difference(now: Decimal, then: Decimal, change: ChangeFrom) -> Answered:
    with arithmetic():
        if change.how == "difference":
            return Answered(VALUE, now - then)
        if then == 0:
            return Answered(NOT_APPLICABLE)
        return Answered(VALUE, (now - then) * HUNDRED / then)


def _made(
    reading: Reading, answered: Answered, numerator: Decimal | None = None, denominator: Decimal | None = None
) -> Reading:
    return Reading(
        answered, numerator, denominator, reading.records, reading.coverage, combined_marks([reading]), reading.source
    )
