"""The deck that every programme has without anybody making it: where it stands, what matters, what
is behind.
"""

from collections.abc import Iterator, Sequence

from dashboard.request import PageRequest
from dashboard.sections.overview import Overview
from dashboard.text.labels import short_programme_name
from data import clock
from data.decks import Deck, SlideText
from indicators.answers.answer import Answer
from indicators.answers.money import money_by_year
from indicators.decisions.meetings import previous_meeting
from indicators.definition import Definition

CHARTS = 8
"""Key indicators with a slide of their own."""

LEAST_YEARS = 3
"""Known years from which on an indicator has a slide of its own beside its card."""


def deck_of(page_request: PageRequest) -> Deck:
    """Title, state, key numbers, what came of the last meeting, each key indicator, districts, what
    is behind plan, money.
    """
    facts = page_request.facts
    slides = tuple(_slides(page_request))
    return Deck(facts.code, facts.code, short_programme_name(facts), slides)


def _slides(page_request: PageRequest) -> Iterator[SlideText]:
    overview, facts = Overview(page_request), page_request.facts
    keys = [overview.definition(answer.indicator) for answer in overview.key][:CHARTS]
    counted = [definition for definition in keys if definition.kind in ("count", "sum", "distinct")]
    planned = any(answer.plan is not None for answer in overview.answers)
    yield from (SlideText(kind) for kind in ("title", *(["state"] if planned else []), "numbers"))
    if page_request.asker.read(previous_meeting, facts.code, clock.today()):
        yield from (SlideText(kind) for kind in ("decisions", "changes"))
    yield from (
        SlideText("plan_and_fact", _address(each))
        for each in keys
        if _is_a_trend(overview.by_indicator[each.code])
    )
    if facts.places.main:
        yield from (
            SlideText("districts", _address(definition)) for definition in (counted or keys)[:2]
        )
    yield from (SlideText("within_year", _address(definition)) for definition in counted[:1])
    # of a single year the cards have said it all
    years = ["matrix"] if facts.first_year < facts.last_year else []
    yield from (SlideText(kind) for kind in (*years, *(["behind_plan"] if planned else [])))
    if page_request.asker.ask(money_by_year, facts.code, page_request.as_of):
        yield SlideText("money")


def _address(definition: Definition) -> str:
    return f"/indicator/{definition.code}"


def _is_a_trend(answers: Sequence[Answer]) -> bool:
    """Whether years make a picture; one or two bars say no more than the card of the indicator
    does.
    """
    return sum(answer.value is not None for answer in answers) >= LEAST_YEARS
