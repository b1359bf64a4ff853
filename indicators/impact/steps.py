"""What each revision has added to a number: steps that add up to its difference exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from indicators.answers.answer import Answer
from indicators.answers.reader import ProgrammeReader
from indicators.exact import Exact
from indicators.impact.changed_answer import ChangedAnswer
from indicators.periods import parse

StateAfter = tuple[int, Exact | None]
"""A revision, and the number that it left; none where it left no number."""


@dataclass(frozen=True)
class ChangeStep:
    """What a revision has added to a number, in the indicator's unit."""

    revision: int
    amount: Fraction


def change_steps(
    change: ChangedAnswer,
    states: Iterable[StateAfter],
    before: ProgrammeReader | None,
    after: ProgrammeReader,
) -> Sequence[ChangeStep]:
    """The steps from the old number to the new one, in the order of revisions.

    None at all where one of the two has no number, where a definition with another unit stands
    between them, and where revisions do not tell the whole difference: half an explanation is none.
    """
    old, new = _number(change.old), _number(change.new)
    if (
        old is None
        or new is None
        or before is None
        or _unit(change, before) != _unit(change, after)
    ):
        return ()
    steps = list(_steps(old, states))
    return steps if sum(step.amount for step in steps) == new - old else ()


def _steps(old: Fraction, states: Iterable[StateAfter]) -> Iterable[ChangeStep]:
    """A revision that brings a number back has changed it from the last one that there was."""
    known = old
    for revision, number in states:
        if number is not None:
            value = Fraction(number)
            yield ChangeStep(revision, value - known)
            known = value


def _number(answer: Answer | None) -> Fraction | None:
    return None if answer is None or answer.exact is None else Fraction(answer.exact)


def _unit(change: ChangedAnswer, reader: ProgrammeReader) -> str | None:
    if change.indicator not in reader.catalogue.versions:
        return None
    year = parse(change.period).final_year
    return reader.catalogue.nearest(change.indicator, year).definition.unit.ru
