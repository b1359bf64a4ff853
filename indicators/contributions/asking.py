"""Asking for a decomposition: the answers of both sides, whole and in parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from indicators import formula
from indicators.answers.answer import Answer
from indicators.answers.disaggregation import OBSERVED, attributes_of
from indicators.answers.grid import Grid
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.contributions.decomposition import (
    DISTRICT,
    INPUT,
    MONTH,
    Decomposition,
    DifferenceQuestion,
    PartAnswers,
    by_parts,
    is_mean,
)
from indicators.contributions.inputs import by_inputs
from indicators.contributions.organisations import (
    ORGANISATION,
    aggregate_by_organisation,
    by_organisations,
)
from indicators.definition import Definition, required
from indicators.definition.kinds import ORDERED
from indicators.engine.disaggregated import ReportedAttributes
from indicators.periods import ITSELF, Period
from indicators.records.places import NONE

PLAN = "plan"
"""What is compared with, instead of another period: the plan of the same one."""
MOST_INPUTS = 6
"""A formula of more inputs has more orders of change than anybody waits for."""


def dimensions(
    session: Session, question: Question, difference: DifferenceQuestion
) -> Sequence[str]:
    """By what the difference can be divided."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    version = reader.catalogue.in_force(difference.indicator, difference.now.final_year)
    listed = () if version is None else _dimensions(reader, version.definition, difference)
    return tuple(by for by in listed if not _is_secret(reader, difference.indicator, by))


def _is_secret(reader: ProgrammeReader, code: str, by: str) -> bool:
    """Whether records are looked at that may be of few persons: no answer has said what each
    organisation brought.
    """
    suppression = reader.suppression
    return by == ORGANISATION and suppression is not None and suppression.concerns(code)


def _dimensions(
    reader: ProgrammeReader, definition: Definition, difference: DifferenceQuestion
) -> Sequence[str]:
    # an order statistic is not divided: those of its parts say nothing of how the whole's came about
    if any(aggregate.kind in ORDERED for aggregate in definition.aggregates):
        return ()
    places = (DISTRICT,) if reader.places.main and _gathers_places(definition) else ()
    # a target is of the whole or of a district, and never of an input or a month
    if difference.of_plan:
        return places
    if definition.kind == "formula":
        return (INPUT,) if _divides_by_inputs(definition) else ()
    # what is a change already has its difference explained by its own indicator
    if definition.change is not None:
        return ()
    if definition.kind == OBSERVED:
        return (*places, *_reported(reader, definition))
    organisations = _organisations(definition, difference)
    return (
        *places,
        *attributes_of(definition),
        *_months(definition, difference),
        *organisations,
    )


def _divides_by_inputs(definition: Definition) -> bool:
    """Whether a formula is made of no more than the numbers of its own place and period."""
    elsewhere = formula.parse(required(definition.formula)).elsewhere
    return elsewhere is None and len(definition.inputs) <= MOST_INPUTS


def _reported(reader: ProgrammeReader, definition: Definition) -> Sequence[str]:
    if not _adds_up(definition):
        return ()
    return tuple(ReportedAttributes(reader.scope, definition).values)


def _months(definition: Definition, difference: DifferenceQuestion) -> Sequence[str]:
    """By month of the year; what gathers from earlier ones has no months of its own."""
    gathers = definition.gathering != ITSELF
    return () if gathers or difference.now.grain != "year" else (MONTH,)


def _organisations(definition: Definition, difference: DifferenceQuestion) -> Sequence[str]:
    """By organisation, of whole years: who came, who left, who asked for more."""
    divides = aggregate_by_organisation(definition) is not None
    return (ORGANISATION,) if divides and difference.now.grain == "year" else ()


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
    asking = _Asking(reader, question.but(indicators=(difference.indicator,)), difference)
    before, now = asking.whole
    version = reader.catalogue.in_force(difference.indicator, difference.now.final_year)
    if version is None or _is_secret(reader, difference.indicator, by):
        return None
    if by == INPUT:
        return by_inputs(version.definition, before, now, asking.inputs(version.definition))
    if by == ORGANISATION:
        return by_organisations(reader.scope, version.definition, before, now)
    parts = asking.parts(by)
    return by_parts(version.definition, by, before, now, parts, difference.of_plan)


@dataclass(frozen=True)
class _Asking:
    reader: ProgrammeReader
    question: Question
    difference: DifferenceQuestion

    @property
    def whole(self) -> tuple[Answer, Answer]:
        now = self._of(self.difference.now)[0]
        before = self.difference.before
        return (now if before is None else self._of(before)[0]), now

    def inputs(self, definition: Definition) -> tuple[Mapping[str, Answer], Mapping[str, Answer]]:
        """The inputs of a formula, before and now."""
        periods = (self.difference.before or self.difference.now, self.difference.now)
        before, now = (self._of(period, indicators=definition.inputs) for period in periods)
        return {each.indicator: each for each in before}, {each.indicator: each for each in now}

    def parts(self, by: str) -> PartAnswers:
        """Each part's answers before and now, by its key; a plan's are both the answer of now."""
        now = dict(self._parts(self.difference.now, by))
        before = self.difference.before
        earlier = now if before is None else dict(self._parts(before, by))
        return {key: (earlier.get(key), now.get(key)) for key in {**earlier, **now}}

    def _parts(self, period: Period, by: str) -> Iterator[tuple[str, Answer]]:
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
        question = self.question.but(years=years, by=by, **changes)
        return tuple(Grid(self.reader, question).answers())
