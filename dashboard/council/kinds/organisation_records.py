"""What one organisation applied for and what it held, the newest first."""

from dashboard.council.findings import day_cell, illustrative_marks, left_out
from dashboard.council.profile import missing_text, profile_of, titled
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.text import formats, record_labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.register.organisation import (
    EVENTS,
    GRANTS,
    ProfileRecord,
    ProfileRecords,
    open_part,
)

PLACE = 104
OF_INDICATOR = False
MOST = 6
"""Records of either kind that a slide lists; the page has more."""


def name() -> str:
    return _("Organisation: applications and events")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a record: applications for grants with their decisions, then events."""
    profile = profile_of(slide_request)
    heading = _("Grant applications and events")
    if profile is None:
        return Slide("organisation_records", heading, text=text, missing=missing_text())
    title = titled(profile, heading)
    applications = open_part(profile.applications, GRANTS)
    events = open_part(profile.events, EVENTS)
    both = ((applications, _("Application")), (events, _("Event held")))
    listed = [(kind, records.measure, row) for records, kind in both for row in records.rows[:MOST]]
    if not listed:
        missing = _("It has neither applied for a grant nor held an event.")
        return Slide("organisation_records", title, text=text, missing=missing)
    columns = (_("What"), _("Date"), _("Number"), _("Title"), _("Decision"), _("Awarded, roubles"))
    return Slide(
        "organisation_records",
        title,
        finding=sentence(
            _("grant applications: {number}").format(number=_total(applications)),
            _("events held: {number}").format(number=_total(events)),
            left_out(sum(records.total for records, _kind in both) - len(listed)),
        ),
        text=text,
        table=ReportTable(columns, tuple(_row(*each) for each in listed)),
        marks=illustrative_marks(row.illustrative for _kind, _measure, row in listed),
        url=slide_request.href(),
    )


def _total(records: ProfileRecords) -> str:
    return formats.number(records.total)


def _row(kind: str, measure: str, row: ProfileRecord) -> tuple[TableCell, ...]:
    title, decision, awarded = (
        record_labels.value_text(measure, name, row.values.get(name)) or formats.EN_DASH
        for name in ("title", "decision", "awarded")
    )
    return (
        TableCell(kind),
        day_cell(row.date, row.precision),
        TableCell(row.number),
        TableCell(title),
        TableCell(decision),
        TableCell(awarded, row.values.get("awarded")),
    )
