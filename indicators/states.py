"""The states of an answer, and how they compose."""

import datetime
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, localcontext
from fractions import Fraction

from indicators.exact import DIGITS, Exact, holdable

VALUE = "value"
NO_DATA = "no_data"
NOT_APPLICABLE = "not_applicable"
NOT_DUE = "not_due"
HIDDEN = "hidden"
"""Of what readers do not see: whatever the number itself says."""
STATES = (VALUE, NO_DATA, NOT_APPLICABLE, NOT_DUE, HIDDEN)

_STRENGTH = {VALUE: 0, NOT_APPLICABLE: 1, NO_DATA: 2, NOT_DUE: 3, HIDDEN: 4}
_ARITHMETIC = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A state, and the number when the state is ``value``.

    While the clock is not past ``waits_until`` an input is not yet due, and so is this answer.
    """

    state: str
    value: Exact | None = None
    waits_until: datetime.date | None = None

    @property
    def known(self) -> Exact:
        """The number; only asked for when the state is ``value``."""
        if self.value is None:
            raise ValueError(f"no number in state {self.state}")
        return self.value

    @property
    def fraction(self) -> Fraction:
        """The number to compute with, never rounded."""
        return Fraction(self.known)


def computed(number: Fraction, waits_until: datetime.date | None = None) -> Outcome:
    """A number that was computed; one too long to be kept is none."""
    return (
        Outcome(VALUE, number, waits_until)
        if holdable(number)
        else Outcome(NOT_APPLICABLE, None, waits_until)
    )


def worst(states: Iterable[str]) -> str:
    """The state of a composed answer: any not due, else any no data, else any not applicable."""
    return max(states, key=_STRENGTH.__getitem__, default=VALUE)


def latest(dates: Iterable[datetime.date | None]) -> datetime.date | None:
    """The last of the dates there are."""
    return max((date for date in dates if date is not None), default=None)


def arithmetic() -> AbstractContextManager[Context]:
    """28 digits, half-even, for what only estimates: an answer is carried exactly and cut where it
    is printed.
    """
    return localcontext(_ARITHMETIC)
