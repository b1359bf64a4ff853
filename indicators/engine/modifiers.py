"""Per residents, and change against the base or the previous year."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from indicators.definition import Baseline, ChangeFrom, Per
from indicators.engine.populations import Populations
from indicators.engine.readings import (
    ILLUSTRATIVE,
    Key,
    Reading,
    Readings,
    absent,
    combined_marks,
    least_coverage,
    quotient,
)
from indicators.exact import Exact
from indicators.periods import RANGE, parse
from indicators.records.places import WHOLE, is_none
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Outcome, computed, latest, worst

HUNDRED = 100


def per_residents(readings: Readings, per: Per, populations: Populations) -> dict[Key, Reading]:
    """The value ÷ residents × ``per.residents``; without a population of that year there is no
    data.
    """
    return {key: _per(key, reading, per, populations) for key, reading in readings.items()}


def changed(
    readings: Readings, against: Callable[[Key], Reading], change: ChangeFrom
) -> dict[Key, Reading]:
    """The change of each reading against an earlier one; a range of years has no earlier one."""
    return {
        # a range of years has no «year before» and lies in no base year
        key: _change(now, against(key), change) if key[1] != RANGE else not_applicable(now)
        for key, now in readings.items()
    }


def previous_key(key: Key) -> Key:
    """The same place and period a year before."""
    place, grain, label, mode = key
    # a quarter is compared with the same quarter: the season would else be taken for growth
    return place, grain, parse(label).years_earlier(1).label, mode


def base_key(key: Key, baseline: Baseline) -> Key:
    """The same place and part of the year in the base year."""
    place, grain, label, mode = key
    period = parse(label)
    return place, grain, period.years_earlier(period.year - baseline.year).label, mode


def stated_baseline(key: Key, baseline: Baseline) -> Reading:
    """The base value written in the definition: it is the whole territory's, for a year."""
    place, grain, _, _ = key
    # one printed number cannot be shared out to districts or quarters: there is no data
    if place != WHOLE or grain != "year" or baseline.value is None:
        return absent()
    return Reading(Outcome(VALUE, baseline.value), coverage=1.0)


def _per(key: Key, reading: Reading, per: Per, populations: Populations) -> Reading:
    place, grain, label, _ = key
    # nobody lives «without a district», and several years have several populations
    if is_none(place) or grain == RANGE:
        return not_applicable(reading)
    residents = populations.of(place, parse(label).year)
    if residents is None:
        # never last year's population: a number per resident must not rest on a guess
        return _divided(reading, Outcome(NO_DATA, None, reading.answered.waits_until))
    people = Reading(Outcome(VALUE, Decimal(residents.people)), coverage=1.0)
    per_resident = _divided(
        reading, quotient(reading, people, Decimal(per.residents)), reading.value, people.value
    )
    return per_resident.marked(ILLUSTRATIVE) if residents.illustrative else per_resident


def _change(now: Reading, then: Reading, change: ChangeFrom) -> Reading:
    # while the earlier value is not due, the change is not due either: both sides wait
    state = worst([now.state, then.state])
    waits = latest([now.answered.waits_until, then.answered.waits_until])
    coverage = least_coverage([now, then])
    marks = combined_marks([now, then])
    answered = Outcome(state, None, waits)
    if state == VALUE:
        answered = _difference(now.answered.fraction, then.answered.fraction, change)
    percent = change.how == "percent"
    # a difference has no sides that divide: numerator and denominator stay empty
    sides = (now.value, then.value) if percent else (None, None)
    return Reading(
        answered, *sides, records=now.records, coverage=coverage, marks=marks, source=now.source
    )


def _difference(now: Fraction, then: Fraction, change: ChangeFrom) -> Outcome:
    if change.how == "difference":
        return computed(now - then)
    # growth from nothing is no per cent (docs/definitions.md, Modifiers)
    return computed((now - then) * HUNDRED / then) if then else Outcome(NOT_APPLICABLE)


def not_applicable(reading: Reading) -> Reading:
    """What a reading becomes where its modifier has no meaning; what is not known stays so."""
    # «not due» and «no data» are stronger: what is unknown is not said to be meaningless
    state = worst([reading.state, NOT_APPLICABLE])
    return _divided(reading, Outcome(state, None, reading.answered.waits_until))


def _divided(
    reading: Reading,
    answered: Outcome,
    numerator: Exact | None = None,
    denominator: Exact | None = None,
) -> Reading:
    return Reading(
        answered,
        numerator,
        denominator,
        reading.records,
        reading.coverage,
        combined_marks([reading]),
        reading.source,
    )
