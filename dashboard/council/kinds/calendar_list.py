"""What the calendar holds in a month or a year, what is overdue first."""

from dashboard.council.findings import day_cell, illustrative_marks, left_out
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.calendar import choices, entries
from dashboard.sections.calendar.choices import CalendarRequest
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.calendar.days import CalendarEntry

PLACE = 93
OF_INDICATOR = False
MOST = 60
"""Entries that a slide and its files list."""


def name() -> str:
    return _("Calendar: list")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row an entry: day, what, title, place, and what became of it."""
    request = choices.read_calendar(slide_request)
    title = choices.narrowed_title(request, request.title)
    days = entries.entries_of(request)
    if not days.entries:
        return Slide("calendar_list", title, text=text, missing=_("Nothing is recorded here."))
    # by day, as they came, but for what somebody should have done by now
    listed = sorted(days.entries, key=lambda entry: not entries.is_overdue(request, entry))
    overdue = sum(entries.is_overdue(request, entry) for entry in listed)
    columns = (_("Date"), _("What"), _("Title"), _("Place, participants"), _("Responsible, done"))
    return Slide(
        "calendar_list",
        title,
        finding=sentence(
            _("entries: {number}").format(number=formats.number(len(listed) + days.left)),
            _("overdue: {number}").format(number=overdue) if overdue else "",
            left_out(len(listed) + days.left - MOST),
        ),
        text=text,
        table=ReportTable(columns, tuple(_row(request, entry) for entry in listed[:MOST])),
        marks=illustrative_marks(entry.illustrative for entry in listed),
        url=slide_request.href("/calendar"),
    )


def _row(request: CalendarRequest, entry: CalendarEntry) -> tuple[TableCell, ...]:
    remarks = (entry.responsible, entries.done_text(request, entry))
    return (
        day_cell(entry.day, entry.precision),
        TableCell(entries.type_name(entry)),
        TableCell(entries.title_of(entry)),
        TableCell(entries.place_text(entry) or formats.EN_DASH),
        TableCell(", ".join(filter(None, remarks)) or formats.EN_DASH),
    )
