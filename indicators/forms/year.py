"""A programme's year as forms read it: the tree of parts with what hangs on each, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from data.refusals import Names
from indicators.answers.answer import Answer
from indicators.answers.deviations import ReasonAt, ReasonFacts, reasons
from indicators.answers.facts import PartFacts
from indicators.definition import Definition
from indicators.evaluation.evaluation import Evaluation, Evaluator
from indicators.evaluation.methodologies import methodology
from indicators.evaluation.subjects import ActivityFact
from indicators.forms.form import FormQuestion
from indicators.forms.money import FormMoney


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
        self.reader.window((self.year, self.year))

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The definitions in force in the year."""
        return self.evaluator.definitions(self.year)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The year by the default methodology."""
        return self.evaluator.evaluate(self.year, methodology())

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
        written = self.reasons.get((code, self.year))
        return written.text if written is not None else None
