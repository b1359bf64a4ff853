"""The state of the programme: how many indicators stand how."""

from collections import Counter
from collections.abc import Mapping

from dashboard import words
from dashboard.council.findings import sentence
from dashboard.council.projected import Projected
from dashboard.council.report import Card, Counted, Slide
from dashboard.language import _
from dashboard.sections.overview import Overview
from indicators.achievement import WORST_FIRST

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
    names = words.status_key(shown.now)
    cards = tuple(_card(status, name, counted[status]) for status, name in names.items())
    return Slide("state", title, finding=_finding(planned, counted, names), text=text, cards=cards)


def _finding(planned: int, counted: Counter[str | None], names: Mapping[str, str]) -> str:
    """How many have a plan, and of them the worst first."""
    parts = [f"{names[status].lower()}: {counted[status]}" for status in WORST_FIRST if counted[status]]
    return sentence(_("indicators with a plan: {number}").format(number=planned), *parts)


def _card(status: str, name: str, number: int) -> Card:
    return Card(name, str(number), "", "", "", status, name, Counted(number))
