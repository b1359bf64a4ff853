"""The plan of a year: its activities with their owners, as a list that prints on one sheet."""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import tongue
from dashboard.components.panels import TableColumn, panel
from dashboard.components.stacked import stacked_table
from dashboard.sections.calendar.choices import LIST, CalendarRequest
from dashboard.sections.calendar.entries import done_text
from dashboard.sections.figure_links import page_links
from dashboard.text import formats, record_labels
from dashboard.text.language import _
from indicators.calendar.days import ACTIVITY, CalendarDays, CalendarEntry


def is_plan(request: CalendarRequest) -> bool:
    """Whether the address wants the activities of a whole year, or of any days, as a list."""
    return request.view == LIST and request.month is None and request.filters.sort == ACTIVITY


def plan(
    request: CalendarRequest, listed: CalendarDays, note: Any, rest: list[Component]
) -> Component:
    """A row an activity, in the order of control dates; ``rest`` says how many are left out."""
    title = (
        _("Plan of activities, {year}").format(year=request.year)
        if request.days is None
        else _("Plan of activities: {days}").format(days=request.title)
    )
    columns = [
        TableColumn(_("Date")),
        TableColumn(_("Activity")),
        TableColumn(_("Part of the programme")),
        TableColumn(_("Responsible"), short=True),
        TableColumn(_("Done"), short=True),
    ]
    rows = [list(_row(request, entry)) for entry in listed.entries]
    return panel(
        title,
        [html.Div(stacked_table(columns, rows, caption=title), className="plan"), *rest],
        note=note,
        wide=True,
        anchor="calendar-plan",
        links=page_links(request.page_request, slide="calendar_list"),
    )


def _row(request: CalendarRequest, entry: CalendarEntry) -> Iterator[Any]:
    yield html.Span(formats.record_date(entry.day, entry.precision), className="unbroken")
    yield entry.title
    facts = request.page_request.facts
    yield record_labels.part_name(facts, entry.part) if entry.part else formats.EN_DASH
    owner = entry.responsible or formats.EN_DASH
    yield html.Div(owner, **tongue(owner))
    yield done_text(request, entry)
