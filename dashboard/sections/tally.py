"""How many indicators are achieved, over-fulfilled, at risk, not achieved or cannot be determined."""

from collections import Counter
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import words
from dashboard.asked import BEHIND_PLAN, Asked
from dashboard.components import status
from dashboard.components.attributes import aria
from dashboard.components.links import link
from dashboard.components.panels import empty_note
from dashboard.language import _, ngettext
from dashboard.sections import matrix
from dashboard.sections.overview import Overview
from indicators.achievement import BEHIND


def draw(asked: Asked) -> list[Component]:
    """A tile a status, those without a plan said beneath."""
    shown = Overview(asked)
    counted = Counter(answer.status for answer in shown.now)
    return [
        html.H2(_("Indicators in {year}").format(year=shown.year), className="section-title"),
        *(_tiles(shown, counted) if len(shown.now) > counted[None] else [_unplanned(shown)]),
    ]


def _tiles(shown: Overview, counted: Counter[str | None]) -> list[Component]:
    names = words.status_key(shown.now)
    return [
        html.Ul([_item(shown, code, name, counted[code]) for code, name in names.items()], className="tally"),
        html.P(_beneath(shown, counted), className="tally-note"),
    ]


def _unplanned(shown: Overview) -> Component:
    """Five noughts would look like a verdict."""
    known = sum(answer.value is not None for answer in shown.now)
    values = ngettext("{number} indicator has a value.", "{number} indicators have values.", known)
    sentence = _("No indicator has a plan for this year, so none has a status.")
    return empty_note(f"{sentence} {values}")


def _item(shown: Overview, code: str, name: str, number: int) -> Component:
    """The way to the indicators that it counts; nothing is behind a nought."""
    empty = "" if number else " tally__item--empty"
    said = [html.Span(str(number), className="tally__number"), status.chip(code, name)]
    if number:
        way = f"{shown.asked.href(status=code)}#{matrix.ANCHOR}"
        chosen = aria(current="true" if code == shown.asked.status else None)
        said = [link(said, way, className="tally__way", **chosen)]
    return html.Li(said, className=f"tally__item tally__item--{code}{empty}")


def _beneath(shown: Overview, counted: Counter[str | None]) -> list[Any]:
    """The way to all that is behind its plan; how many there are in all, and without a plan for the year."""
    everything, without, late = len(shown.now), counted[None], sum(counted[status] for status in BEHIND)
    said = [ngettext("{number} indicator in all.", "{number} indicators in all.", everything)]
    if without:
        said.append(ngettext("{number} has no plan for this year.", "{number} have no plan for this year.", without))
    if not late:
        return [" ".join(said)]
    sentence = _("Behind plan: {number}, the worst first").format(number=late)
    chosen = aria(current="true" if shown.asked.status == BEHIND_PLAN else None)
    way = link(sentence, f"{shown.asked.href(status=BEHIND_PLAN)}#{matrix.ANCHOR}", **chosen)
    return [way, f". {' '.join(said)}"]
