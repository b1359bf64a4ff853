"""What the yearly report says: indicators by status, activities, money, the result, what would help."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from data.refusals import Names, refuse
from indicators.answers.answer import Answer
from indicators.answers.money import Sums
from indicators.definition import Definition
from indicators.evaluation.evaluation import Evaluation
from indicators.evaluation.improvement import Improvement, improvement
from indicators.evaluation.subjects import ActivityFact
from indicators.forms.form import FormQuestion, words
from indicators.forms.kinds import check_whole
from indicators.forms.sources import has_illustrative, sources_of
from indicators.forms.year import FormYear

CODE = "annual"
NAME = words(("Годовой отчёт о ходе реализации программы", "Yearly report on the programme"))


@dataclass(frozen=True)
class AnnualIndicator:
    """A target indicator with a plan for the year, and the reason that was written."""

    definition: Definition
    answer: Answer
    reason: str | None


@dataclass(frozen=True)
class AnnualFacts:
    """A programme's year for its report; ``sources`` of money are empty where none are stated."""

    question: FormQuestion
    programme: Names
    responsible: Names
    revision: int
    clock: datetime.date
    indicators: tuple[AnnualIndicator, ...]
    activities: tuple[ActivityFact, ...]
    money: Sums
    funding: Mapping[str, Sums]
    evaluation: Evaluation
    improvement: Improvement
    data_sources: tuple[str, ...]
    illustrative: bool

    def by_status(self, *statuses: str | None) -> tuple[AnnualIndicator, ...]:
        """The indicators of some statuses; ``None`` are those that are not due."""
        return tuple(each for each in self.indicators if each.answer.status in statuses)


def annual_facts(session: Session, question: FormQuestion) -> AnnualFacts:
    """What the report of a year is written from; refuses a quarter, days, districts, and a year
    outside the programme.
    """
    if question.quarter is not None:
        raise refuse("form_quarter_needless", form=NAME)
    check_whole(question, NAME)
    year = FormYear(session, question)
    return AnnualFacts(
        question=question,
        programme=year.programme,
        responsible=year.responsible,
        revision=year.reader.revision,
        clock=year.evaluator.clock,
        indicators=tuple(
            _indicator(year, code) for code in year.targeted if _is_planned(year, code)
        ),
        activities=year.activities,
        money=year.money.sums(None),
        funding=year.money.sources(None),
        evaluation=year.evaluation,
        improvement=improvement(year.evaluation),
        data_sources=sources_of(year),
        illustrative=has_illustrative(year),
    )


def _is_planned(year: FormYear, code: str) -> bool:
    return year.answer(code).plan is not None


def _indicator(year: FormYear, code: str) -> AnnualIndicator:
    return AnnualIndicator(year.definitions[code], year.answer(code), year.reason(code))
