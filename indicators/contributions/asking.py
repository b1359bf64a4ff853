"""Asking for a decomposition: the answers of both sides, whole and in parts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from indicators import formula
from indicators.answers.answer import Answer
from indicators.answers.disaggregation import OBSERVED, attributes_of
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.contributions.contribution import shared_out
from indicators.contributions.decomposition import (
    DISTRICT,
    INPUT,
    MONTH,
    SHARED_OUT,
    Decomposition,
    by_parts,
    is_mean,
    pairs,
)
from indicators.definition import Definition, required
from indicators.engine.disaggregated import ReportedAttributes
from indicators.periods import Period
from indicators.records.places import NONE
from indicators.states import VALUE, Outcome

PLAN = "plan"
"""What is compared with, instead of another period: the plan of the same one."""
MOST_INPUTS = 6
"""A formula of more inputs has more orders of change than anybody waits for."""


@dataclass(frozen=True)
class DifferenceQuestion:
    """One indicator's period against an earlier one, or against its plan where there is no
    ``before``.
    """

    indicator: str
    now: Period
    before: Period | None = None

    @property
    def of_plan(self) -> bool:
        return self.before is None


def dimensions(
    session: Session, question: Question, difference: DifferenceQuestion
) -> Sequence[str]:
    """By what the difference can be divided."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    version = reader.catalogue.in_force(difference.indicator, difference.now.final_year)
    return () if version is None else _dimensions(reader, version.definition, difference)


def _dimensions(
    reader: ProgrammeReader, definition: Definition, difference: DifferenceQuestion
) -> Sequence[str]:
    places = (DISTRICT,) if reader.places.main and _gathers_places(definition) else ()
    # a target is of the whole or of a district, and never of an input or a month
    if difference.of_plan:
        return places
    if definition.kind == "formula":
        return (INPUT,) if len(definition.inputs) <= MOST_INPUTS else ()
    # what is a change already has its difference explained by its own indicator
    if definition.change is not None:
        return ()
    if definition.kind == OBSERVED:
        return (*places, *_reported(reader, definition))
    return (*places, *attributes_of(definition), *_months(definition, difference))


def _reported(reader: ProgrammeReader, definition: Definition) -> Sequence[str]:
    if not _adds_up(definition):
        return ()
    return tuple(ReportedAttributes(reader.scope, definition).values)


def _months(definition: Definition, difference: DifferenceQuestion) -> Sequence[str]:
    """By month of the year; what gathers from the first year has no months of its own."""
    return () if definition.accumulate or difference.now.grain != "year" else (MONTH,)


def _adds_up(definition: Definition) -> bool:
    return definition.combine is not None and definition.combine.places == "sum"


def _gathers_places(definition: Definition) -> bool:
    """Whether the whole is made of its districts: of reported values only by some rules, and of
    formulas and changes never.
    """
    if definition.kind == "formula" or definition.change is not None:
        return False
    return definition.kind != OBSERVED or _adds_up(definition) or is_mean(definition)


def decomposition(
    session: Session, question: Question, difference: DifferenceQuestion, by: str
) -> Decomposition | None:
    """What makes up the difference, by one of its ``dimensions``; None where a side has no value."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    asking = _Asking(session, question.but(indicators=(difference.indicator,)), difference)
    before, now = asking.whole
    version = reader.catalogue.in_force(difference.indicator, difference.now.final_year)
    if version is None:
        return None
    if by == INPUT:
        return _by_inputs(asking, version.definition, before, now)
    parts = pairs(
        asking.parts(difference.before or difference.now, by), asking.parts(difference.now, by)
    )
    return by_parts(version.definition, by, before, now, parts, difference.of_plan)


@dataclass(frozen=True)
class _Asking:
    session: Session
    question: Question
    difference: DifferenceQuestion

    @property
    def whole(self) -> tuple[Answer, Answer]:
        now = self._of(self.difference.now)[0]
        before = self.difference.before
        return (now if before is None else self._of(before)[0]), now

    def inputs(self, codes: Sequence[str], period: Period) -> dict[str, Answer]:
        listed = self._of(period, indicators=codes)
        return {answer.indicator: answer for answer in listed}

    def parts(self, period: Period, by: str) -> Iterator[tuple[str, Answer]]:
        """Each part's key with its answer."""
        if by == DISTRICT:
            for answer in self._of(period, DISTRICT):
                yield answer.district or NONE, answer
        elif by == MONTH:
            for answer in self._answers(period, ("month",)):
                yield answer.period[-2:], answer
        else:
            for answer in self._of(period, split=by):
                if answer.split is not None:
                    yield answer.split, answer

    def _of(self, period: Period, *by: str, **changes: object) -> Sequence[Answer]:
        listed = self._answers(period, (*by, period.grain), **changes)
        return [answer for answer in listed if answer.period == period.label]

    def _answers(self, period: Period, by: tuple[str, ...], **changes: object) -> Sequence[Answer]:
        years = (period.year, period.final_year)
        return answers(self.session, self.question.but(years=years, by=by, **changes))


def _by_inputs(
    asking: _Asking, definition: Definition, before: Answer, now: Answer
) -> Decomposition | None:
    """Each input's share of a formula's difference; None where an input has no value, or where
    definitions changed so that today's formula does not give both values.
    """
    periods = [period for period in (asking.difference.before, asking.difference.now) if period]
    sides = [_known(asking.inputs(definition.inputs, period)) for period in periods]
    earlier, later = sides if len(sides) == 2 else (None, None)
    if earlier is None or later is None or before.exact is None or now.exact is None:
        return None
    listed = shared_out(_evaluation(definition), earlier, later)
    total = Fraction(now.exact) - Fraction(before.exact)
    if listed is None or sum(part.amount for part in listed) != total:
        return None
    return Decomposition(definition, INPUT, SHARED_OUT, before, now, False, total, listed)


def _evaluation(definition: Definition) -> Callable[[Mapping[str, Fraction]], Fraction | None]:
    """The formula as a function of its inputs' values; None where it has no value."""
    tree = formula.parse(required(definition.formula))

    def evaluate(inputs: Mapping[str, Fraction]) -> Fraction | None:
        outcome = tree.evaluate({code: Outcome(VALUE, value) for code, value in inputs.items()})
        return outcome.fraction if outcome.state == VALUE else None

    return evaluate


def _known(inputs: dict[str, Answer]) -> dict[str, Fraction] | None:
    """The inputs' exact values; None where one has none."""
    if any(answer.exact is None for answer in inputs.values()):
        return None
    return {code: Fraction(answer.exact or 0) for code, answer in inputs.items()}
