"""How many indicators are achieved, over-fulfilled, at risk, not achieved or cannot be determined."""

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.asked import Asked
from dashboard.components import status
from dashboard.language import _, ngettext
from dashboard.sections.overview import Overview
from indicators.achievement import STATUSES


def draw(asked: Asked) -> list[Component]:
    """A tile a status, those without a plan said beneath."""
    shown = Overview(asked)
    counted = Counter(answer.status for answer in shown.now)
    return [
        html.H2(_("Indicators in {year}").format(year=shown.year), className="section-title"),
        html.Ul([_item(code, counted[code]) for code in STATUSES], className="tally"),
        html.P(_beneath(len(shown.now), counted[None]), className="tally-note"),
    ]


def _item(code: str, number: int) -> Component:
    empty = "" if number else " tally__item--empty"
    return html.Li(
        [html.Span(str(number), className="tally__number"), status.chip(code)],
        className=f"tally__item tally__item--{code}{empty}",
    )


def _beneath(everything: int, without: int) -> str:
    """All of them, and those that no plan was set for or whose year is not due."""
    sentence = ngettext("{number} indicator in all.", "{number} indicators in all.", everything)
    if not without:
        return sentence
    unplanned = ngettext("{number} has no plan for this year.", "{number} have no plan for this year.", without)
    return f"{sentence} {unplanned}"
