"""The evaluation of a year: what its parts and its whole come to, step by step."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from indicators.answers.answer import Answer
from indicators.answers.facts import PartFacts, part_facts
from indicators.answers.grid import Grid
from indicators.answers.money import Budgets, read_budgets
from indicators.answers.question import Question
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition
from indicators.evaluation.activities import judged, read_activities
from indicators.evaluation.calculation import ZERO, Total, calculate
from indicators.evaluation.degrees import degree_of
from indicators.evaluation.methodologies import methodology_of
from indicators.evaluation.methodology import PART, PROGRAMME, SINGLE, Methodology, RatingClass
from indicators.evaluation.rating import rating_of
from indicators.evaluation.subjects import (
    PRELIMINARY,
    WITH_DEGREE,
    ActivityFact,
    EvaluationSubject,
    IndicatorDegree,
)
from indicators.states import HIDDEN


@dataclass(frozen=True)
class Evaluated:
    """A part or the programme with its calculation; ``zero`` only where something is missing."""

    subject: EvaluationSubject
    known: Total
    zero: Total | None

    @property
    def totals(self) -> tuple[Total, ...]:
        return (self.known,) if self.zero is None else (self.known, self.zero)


@dataclass(frozen=True)
class Evaluation:
    """A programme's year by a methodology: the whole, and every part.

    ``top`` are the codes of the parts that the programme's sum is made of; ``clock`` is the day it
    was asked on.
    """

    programme: str
    year: int
    methodology: Methodology
    revision: int
    newest: int
    clock: datetime.date
    whole: Evaluated
    parts: tuple[Evaluated, ...]
    top: tuple[str, ...]

    def part(self, code: str) -> Evaluated | None:
        """The evaluation of one part."""
        return next((each for each in self.parts if each.subject.code == code), None)

    @property
    def is_open(self) -> bool:
        """Whether the year is not over."""
        return self.clock <= datetime.date(self.year, 12, 31)

    @property
    def of_sum(self) -> tuple[EvaluationSubject, ...]:
        """The parts that the programme's sum is made of."""
        return tuple(each.subject for each in self.parts if each.subject.code in self.top)

    @property
    def indicators(self) -> tuple[IndicatorDegree, ...]:
        """Every indicator that anything is computed from, once."""
        listed = {
            each.code: each
            for side in (*self.parts, self.whole)
            for each in side.subject.indicators
        }
        return tuple(listed.values())

    @property
    def preliminary(self) -> tuple[str, ...]:
        """The indicators that enter with a preliminary fact."""
        return tuple(each.code for each in self.indicators if each.stage == PRELIMINARY)

    @property
    def is_hidden(self) -> bool:
        """Whether a number that the result is made of is not for whoever asks."""
        rated = self.methodology.main
        return self.whole.known.outcome(rated.of).state == HIDDEN

    @property
    def is_illustrative(self) -> bool:
        """Whether anything that it is made of was made up."""
        return any("illustrative" in each.answer.marks for each in self.indicators) or any(
            each.illustrative for each in self.whole.subject.activities
        )

    @property
    def rating(self) -> RatingClass | None:
        """The class of the programme by what is known."""
        rated = self.methodology.main
        return rating_of(rated, self.whole.known.outcome(rated.of))


