"""One organisation's entries in the register, the newest first."""

from dashboard.council.findings import day_cell, illustrative_marks, left_out
from dashboard.council.profile import missing_text, profile_of, titled
from dashboard.council.projected import SlideRequest
from dashboard.http.context import language
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.register.entries import roubles
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.register.entries import RegisterEntry
from indicators.register.filters import FORMS
from indicators.register.organisation import SUPPORTS, open_part

PLACE = 103
OF_INDICATOR = False
MOST = 10
"""Entries that a slide lists; the page has more."""


def name() -> str:
    return _("Organisation: supports")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row an entry, and how many more there are."""
    profile = profile_of(slide_request)
    if profile is None:
        return Slide("organisation_supports", _("Supports"), text=text, missing=missing_text())
    title, total = titled(profile, _("Supports")), open_part(profile.totals, SUPPORTS).entries
    entries = open_part(profile.supports, SUPPORTS).entries[:MOST]
    if not entries:
        missing = _("It is in no entry of the register.")
        return Slide("organisation_supports", title, text=text, missing=missing)
    columns = (_("Entry"), _("Decided on"), _("Form"), _("Amount, roubles"), _("Until"))
    return Slide(
        "organisation_supports",
        title,
        finding=sentence(
            _("entries in all: {number}").format(number=formats.number(total)),
            left_out(total - len(entries)),
        ),
        text=text,
        table=ReportTable(columns, tuple(map(_row, entries))),
        marks=illustrative_marks(entry.illustrative for entry in entries),
        url=slide_request.href(),
    )


def _row(entry: RegisterEntry) -> tuple[TableCell, ...]:
    return (
        TableCell(entry.number),
        day_cell(entry.decided_on, entry.precision),
        TableCell(FORMS.name(entry.form, language())),
        TableCell(formats.EN_DASH)
        if entry.amount is None
        else TableCell(roubles(entry.amount, unit=False), entry.amount),
        day_cell(entry.until),
    )
