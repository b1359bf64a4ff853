"""The activities that an indicator judges, each with the way to its part and money."""

from typing import Any

from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import TableColumn
from dashboard.components.stacked import stacked_table
from dashboard.request import PageRequest
from dashboard.sections.evaluation.inputs import done_text, reached_text
from dashboard.sections.subject import read_subject
from dashboard.sections.table_panel import table_panel
from dashboard.text import evaluation_labels, formats, labels, record_labels
from dashboard.text.language import _
from indicators.evaluation.methodologies import methodology_of
from indicators.evaluation.of_indicator import activities_of
from indicators.evaluation.subjects import BY_INDICATOR, CONCEALED, MISSING, ActivityFact
from indicators.records.places import NONE


def draw(page_request: PageRequest) -> Component | None:
    """A row an activity of the asked years; nothing where none names the indicator."""
    listed = activities(page_request)
    if not listed:
        return None
    columns = [
        TableColumn(_("Year")),
        TableColumn(_("Activity")),
        TableColumn(_("Part of the programme")),
        TableColumn(_("Done in full")),
        TableColumn(_("By what")),
        TableColumn(_("Done on")),
        TableColumn(_("Responsible")),
        TableColumn(_("Cash of roster, roubles"), number=True),
    ]
    title = _("Activities judged by this indicator")
    return table_panel(
        page_request,
        title,
        stacked_table(columns, [_row(page_request, each) for each in listed], caption=title),
        anchor="judged-activities",
        note=_("A year's activity leads to its part with all its activities and money."),
        wide=True,
    )


def activities(page_request: PageRequest) -> tuple[ActivityFact, ...]:
    """The activities of the asked years that name the page's indicator, the newest year first."""
    code, facts = read_subject(page_request).code, page_request.facts
    listed = page_request.asker.ask(
        activities_of, facts.code, code, page_request.as_of, page_request.base.on
    )
    first, last = page_request.years
    return tuple(each for each in listed if first <= each.year <= last)


def _row(page_request: PageRequest, each: ActivityFact) -> list[Any]:
    name = labels.in_language(each.names)
    period = str(each.year)
    address = f"/part/{each.part}" if each.part else "/evaluation"
    part = record_labels.part_name(page_request.facts, each.part or NONE)
    cash, roster = (
        evaluation_labels.roubles(each.money[column]) for column in ("cash_money", "roster_money")
    )
    return [
        period,
        link(name, page_request.page(address, period=period)),
        link(part, page_request.page(address, period=period)),
        done_text(each),
        _reason(page_request, each),
        evaluation_labels.day_text(each.done_on),
        each.responsible or formats.EN_DASH,
        _("{cash} of {roster}").format(cash=cash, roster=roster),
    ]


def _reason(page_request: PageRequest, each: ActivityFact) -> str:
    """What tells whether an activity was done in full."""
    if each.by != BY_INDICATOR:
        return _("control event")
    reached = reached_text(each, methodology_of(page_request.facts.settings))
    return reached or evaluation_labels.case_name(CONCEALED if each.is_hidden else MISSING)