class Evaluator:
    """Reads a programme once and evaluates any of its years by any methodology."""

    def __init__(
        self,
        session: Session,
        programme: str,
        as_of: int | None = None,
        on: datetime.date | None = None,
    ) -> None:
        self.reader = ProgrammeReader(session, programme, as_of)
        self.on = on
        self.clock = self.reader.clock(on)

    def methodology(self, code: str | None = None) -> Methodology:
        """A methodology by its code; without one the default of the programme."""
        return methodology_of(self.reader.passport.settings, code)

    @cached_property
    def parts(self) -> tuple[PartFacts, ...]:
        return part_facts(self.reader)

    @cached_property
    def answers(self) -> Mapping[str, Mapping[int, Answer]]:
        """Every indicator's years, for the whole territory."""
        question = Question(self.reader.code, as_of=self.reader.as_of, on=self.on)
        listed: dict[str, dict[int, Answer]] = {}
        for answer in Grid(self.reader, question).answers():
            listed.setdefault(answer.indicator, {})[int(answer.period)] = answer
        return listed

    @cached_property
    def budgets(self) -> Budgets:
        return read_budgets(self.reader)

    @cached_property
    def activities(self) -> tuple[ActivityFact, ...]:
        return read_activities(self.reader)

    @property
    def years(self) -> range:
        return range(self.reader.passport.first_year, self.reader.passport.last_year + 1)

    def definitions(self, year: int) -> Mapping[str, Definition]:
        """The definitions in force in a year."""
        catalogue = self.reader.catalogue
        in_force = {code: catalogue.in_force(code, year) for code in catalogue.codes}
        return {code: version.definition for code, version in in_force.items() if version}

    def evaluate(self, year: int, methodology: Methodology) -> Evaluation:
        """A year by a methodology; refuses a year outside the programme's."""
        self.reader.window((year, year))
        definitions = self.definitions(year)
        degrees = {
            code: degree_of(definition, self.answers[code][year], methodology)
            for code, definition in definitions.items()
        }
        activities = self.judged_activities(year, methodology)
        subjects = [self._part(part, year, degrees, definitions, activities) for part in self.parts]
        top = tuple(part.code for part in self.parts if part.parent is None)
        of_sum = [subject for subject in subjects if subject.code in top]
        whole = self._whole(year, degrees, definitions, activities)
        return Evaluation(
            programme=self.reader.code,
            year=year,
            methodology=methodology,
            revision=self.reader.revision,
            newest=self.reader.newest,
            clock=self.clock,
            whole=evaluated(methodology, whole, of_sum),
            parts=tuple(evaluated(methodology, subject) for subject in subjects),
            top=top,
        )

    def judged_activities(self, year: int, methodology: Methodology) -> tuple[ActivityFact, ...]:
        """The activities of a year with whether each was done in full."""
        definitions = self.definitions(year)
        of_year = [activity for activity in self.activities if activity.year == year]
        return tuple(judged(of_year, self.answers, definitions, methodology, self.clock))

    def _part(
        self,
        part: PartFacts,
        year: int,
        degrees: Mapping[str, IndicatorDegree],
        definitions: Mapping[str, Definition],
        activities: Sequence[ActivityFact],
    ) -> EvaluationSubject:
        below = set(self._with_below(part.code))
        return EvaluationSubject(
            part,
            PART,
            tuple(each for code, each in degrees.items() if definitions[code].part in below),
            tuple(each for each in activities if each.part in below),
            self.budgets.sums(part.code, year),
        )

    def _whole(
        self,
        year: int,
        degrees: Mapping[str, IndicatorDegree],
        definitions: Mapping[str, Definition],
        activities: tuple[ActivityFact, ...],
    ) -> EvaluationSubject:
        """The programme: by the indicators that hang on no part, or by all where it has none such
        with a plan (ours).
        """
        own = tuple(each for code, each in degrees.items() if definitions[code].part is None)
        has_own = any(each.case in WITH_DEGREE or each.is_missing or each.is_hidden for each in own)
        level = PROGRAMME if any(part.parent is None for part in self.parts) else SINGLE
        return EvaluationSubject(
            None,
            level,
            own if has_own else tuple(degrees.values()),
            activities,
            self.budgets.sums(None, year),
            own_indicators=has_own or level == SINGLE,
        )

    def _with_below(self, code: str) -> Iterator[str]:
        yield code
        for part in self.parts:
            if part.parent == code:
                yield from self._with_below(part.code)


def evaluated(
    methodology: Methodology, subject: EvaluationSubject, parts: Sequence[EvaluationSubject] = ()
) -> Evaluated:
    """A subject's calculation, twice where facts are missing."""
    known = calculate(methodology, subject, parts)
    missing = any(is_missing(each) for each in (subject, *parts))
    return Evaluated(
        subject, known, calculate(methodology, subject, parts, ZERO) if missing else None
    )


def is_missing(subject: EvaluationSubject) -> bool:
    """Whether a fact of a planned indicator, or of an activity's, is missing."""
    return any(each.is_missing for each in subject.indicators) or any(
        activity.is_done is None and not activity.is_hidden for activity in subject.activities
    )


def evaluation(
    session: Session,
    programme: str,
    year: int,
    methodology: str | None = None,
    as_of: int | None = None,
    on: datetime.date | None = None,
) -> Evaluation:
    """A programme's year by a methodology, the programme's default unless one is named."""
    evaluator = Evaluator(session, programme, as_of, on)
    return evaluator.evaluate(year, evaluator.methodology(methodology))
