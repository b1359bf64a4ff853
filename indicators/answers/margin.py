"""The interval of an answer: what its definition, its value and its respondents say of the true
number, and whether two of them tell two numbers apart.
"""

from fractions import Fraction

from data.units import whole_of
from indicators import chance, intervals
from indicators.answers.answer import Answer
from indicators.answers.cells import Content
from indicators.chance import Estimate, EventCount
from indicators.definition import Definition
from indicators.exact import Exact
from indicators.intervals import POISSON, WILSON, Ends, Interval
from indicators.periods import ITSELF


def interval_of(definition: Definition, content: Content) -> Interval | None:
    """The interval of a value, in its own unit.

    Nothing where nobody says of how many answers a share is, and where the definition does not call
    what is counted rare.
    """
    if content.value is None:
        return None
    if content.respondents:
        return _of_share(definition, Fraction(content.value), content.respondents)
    return _of_events(definition, content) if definition.interval == POISSON else None


def within_margin(
    definition: Definition,
    one: Answer,
    other: Answer,
    residents: tuple[int, int] | None = None,
) -> bool | None:
    """Whether chance alone may have made the difference of two answers of an indicator: of two
    polls, years or places, counted apart from each other.

    Nothing where nobody knows: without an interval of both, and of a place's sums to date, of which
    one is part of the other. ``residents`` of both places where counts are compared per so many of them.
    """
    if one.interval is None or other.interval is None or not _are_apart(definition, one, other):
        return None
    if one.interval.method == WILSON:
        low, high = chance.newcombe(_estimate(one), _estimate(other))
        return low <= 0 <= high
    people = residents or (1, 1)
    counts = (
        _event_count(definition, answer, number)
        for answer, number in zip((one, other), people, strict=True)
    )
    return chance.are_alike(*counts)


def _are_apart(definition: Definition, one: Answer, other: Answer) -> bool:
    """Whether both are counted alike, and neither is part of the other."""
    nested = definition.gathering != ITSELF and one.district == other.district
    alike = one.definition_version == other.definition_version
    methods = {answer.interval.method for answer in (one, other) if answer.interval is not None}
    return alike and not nested and len(methods) == 1


def _estimate(answer: Answer) -> Estimate:
    low, high = answer.interval[:2] if answer.interval is not None else (0, 0)
    return Estimate(float(answer.exact or 0), Ends(float(low), float(high)))


def _event_count(definition: Definition, answer: Answer, residents: int) -> EventCount:
    if definition.per is None:
        return EventCount(int(answer.exact or 0), Fraction(residents))
    return EventCount(int(answer.numerator or 0), Fraction(answer.denominator or 1))


def _of_share(definition: Definition, value: Fraction, respondents: int) -> Interval | None:
    whole = whole_of(definition.unit.ru)
    # rows of before a change of unit: there is no share of more than all
    if whole is None or not 0 <= value <= whole:
        return None
    return _scaled(WILSON, intervals.wilson(value / whole, respondents), Fraction(whole))


def _of_events(definition: Definition, content: Content) -> Interval | None:
    """Of what was counted; per residents it is divided as the value is."""
    per = definition.per
    counted: Exact | None = content.value if per is None else content.numerator
    if counted is None or counted != int(counted) or not 0 <= counted <= intervals.MOST:
        return None
    # residents are known exactly: only the events are a matter of chance
    scale = Fraction(1) if per is None else Fraction(per.residents) / Fraction(content.denominator)
    return _scaled(POISSON, intervals.poisson(int(counted)), scale)


def _scaled(method: str, ends: Ends, scale: Fraction) -> Interval:
    low, high = (intervals.printed(end * float(scale)) for end in ends)
    return Interval(low, high, method, intervals.LEVEL)
