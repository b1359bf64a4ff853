"""The deck that every programme has without anybody making it: where it stands, what matters, what
is behind.
"""

from collections.abc import Iterator, Sequence

from dashboard.council.kinds.numbers import MOST as CARDS
from dashboard.request import PageRequest
from dashboard.sections.findings import read_findings
from dashboard.sections.overview import Overview
from dashboard.text.labels import short_programme_name
from data import clock
from data.decks import Deck, SlideText
from indicators.answers.achievement import BEHIND, UNDETERMINED
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
    opening = ("title", *_counted_statuses(overview), "numbers", *_findings(page_request, overview))
    yield from (SlideText(kind) for kind in opening)
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
    yield from (SlideText(kind) for kind in (*years, *_late(overview)))
    if page_request.asker.ask(money_by_year, facts.code, page_request.as_of):
        yield SlideText("money")


def _counted_statuses(overview: Overview) -> Sequence[str]:
    """The slide that counts statuses, unless every one of them stands on a card anyway."""
    planned = {answer.indicator for answer in overview.now if answer.status is not None}
    return () if planned <= _carded(overview) else ("state",)


def _findings(page_request: PageRequest, overview: Overview) -> Sequence[str]:
    """What stands out, where the cards have all indicators and a meeting would be short."""
    is_small = set(overview.by_indicator) <= _carded(overview)
    return ("findings",) if is_small and any(read_findings(page_request).topics.values()) else ()


def _carded(overview: Overview) -> set[str]:
    return {answer.indicator for answer in overview.key[:CARDS]}


def _late(overview: Overview) -> Sequence[str]:
    """The slide of what is behind its plan, where something is or nobody can tell."""
    late = any(answer.status in (*BEHIND, UNDETERMINED) for answer in overview.now)
    return ("behind_plan",) if late else ()


def _address(definition: Definition) -> str:
    return f"/indicator/{definition.code}"


def _is_a_trend(answers: Sequence[Answer]) -> bool:
    """Whether years make a picture; one or two bars say no more than the card of the indicator
    does.
    """
    return sum(answer.value is not None for answer in answers) >= LEAST_YEARS
