"""Readings of formulas: what their inputs are at each place and period, and what is made of them."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from indicators.definition.catalogue import Catalogue
from indicators.engine.grid import grid
from indicators.engine.modifiers import not_applicable
from indicators.engine.readings import (
    BREAK,
    PARTIAL,
    Key,
    Reading,
    Readings,
    combined_marks,
    least_coverage,
    quotient,
)
from indicators.engine.rollup import View
from indicators.engine.tally import Window
from indicators.formula import Formula, Input
from indicators.formula.functions import SHIFT
from indicators.periods import PARTS, RANGE, parse
from indicators.records.places import WHOLE, Places
from indicators.states import NO_DATA, NOT_APPLICABLE, VALUE, Outcome, latest

FINEST = 10**6
"""Shares of coverage are of fewer districts and months than that."""
InputReadings = Callable[[str, Window, tuple[View, ...]], Readings]


class FormulaReadings:
    """A formula over the readings of its inputs, which ``input_readings`` gives for every place and
    period of a window.
    """

    def __init__(
        self,
        parsed: Formula,
        catalogue: Catalogue,
        places: Places,
        input_readings: InputReadings,
    ) -> None:
        self.parsed, self.catalogue, self.places = parsed, catalogue, places
        self.input_readings = input_readings

    def readings(self, window: Window, views: tuple[View, ...]) -> dict[Key, Reading]:
        """The whole grid: ``if_none`` makes a number where no input has one."""
        inputs = _Inputs(self.catalogue, self.places, self._of_codes(window, views))
        return {key: self._reading(inputs, key) for key in grid(self.places, window, views)}

    def _reading(self, inputs: "_Inputs", key: Key) -> Reading:
        readings = {name: inputs.at(key, each) for name, each in self.parsed.inputs.items()}
        answered, read = self.parsed.evaluation(
            {name: reading.answered for name, reading in readings.items()}
        )
        made_of = [readings[name] for name in read]
        return Reading(answered, coverage=least_coverage(made_of), marks=combined_marks(made_of))

    def _of_codes(self, window: Window, views: tuple[View, ...]) -> dict[str, Readings]:
        back = self._years_back(views)
        by_code: dict[str, Readings] = {}
        for code in self.parsed.codes:
            by_code[code] = self.input_readings(code, window, views)
            if back:
                # without ranges, which no earlier one precedes
                shorter = tuple(view for view in views if view[0] != RANGE)
                before = Window(window.first_year - back, window.first_year - 1)
                by_code[code] = {**self.input_readings(code, before, shorter), **by_code[code]}
        return by_code

    def _years_back(self, views: Sequence[View]) -> int:
        """How many years before a window are read."""
        fewest = min((PARTS[grain] for grain, _ in views if grain != RANGE), default=0)
        return max((_years_before(each, fewest) for each in self.parsed.inputs.values()), default=0)


class _Inputs:
    """What each input is at a key, out of the readings of the codes."""

    def __init__(
        self, catalogue: Catalogue, places: Places, by_code: Mapping[str, Readings]
    ) -> None:
        self.catalogue, self.places, self.by_code = catalogue, places, by_code
        self._peers: dict[tuple[str, ...], PeerReadings] = {}

    def at(self, key: Key, each: Input) -> Reading:
        own = self.by_code[each.code][key]
        match each.function:
            case "":
                return own
            case "coverage":
                return _covered(own)
            case "share":
                return self._share(key, own, each)
            case "rank":
                return self._rank(key, own, each)
        return self._earlier(key, own, each)

    def _share(self, key: Key, own: Reading, each: Input) -> Reading:
        pair = own, self.by_code[each.code][WHOLE, *key[1:]]
        return Reading(
            quotient(*pair, Decimal(1)), coverage=least_coverage(pair), marks=combined_marks(pair)
        )

    def _earlier(self, key: Key, own: Reading, each: Input) -> Reading:
        place, grain, label, mode = key
        if grain == RANGE:
            return not_applicable(own)
        now = parse(label)
        earlier = (
            now.earlier(each.steps) if each.function == SHIFT else now.years_earlier(each.steps)
        )
        # a growth would else be that of the method
        if self.catalogue.in_force(each.code, earlier.year) != self.catalogue.in_force(
            each.code, now.year
        ):
            return Reading(Outcome(NOT_APPLICABLE), marks=frozenset({BREAK}))
        return self.by_code[each.code][place, grain, earlier.label, mode]

    def _rank(self, key: Key, own: Reading, each: Input) -> Reading:
        peers = self.places.peers_of(key[0])
        if not peers:
            return not_applicable(own)
        # the first tells whose peers they are: of hundreds of places each would order all others
        group = (each.code, peers[0], *key[1:])
        if group not in self._peers:
            self._peers[group] = PeerReadings(
                [self.by_code[each.code][peer, *key[1:]] for peer in peers],
                self._declines(each.code, key[2]),
            )
        return self._peers[group].rank(own)

    def _declines(self, code: str, label: str) -> bool:
        version = self.catalogue.in_force(code, parse(label).final_year)
        return version is not None and version.definition.direction == "decrease"


class PeerReadings:
    """The readings of like places in one period; of what ``declines`` the least is the best."""

    def __init__(self, readings: Sequence[Reading], declines: bool) -> None:
        known = (each.answered.fraction for each in readings if each.state == VALUE)
        self.declines = declines
        self.ordered = sorted(-number if declines else number for number in known)
        self.waits_until = latest(each.answered.waits_until for each in readings)
        self.coverage = least_coverage(readings)
        # who has no number is in no order, and might have been before any
        unknown = {PARTIAL} if any(each.state == NO_DATA for each in readings) else set[str]()
        self.marks = combined_marks(readings) | unknown

    def rank(self, own: Reading) -> Reading:
        """The place of one among them, from 1 for the best; equal ones share it."""
        answered = replace(own.answered, waits_until=self.waits_until)
        if own.state == VALUE:
            number = -own.answered.fraction if self.declines else own.answered.fraction
            better = len(self.ordered) - bisect_right(self.ordered, number)
            answered = Outcome(VALUE, Fraction(1 + better), self.waits_until)
        return Reading(answered, coverage=self.coverage, marks=self.marks)


def _covered(own: Reading) -> Reading:
    """How much of a number has been reported, whether there is a number or not."""
    if own.state not in (VALUE, NO_DATA):
        return own
    share = Fraction(own.coverage).limit_denominator(FINEST)
    return replace(own, answered=Outcome(VALUE, share, own.answered.waits_until))


def _years_before(each: Input, parts: int) -> int:
    """How many years back an input of a period is, a year of so many ``parts``."""
    if not parts or not each.steps:
        return 0
    # a year may begin between the period and the one before it
    return ceil(each.steps / parts) if each.function == SHIFT else each.steps
