"""The state of the programme: how many indicators stand how."""

from collections import Counter

from dashboard import words
from dashboard.council.findings import sentence
from dashboard.council.projected import Projected
from dashboard.council.report import Card, Counted, Slide
from dashboard.language import _
from dashboard.sections.overview import Overview
from indicators.achievement import STATUSES

PLACE = 10
OF_INDICATOR = False


def name() -> str:
    return _("State of the programme")


def make(asked: Projected, text: str) -> Slide:
    """A number a status."""
    shown = Overview(asked)
    counted = Counter(answer.status for answer in shown.now)
    planned = len(shown.now) - counted[None]
    title = _("State of the programme, {year}").format(year=shown.year)
    if not planned:
        return Slide("state", title, text=text, missing=_("No indicator has a plan for this year."))
    return Slide("state", title, finding=_finding(planned, counted), text=text, cards=_cards(counted))


def _finding(planned: int, counted: Counter[str | None]) -> str:
    parts = [f"{words.status_name(status).lower()}: {counted[status]}" for status in STATUSES if counted[status]]
    return sentence(_("indicators with a plan: {number}").format(number=planned), *parts)


def _cards(counted: Counter[str | None]) -> tuple[Card, ...]:
    return tuple(_card(status, counted[status]) for status in STATUSES)


def _card(status: str, number: int) -> Card:
    name = words.status_name(status)
    return Card(name, str(number), "", "", "", status, name, Counted(number))
