"""The interval of an answer: what its definition, its value and its respondents say of the true number."""

from fractions import Fraction

from data.units import whole_of
from indicators import intervals
from indicators.answers.cells import Content
from indicators.definition import Definition
from indicators.exact import Exact
from indicators.intervals import POISSON, WILSON, Ends, Interval


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
