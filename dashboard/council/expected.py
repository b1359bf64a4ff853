"""What a year under way may come to: always an estimate, and always said to be one."""

from datetime import date
from decimal import Decimal

from dashboard import words
from dashboard.language import _
from dashboard.sections.by_district import adds_up
from dashboard.sections.subject import Subject
from dashboard.sections.within_year import finest
from indicators.expectation import expected


def expectation(shown: Subject) -> str:
    """The sentence of a year that has begun and not ended; nothing for other years and for what is no sum."""
    today = shown.asked.base.on or date.today()
    if shown.year != today.year or not adds_up(shown.definition) or shown.definition.kind == "distinct":
        return ""
    answers = finest(shown)
    value = expected([answer.value for answer in answers], _years_before(shown, len(answers))) if answers else None
    if value is None:
        return ""
    return _("expected by the end of the year: about {value} (an estimate)").format(
        value=words.value_text(shown.definition, value)
    )


def _years_before(shown: Subject, parts: int) -> list[list[Decimal | None]]:
    grain = {12: "month", 4: "quarter", 2: "half"}[parts]
    first = max(shown.asked.facts.first_year, shown.year - 3)
    years = range(first, shown.year)
    asked = [shown.answers(years=(year, year), by=(grain,), within_year=True) for year in years]
    return [[answer.value for answer in answers] for answers in asked]
