"""Why an indicator's years came out otherwise than planned."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import tongue
from dashboard.components.explained import term
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table
from dashboard.request import PageRequest
from dashboard.sections.subject import read_subject
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels
from dashboard.text.deviations import rule_text, share_text
from dashboard.text.language import _
from indicators.answers.deviations import Deviation, ReasonFacts, deviations
from indicators.engine.readings import ILLUSTRATIVE

MOST = 3
"""So many indicators are named where deviations are counted; more would hide what stands below."""


def draw(page_request: PageRequest) -> Component | None:
    """A row a year that deviates or has a reason; nothing where none does."""
    subject = read_subject(page_request)
    question = page_request.question(indicators=(subject.code,))
    listed = page_request.asker.ask(deviations, question)
    if not listed:
        return None
    columns = [
        TableColumn(_("Year")),
        TableColumn(_("Plan"), number=True),
        TableColumn(_("Fact"), number=True),
        TableColumn(_("Deviation"), number=True),
        TableColumn(_("Reason")),
    ]
    caption = _("{name}: deviations from the plan").format(name=labels.name_of(subject.definition))
    rows = [_row(page_request, each) for each in listed]
    return table_panel(
        page_request,
        term(page_request, "deviation", _("Deviations from the plan and their reasons")),
        data_table(columns, rows, caption=caption, caption_shown=False, stacks=True),
        anchor="deviations-table",
        note=rule_text(page_request.facts),
        wide=True,
        summary=caption,
    )


def _row(page_request: PageRequest, each: Deviation) -> list[Any]:
    definition = page_request.definition(each.indicator, each.year)
    return [
        str(each.year),
        labels.planned(definition, each.answer),
        labels.answer_text(definition, each.answer, unit=True),
        share_text(each),
        reason_cell(each.reason),
    ]


def reason_cell(reason: ReasonFacts | None) -> Any:
    """The text with its source and the day it was written; or that there is none yet."""
    if reason is None:
        return html.Span(_("not written yet"), className="status status--none")
    day = _("written on {date}").format(date=formats.day_of(reason.at))
    cited = f"{reason.source}, {day}" if reason.source else day
    marks = status.marks([ILLUSTRATIVE] if reason.illustrative else [])
    return html.Div(
        [
            html.P(reason.text, className="reason", **tongue(reason.text)),
            html.P([cited, " ", *marks], className="panel__source"),
        ]
    )


def unexplained_note(page_request: PageRequest, year: int, codes: Sequence[str]) -> Any:
    """Which of some indicators' years deviate without a reason; nothing where none does."""
    question = page_request.question(indicators=(), years=(year, year))
    listed = page_request.asker.ask(deviations, question)
    missing = [each for each in listed if each.is_unexplained and each.indicator in codes]
    if not missing:
        return None
    sentence = _("Deviations without a reason: {number}.").format(number=len(missing))
    more = len(missing) - MOST
    others = [" ", _("and {number} more").format(number=more)] if more > 0 else []
    return html.Span([f"{sentence} ", *_links(page_request, missing[:MOST]), *others])


def _links(page_request: PageRequest, listed: Sequence[Deviation]) -> Iterator[Any]:
    for place, each in enumerate(listed):
        name = labels.name_of(page_request.definition(each.indicator, each.year))
        url = page_request.page(f"/indicator/{each.indicator}", period=str(each.year))
        yield from ([", "] if place else [])
        yield link(name, url)
