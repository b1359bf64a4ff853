"""The state of the programme: how many indicators stand how."""

from collections import Counter
from collections.abc import Mapping

from dashboard.council.projected import SlideRequest
from dashboard.report import Card, CardNumbers, Slide
from dashboard.sections.overview import Overview
from dashboard.text import labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.achievement import WORST_FIRST

PLACE = 10
OF_INDICATOR = False


def name() -> str:
    return _("State of the programme")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A number a status."""
    overview = Overview(slide_request)
    counted = Counter(answer.status for answer in overview.now)
    planned = len(overview.now) - counted[None]
    title = overview.titled(_("State of the programme, {year}").format(year=overview.year))
    if not planned:
        return Slide("state", title, text=text, missing=_("No indicator has a plan for this year."))
    names = labels.status_key(overview.now)
    cards = tuple(_card(status, name, counted[status]) for status, name in names.items())
    return Slide("state", title, finding=_finding(planned, counted, names), text=text, cards=cards)


def _finding(planned: int, counted: Counter[str | None], names: Mapping[str, str]) -> str:
    """How many have a plan, and of them the worst first."""
    parts = [
        f"{names[status].lower()}: {counted[status]}" for status in WORST_FIRST if counted[status]
    ]
    return sentence(_("indicators with a plan: {number}").format(number=planned), *parts)


def _card(status: str, name: str, number: int) -> Card:
    return Card(name, str(number), "", "", "", status, name, CardNumbers(number))
