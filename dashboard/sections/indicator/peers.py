"""The same indicator in other programmes, beside this one's."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.explained import term_column
from dashboard.components.links import link
from dashboard.components.panels import TableColumn
from dashboard.components.stacked import stacked_table
from dashboard.http import context
from dashboard.http.address import Address
from dashboard.request import PageRequest
from dashboard.sections.subject import read_subject
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels, peers
from dashboard.text.language import _
from indicators.answers.facts import Facts
from indicators.engine.readings import ILLUSTRATIVE
from indicators.ranking.peers import Peer, programmes_having
from indicators.ranking.peers import peers as read_peers


def draw(page_request: PageRequest) -> Component | None:
    """A row a programme, this one first; nothing where no other has the indicator."""
    subject = read_subject(page_request)
    # most indicators have no peers: their pages ask no more than that
    having = page_request.asker.ask(programmes_having, subject.code, page_request.as_of)
    if having in ((), (page_request.facts.code,)):
        return None
    question = page_request.question(years=None)
    listed = page_request.asker.ask(read_peers, question, subject.code, subject.year)
    title = _("The same indicator in other programmes, {year}").format(year=subject.year)
    rated = any(each.rate is not None for each in listed)
    columns = [
        TableColumn(_("Programme")),
        TableColumn(_("Fact"), number=True),
        *([_rate_column(page_request)] if rated else []),
        TableColumn(_("Plan"), number=True),
        TableColumn(_("Status"), short=True),
        TableColumn(_("Data of"), short=True),
    ]
    rows = [_row(page_request, each, rated=rated) for each in listed]
    return table_panel(
        page_request,
        title,
        stacked_table(columns, rows, caption=title),
        anchor="peers-table",
        note=_(
            "The same year of each; programmes differ in size, so that counts compare by residents."
        ),
        wide=True,
    )


def _rate_column(page_request: PageRequest) -> TableColumn:
    return term_column(page_request, "per_residents", _("Per 10,000 residents"), number=True)


def _row(page_request: PageRequest, each: Peer, *, rated: bool) -> list[Any]:
    answer = each.answer
    rate: list[Any] = [peers.rate_text(each), *_illustrative(each.rate_is_illustrative)]
    plan = labels.planned(each.definition, answer) if answer and answer.plan is not None else ""
    has_status = answer is not None and answer.status is not None
    return [
        html.Div([*_name(page_request, each), *_remarks(each)]),
        peers.value_text(each),
        *([html.Span(rate)] if rated else []),
        plan or formats.EN_DASH,
        status.chip_of(answer) if answer and has_status else formats.EN_DASH,
        formats.short_date(each.changed_on) if each.changed_on else formats.EN_DASH,
    ]


def _illustrative(is_illustrative: bool) -> list[Component]:
    return status.marks([ILLUSTRATIVE]) if is_illustrative else []


def _remarks(each: Peer) -> list[Component]:
    """The marks of the number, and why it does not compare."""
    marks = status.marks(each.answer.marks) if each.answer is not None else []
    reason = peers.reason_text(each)
    return [*marks, *([html.Div(reason)] if reason else [])]


def _name(page_request: PageRequest, each: Peer) -> list[Any]:
    """The programme, leading to its own page of the indicator, and what it calls the indicator."""
    facts = context.facts(each.programme, page_request.as_of)
    name = labels.short_programme_name(facts)
    if each.programme == page_request.facts.code:
        return [html.Strong(name), html.Div(_about(facts, each), className="matrix__unit")]
    kept = {
        choice: value
        for choice in ("lang", "theme", "as_of")
        if (value := page_request.address.choices.get(choice))
    }
    chosen = {"programme": each.programme, **kept}
    if each.answer is not None:
        chosen["period"] = str(each.year)
    url = Address(f"/indicator/{each.definition.code}", chosen).href()
    return [link(name, url), html.Div(_about(facts, each), className="matrix__unit")]


def _about(facts: Facts, each: Peer) -> str:
    return ", ".join((labels.place_name(facts, None), labels.name_of(each.definition)))
