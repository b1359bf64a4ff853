"""The pace of the year that an indicator's page speaks of, while it is under way."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.sections.subject import Subject
from dashboard.text.pace import pace_rule, pace_sentence
from indicators.answers.answer import Answer
from indicators.answers.pace import YearPace, pace_of
from indicators.periods import parse


def read_pace(subject: Subject, answers: Sequence[Answer], year: Answer) -> YearPace | None:
    """By the whole ``year``'s answer and its ``answers`` from the year's start; nothing of a year
    that is over or has no plan.
    """
    if not answers or year.clock is None or year.clock.year != subject.year:
        return None
    before = subject.year - 1
    grain = parse(answers[0].period).grain
    earlier: Sequence[Answer] = ()
    if before >= subject.page_request.facts.first_year:
        earlier = subject.answers(years=(before, before), by=(grain,), within_year=True)
    return pace_of(subject.definition, year.plan, answers, earlier, year.clock)


def sentences(subject: Subject, answers: Sequence[Answer], year: Answer) -> list[Component]:
    """What the year comes to at this pace, and by which rule; nothing where there is no pace."""
    pace = read_pace(subject, answers, year)
    if pace is None:
        return []
    text = pace_sentence(subject.definition, pace)
    return [
        html.P(f"{text[:1].upper()}{text[1:]}.", className="panel__finding"),
        html.P(pace_rule(), className="panel__note"),
    ]
