"""What meetings have decided: who is to act, by when, and the number then and now."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, left_out
from dashboard.components.stacked import stacked_table
from dashboard.request import PageRequest
from dashboard.sections.subject import read_subject
from dashboard.sections.table_panel import table_panel
from dashboard.text import decisions as texts
from dashboard.text import formats
from dashboard.text.language import _
from indicators.decisions.numbers import DecisionNumbers, decision_numbers
from indicators.engine.readings import ILLUSTRATIVE

ANCHOR = "decisions"
MOST = 100
"""So many are listed; the address of the programs has all of them."""


def read_decisions(page_request: PageRequest) -> tuple[DecisionNumbers, ...]:
    """Every decision of the programme, as of the page's revision and day."""
    code, as_of = page_request.facts.code, page_request.as_of
    listed: tuple[DecisionNumbers, ...] = page_request.asker.ask(
        decision_numbers, code, as_of, page_request.base.on
    )
    return listed


def draw(page_request: PageRequest) -> Component | None:
    """The decisions about the page's indicator; nothing where there are none."""
    code = read_subject(page_request).code
    return _listed(
        page_request,
        [each for each in read_decisions(page_request) if each.decision.indicator == code],
    )


def of_programme(page_request: PageRequest) -> Component | None:
    """All decisions, the last meeting first; nothing where there are none."""
    return _listed(page_request, read_decisions(page_request))


def _listed(page_request: PageRequest, listed: Sequence[DecisionNumbers]) -> Component | None:
    if not listed:
        return None
    columns = [
        TableColumn(_("Decision")),
        TableColumn(_("Meeting"), short=True),
        TableColumn(_("Was"), number=True),
        TableColumn(_("Is now"), number=True),
        TableColumn(_("Owner"), short=True),
        TableColumn(_("By when"), short=True),
        TableColumn(_("State"), short=True),
    ]
    rows = [_row(page_request, each) for each in listed[:MOST]]
    title = _("Decisions of meetings")
    return table_panel(
        page_request,
        title,
        [stacked_table(columns, rows, caption=title), *_left_out(len(listed) - MOST)],
        note=_("The number is as the meeting saw it, and as it is now."),
        wide=True,
        anchor=ANCHOR,
    )


def _row(page_request: PageRequest, each: DecisionNumbers) -> list[Any]:
    decision = each.decision
    marks = status.marks([ILLUSTRATIVE] if decision.illustrative else [])
    outcome = (
        html.Div(_("Outcome: {text}").format(text=decision.outcome)) if decision.outcome else None
    )
    return [
        html.Div([decision.text, " ", *marks, _subject(page_request, each), outcome]),
        formats.date(decision.held_on),
        texts.number_text(each.then),
        texts.number_text(each.now),
        decision.owner,
        formats.date(decision.due_on),
        status.chip(texts.VARIANTS[each.state], texts.state_name(each.state)),
    ]


def _subject(page_request: PageRequest, each: DecisionNumbers) -> Component | None:
    """What it is about, and the way there."""
    text = texts.subject_text(page_request.facts, each)
    if not text:
        return None
    known = each.decision.indicator in page_request.facts.catalogue.versions
    return html.Div(link(text, subject_url(page_request, each)) if known else text)


def subject_url(page_request: PageRequest, each: DecisionNumbers) -> str:
    """The indicator's page in the period and district of a decision; the list without one."""
    code = each.decision.indicator
    if code not in page_request.facts.catalogue.versions:
        return f"{page_request.page('/council')}#{ANCHOR}"
    district = each.decision.district
    known = district if district in page_request.facts.places.by_code else None
    return page_request.page(f"/indicator/{code}", period=each.period, district=known)


def _left_out(number: int) -> list[Component]:
    sentence = _("{number} more at /api/v1/decisions.").format(number=formats.number(number))
    return left_out(number, sentence)
