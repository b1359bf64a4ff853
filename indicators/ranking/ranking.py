"""One indicator in one year, place beside place."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from indicators.answers.answer import Answer
from indicators.answers.margin import within_margin
from indicators.definition import Definition
from indicators.quartiles import quartiles
from indicators.ranking.basis import basis_of, unlike

ENOUGH = 4
"""Of fewer values there are no quartiles: each stands for itself."""
FEW, PARTIAL, POPULATION = "few", "partial", "population"
"""Why a place does not compare, beside the states of its answer: no other place has a number; it is
not reported in full; nobody knows how many live there.
"""


@dataclass(frozen=True)
class PlaceNumber:
    """What a place is compared by; without a ``value`` there is a ``reason``. ``residents`` where it
    is so much per so many of them.
    """

    answer: Answer
    value: Fraction | None
    reason: str | None = None
    illustrative: bool = False
    residents: int | None = None


@dataclass(frozen=True)
class Rank:
    """The ``place`` of a number among ``total``, from 1 for the best; ``equal`` places share it, and
    chance alone may have made the difference from ``within_margin`` others.
    """

    place: int
    equal: int
    total: int
    within_margin: int = 0

    @property
    def is_best(self) -> bool:
        """Better than all others, and not by chance."""
        return self.place == 1 and self.equal == 1 and not self.within_margin

    @property
    def is_worst(self) -> bool:
        """Worse than all others, and not by chance."""
        return self.place == self.total and self.equal == 1 and not self.within_margin


@dataclass(frozen=True)
class Ranking:
    """The numbers of an indicator by the codes of places, and that of the whole territory."""

    definition: Definition
    whole: PlaceNumber
    numbers: Mapping[str, PlaceNumber]

    @property
    def basis(self) -> str | None:
        """By which number places are compared."""
        return basis_of(self.definition)

    @property
    def is_oriented(self) -> bool:
        """Whether it is known which numbers are better."""
        return self.definition.direction != "keep"

    @cached_property
    def values(self) -> Mapping[str, Fraction]:
        """The numbers that compare; none where one stands alone."""
        known = {
            code: number.value for code, number in self.numbers.items() if number.value is not None
        }
        return known if len(known) > 1 else {}

    @cached_property
    def quartiles(self) -> tuple[Fraction, ...]:
        """The least, the three quartiles and the greatest of the values."""
        return quartiles(list(self.values.values()))

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The worst and the best value; the least and the greatest where nobody knows."""
        least, greatest = self.quartiles[0], self.quartiles[-1]
        return (greatest, least) if self.definition.direction == "decrease" else (least, greatest)

    @property
    def has_quartiles(self) -> bool:
        """Whether there are enough values to speak of quartiles."""
        return len(self.values) >= ENOUGH

    def rank(self, code: str) -> Rank | None:
        """The place's rank, the best first; the greatest where nobody knows what is better."""
        own = self._quality(code)
        if own is None:
            return None
        others = [self._quality(other) or Fraction(0) for other in self.values]
        place = 1 + sum(other > own for other in others)
        return Rank(place, others.count(own), len(others), self._within_margin(code))

    def _within_margin(self, code: str) -> int:
        """How many places have another number, which chance alone may have made so."""
        own = self.numbers[code]
        if own.answer.interval is None:
            return 0
        others = (self.numbers[other] for other in self.values if other != code)
        return sum(
            each.value != own.value and bool(self._is_by_chance(own, each)) for each in others
        )

    def _is_by_chance(self, one: PlaceNumber, other: PlaceNumber) -> bool | None:
        residents = None
        if one.residents and other.residents:
            residents = one.residents, other.residents
        return within_margin(self.definition, one.answer, other.answer, residents)

    def lead(self, code: str) -> Fraction:
        """How much better than the median a place is, as a share of the way from the least value to
        the greatest: between −1 and 1.
        """
        if code not in self.values:
            return Fraction(0)
        least, _lower, median, _upper, greatest = self.quartiles
        if least == greatest:
            return Fraction(0)
        share = (self.values[code] - median) / (greatest - least)
        return -share if self.definition.direction == "decrease" else share

    def reason(self, code: str) -> str | None:
        """Why a place has no rank; None where it has one."""
        if code in self.values:
            return None
        number = self.numbers.get(code)
        own = number.reason if number is not None else FEW
        return unlike(self.definition) or own or FEW

    def _quality(self, code: str) -> Fraction | None:
        """A number that is greater where the place is better."""
        value = self.values.get(code)
        if value is None:
            return None
        return -value if self.definition.direction == "decrease" else value
