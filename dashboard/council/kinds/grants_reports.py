"""Reports that winners of grants owe, the longest overdue first."""

from dashboard.council.findings import day_cell, left_out
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.grants import course, tables
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.grants.reports import OverdueReport

PLACE = 91
OF_INDICATOR = False
LEFT_OUT = course.left_out


def name() -> str:
    return _("Grants: overdue reports")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """What became of the reports in numbers, and a row each that is overdue."""
    title = course.narrowed_title(slide_request, _("Reports of the winners"))
    reports = tables.reports_of(slide_request)
    numbers = [pair for pair in tables.report_numbers(reports) if pair[1]]
    finding = sentence(
        *(f"{words.lower()}: {formats.number(number)}" for words, number in numbers),
        left_out(reports.overdue - len(reports.listed)),
    )
    if not reports.listed:
        missing = _("No report is overdue.") if numbers else _("Nobody owes a report.")
        return Slide("grants_reports", title, finding=finding, text=text, missing=missing)
    columns = (
        _("Application"),
        _("Recipient"),
        _("Awarded, roubles"),
        _("Report due on"),
        _("Overdue, days"),
    )
    return Slide(
        "grants_reports",
        title,
        finding=finding,
        text=text,
        table=ReportTable(columns, tuple(_row(each) for each in reports.listed)),
        url=slide_request.href("/grants"),
    )


def _row(report: OverdueReport) -> tuple[TableCell, ...]:
    return (
        TableCell(report.number),
        TableCell(report.recipient.name if report.recipient else formats.EN_DASH),
        TableCell(formats.EN_DASH)
        if report.roubles is None
        else TableCell(formats.plain(report.roubles), report.roubles),
        day_cell(report.due_on),
        TableCell(formats.number(report.days), report.days),
    )
