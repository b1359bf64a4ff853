"""Grants by contest, direction and district; who wins again; whose report is overdue."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.counts import Count, counts
from dashboard.components.panels import TableColumn, data_table, empty_note, left_out
from dashboard.components.stacked import stacked_table
from dashboard.request import PageRequest
from dashboard.sections.grants.course import money, read_filter, recipient
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from indicators.grants.course import GrantCourse, grant_courses
from indicators.grants.reports import GrantReports, OverdueReport, grant_reports
from indicators.grants.winners import Applicants, applicants
from indicators.records.places import NONE


def draw_breakdowns(page_request: PageRequest) -> Component:
    """The same way by contest, direction and district."""
    tables = [
        _breakdown(page_request, "contest", _("By contest"), _("Contest")),
        _breakdown(page_request, "direction", _("By direction"), _("Direction")),
    ]
    if page_request.facts.places.main:
        tables.append(
            _breakdown(page_request, "district", _("By district of the applicant"), _("District"))
        )
    return html.Div([table for table in tables if table], className="panels")


def _breakdown(page_request: PageRequest, by: str, title: str, head: str) -> Component | None:
    courses: Sequence[GrantCourse] = page_request.asker.ask(
        grant_courses, page_request.facts.code, read_filter(page_request), by, page_request.as_of
    )
    if not courses:
        return None
    columns = [
        TableColumn(head),
        TableColumn(_("Applications"), number=True),
        TableColumn(_("Awards"), number=True),
        TableColumn(_("Won"), number=True),
        TableColumn(_("Awarded"), number=True),
        TableColumn(_("Reports"), number=True),
    ]
    rows = [_course_row(_name(page_request, by, each.by), each) for each in courses]
    table = data_table(columns, rows, caption=title, caption_shown=False)
    return table_panel(page_request, title, table, anchor=f"grants-by-{by}", wide=True)


def _name(page_request: PageRequest, by: str, value: str | int | None) -> str:
    if by == "district":
        return labels.place_name(page_request.facts, NONE if value is None else str(value))
    return _("not stated") if value is None else str(value)


def _course_row(name: str, course: GrantCourse) -> list[str]:
    return [
        name,
        formats.number(course.applications),
        formats.number(course.awards),
        formats.percent(Decimal(course.awards) / course.applications),
        formats.EN_DASH if course.awarded is None else money(course.awarded),
        formats.number(course.reports),
    ]


def draw_applicants(page_request: PageRequest) -> Component | None:
    """Who applied for the first time, and who wins again and again."""
    chosen: Applicants = page_request.asker.ask(
        applicants, page_request.facts.code, read_filter(page_request), page_request.as_of
    )
    if not chosen.organisations:
        return None
    title = _("Applicants and winners")
    tiles = counts(
        [
            Count(formats.number(chosen.organisations), _("NGOs that applied")),
            Count(formats.number(chosen.first_time), _("For the first time"), _first_note()),
            Count(formats.number(chosen.winners), _("NGOs that won")),
            Count(formats.number(chosen.repeating), _("Winners of several years"), _again_note()),
        ]
    )
    content = [tiles, *_repeating(page_request, chosen)]
    return table_panel(page_request, title, content, anchor="grants-winners", wide=True)


def _first_note() -> str:
    return _("In the records of this programme they had not applied before.")


def _again_note() -> str:
    return _("Of these winners, counted over all the programme's contests.")


def _repeating(page_request: PageRequest, chosen: Applicants) -> list[Component]:
    if not chosen.listed:
        return []
    columns = [
        TableColumn(_("Winner of several years")),
        TableColumn(_("Years"), number=True),
        TableColumn(_("Awards"), number=True),
        TableColumn(_("Awarded"), number=True),
    ]
    rows = [
        [
            recipient(page_request, each.recipient),
            formats.number(each.years),
            formats.number(each.awards),
            money(each.roubles),
        ]
        for each in chosen.listed
    ]
    table = data_table(columns, rows, caption=_("Winners of several years"), caption_shown=False)
    return [table, *_left(chosen.repeating - len(rows))]


def _left(number: int) -> list[Component]:
    sentence = ngettext("And {number} more.", "And {number} more.", number)
    return left_out(number, sentence)


def draw_reports(page_request: PageRequest) -> Component | None:
    """What became of the winners' reports, the longest overdue first."""
    reports = reports_of(page_request)
    numbers = report_numbers(reports)
    if not any(number for _name, number in numbers):
        return None
    tiles = counts([Count(formats.number(number), name) for name, number in numbers])
    title, content = _("Reports of the winners"), [tiles, *_overdue(page_request, reports)]
    return table_panel(page_request, title, content, anchor="grants-overdue", wide=True)


def reports_of(page_request: PageRequest) -> GrantReports:
    """What became of the reports on the chosen awards, by the clock of the question."""
    reports: GrantReports = page_request.asker.ask(
        grant_reports, page_request.facts.code, read_filter(page_request), page_request.as_of,
        page_request.base.on,
    )  # fmt: skip
    return reports


def report_numbers(reports: GrantReports) -> list[tuple[str, int]]:
    """Numbers of awards by what became of their reports, what needs somebody first."""
    return [
        (_("Overdue"), reports.overdue),
        (_("Came late"), reports.late),
        (_("Came in time"), reports.in_time),
        (_("Not due yet"), reports.not_due),
        (_("Due on a day not stated"), reports.undated),
    ]


def _overdue(page_request: PageRequest, reports: GrantReports) -> list[Component]:
    if not reports.listed:
        return [empty_note(_("No report is overdue."))]
    columns = [
        TableColumn(_("Application")),
        TableColumn(_("Recipient")),
        TableColumn(_("Project")),
        TableColumn(_("Awarded"), number=True),
        TableColumn(_("Report due on"), short=True),
        TableColumn(_("Overdue, days"), number=True),
    ]
    rows = [_overdue_row(page_request, each) for each in reports.listed]
    table = stacked_table(columns, rows, caption=_("Overdue reports"))
    return [table, *_left(reports.overdue - len(rows))]


def _overdue_row(page_request: PageRequest, report: OverdueReport) -> list[Any]:
    return [
        report.number,
        recipient(page_request, report.recipient),
        report.title or formats.EN_DASH,
        formats.EN_DASH if report.roubles is None else money(report.roubles),
        formats.short_date(report.due_on),
        formats.number(report.days),
    ]
