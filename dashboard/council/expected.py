"""What a year under way may come to: always an estimate, and always said to be one."""

from decimal import Decimal

from dashboard.sections.indicator.pace import read_pace
from dashboard.sections.indicator.within_year import finest, of_year
from dashboard.sections.subject import Subject
from dashboard.text import labels
from dashboard.text.language import _
from dashboard.text.pace import pace_sentence
from indicators.answers.expectation import expected


def expectation(subject: Subject) -> str:
    """The sentence of a year that has begun and not ended: its pace against its plan, or without one
    what it may come to; nothing for other years and for what is no sum.
    """
    today = subject.now.clock
    if today is None or subject.year != today.year or not subject.definition.adds_up_over_years:
        return ""
    answers = finest(subject)
    pace = read_pace(subject, answers, of_year(subject))
    if pace is not None:
        return pace_sentence(subject.definition, pace)
    value = (
        expected([answer.value for answer in answers], _years_before(subject, len(answers)))
        if answers
        else None
    )
    if value is None:
        return ""
    return _("expected by the end of the year: about {value} (an estimate)").format(
        value=labels.value_text(subject.definition, value)
    )


def _years_before(subject: Subject, parts: int) -> list[list[Decimal | None]]:
    grain = {12: "month", 4: "quarter", 2: "half"}[parts]
    first = max(subject.page_request.facts.first_year, subject.year - 3)
    years = range(first, subject.year)
    earlier = [subject.answers(years=(year, year), by=(grain,), within_year=True) for year in years]
    return [[answer.value for answer in answers] for answers in earlier]
