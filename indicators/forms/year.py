"""A programme's year as forms read it: the tree of parts with what hangs on each, read once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from data.refusals import Names
from indicators.answers.answer import Answer
from indicators.answers.deviations import ReasonAt, ReasonFacts, reasons
from indicators.answers.facts import PartFacts
from indicators.answers.grid import Grid
from indicators.answers.money import COLUMNS
from indicators.answers.question import Question
from indicators.definition import Definition
from indicators.evaluation.evaluation import Evaluation, Evaluator
from indicators.evaluation.subjects import ActivityFact
from indicators.forms.form import FormQuestion
from indicators.forms.money import FormMoney
from indicators.forms.opening import OpeningMoney, opening_money
from indicators.periods import RANGE, Period, days_of, days_of_years
from indicators.records.place_sets import SEPARATOR

LAST_QUARTER = 4


@dataclass(frozen=True)
class Branch:
    """A part, or the programme (null), with what hangs on it alone; ``level`` is its depth."""

    part: PartFacts | None
    level: int
    indicators: tuple[str, ...]
    activities: tuple[ActivityFact, ...]

    @property
    def code(self) -> str | None:
        return self.part.code if self.part is not None else None


class FormYear:
    """What every form of a year is filled with."""

    def __init__(self, session: Session, question: FormQuestion) -> None:
        self.question, self.year, self.session = question, question.year, session
        self.evaluator = Evaluator(session, question.programme, question.as_of, question.on)
        self.reader = self.evaluator.reader
        self.period = question.period
        self.reader.window((self.period.year, self.period.final_year))

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The definitions in force in the year."""
        return self.evaluator.definitions(self.year)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The year by the programme's default methodology."""
        return self.evaluator.evaluate(self.year, self.evaluator.methodology())

    @property
    def activities(self) -> tuple[ActivityFact, ...]:
        """The activities of the year, judged whether they were done in full."""
        return self.evaluation.whole.subject.activities

    @cached_property
    def money(self) -> FormMoney:
        return FormMoney(self.evaluator.budgets, self.evaluator.parts, self.activities, self.year)

    @property
    def programme(self) -> Names:
        """The programme's name."""
        name: Names = self.reader.passport.texts.get("name", {})
        return name

    def answer(self, code: str) -> Answer:
        """An indicator's year, for the whole territory."""
        return self.evaluator.answers[code][self.year]

    def before(self, code: str) -> Answer | None:
        """The year before; null before the programme's first."""
        return self.evaluator.answers[code].get(self.year - 1)

    @cached_property
    def targeted(self) -> tuple[str, ...]:
        """The indicators with a plan for any year of the programme: only they are target ones."""
        return tuple(
            code
            for code in self.definitions
            if any(each.plan is not None for each in self.evaluator.answers[code].values())
        )

    def branches(self) -> Iterator[Branch]:
        """The programme, then each part with all below it."""
        yield self._branch(None, 0)
        yield from self._below(None, 1)

    def _below(self, parent: str | None, level: int) -> Iterator[Branch]:
        for part in self.evaluator.parts:
            if part.parent == parent:
                yield self._branch(part, level)
                yield from self._below(part.code, level + 1)

    def _branch(self, part: PartFacts | None, level: int) -> Branch:
        code = part.code if part is not None else None
        return Branch(
            part,
            level,
            tuple(each for each in self.targeted if self.definitions[each].part == code),
            tuple(each for each in self.activities if each.part == code),
        )

    @property
    def quarter(self) -> int:
        """The quarter to whose end everything is counted: a whole year ends with the last."""
        return self.question.quarter or LAST_QUARTER

    @property
    def money_columns(self) -> tuple[str, ...]:
        """The columns of money that are known of the question's period."""
        return COLUMNS if self.quarter == LAST_QUARTER else COLUMNS[:2]

    def so_far(self, code: str) -> Answer:
        """An indicator from January to the end of the quarter, or to the end of the year."""
        if self.quarter == LAST_QUARTER:
            return self.answer(code)
        return self._so_far[code]

    @cached_property
    def of_question(self) -> Mapping[str, Answer]:
        """Each indicator of the question's days, else from January on."""
        if self.question.is_of_whole:
            return {code: self.so_far(code) for code in self.definitions}
        return self.in_period

    @cached_property
    def _so_far(self) -> Mapping[str, Answer]:
        question = Question(
            self.question.programme,
            years=(self.year, self.year),
            by=("quarter",),
            within_year=True,
            as_of=self.question.as_of,
            on=self.question.on,
        )
        label = Period(self.year, "quarter", self.quarter).label
        answers = Grid(self.reader, question).answers()
        return {each.indicator: each for each in answers if each.period == label}

    @cached_property
    def in_period(self) -> Mapping[str, Answer]:
        """Each indicator of the question's days and districts, or of its year; those in force then."""
        period = self.period
        question = Question(
            self.question.programme,
            tuple(self.definitions),
            (period.year, period.final_year),
            (RANGE if period.days is not None else period.grain,),
            district=self.question.district,
            as_of=self.question.as_of,
            on=self.question.on,
            period=period,
        )
        answers = Grid(self.reader, question).answers()
        return {each.indicator: each for each in answers if each.indicator in self.definitions}

    @cached_property
    def done_in_period(self) -> Sequence[ActivityFact]:
        """The activities that were done in the question's days or year, by that day; none of single
        districts, to which they do not belong.
        """
        if self.question.district is not None:
            return ()
        period = self.period
        first, last = days_of(period) or days_of_years(period.year, period.final_year)
        until = min(last, self.evaluator.clock)
        listed = [
            (each.done_on, each.number, each)
            for each in self.evaluator.activities
            if each.done_on is not None and first <= each.done_on <= until
        ]
        return [each for *_order, each in sorted(listed, key=lambda row: row[:2])]

    @cached_property
    def districts(self) -> tuple[Names, ...]:
        """What the question's districts are called."""
        codes = (self.question.district or "").split(SEPARATOR)
        by_code = self.reader.places.by_code
        return tuple(by_code[code].names for code in codes if code in by_code)

    @cached_property
    def opening(self) -> OpeningMoney | None:
        """The money of the year as it was known on its 1 January; null where nothing was."""
        return opening_money(self.reader, self.year)

    def below(self, part: str | None) -> Iterator[ActivityFact]:
        """The activities of a part and of all parts below it."""
        for activity in self.activities:
            if part is None or activity.part == part:
                yield activity
        if part is not None:
            for each in self.evaluator.parts:
                if each.parent == part:
                    yield from self.below(each.code)

    @property
    def responsible(self) -> Names:
        """Who answers for the programme, by its passport."""
        names: Names = self.reader.passport.texts.get("responsible", {})
        return names

    @cached_property
    def reasons(self) -> Mapping[ReasonAt, ReasonFacts]:
        """Why actuals are not their plans, where somebody has written it."""
        return reasons(self.session, self.question.programme, self.year, self.question.as_of)

    def reason(self, code: str) -> str | None:
        """The reason of an indicator's year."""
        reason_facts = self.reasons.get((code, self.year))
        return reason_facts.text if reason_facts is not None else None
