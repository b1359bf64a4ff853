"""The newest entries of the register of supported NGOs."""

from dashboard.council.findings import day_cell, illustrative_marks, left_out
from dashboard.council.projected import SlideRequest
from dashboard.http.context import language
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.register import choices, listing
from dashboard.sections.register.entries import roubles
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.register.entries import RegisterEntry
from indicators.register.filters import FORMS

PLACE = 87
OF_INDICATOR = False
LEFT_OUT = listing.left_out
MOST = 10
"""Newest entries that a slide lists; the files of the register itself hold all of them."""


def name() -> str:
    return _("Register: newest entries")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row an entry, the newest decision first, and how many more there are."""
    title, totals = (
        choices.narrowed_title(slide_request),
        listing.totals_of(slide_request),
    )
    entries = listing.page_of(slide_request, MOST).entries
    if not entries:
        return Slide("register", title, text=text, missing=listing.nothing_text(slide_request))
    return Slide(
        "register",
        title,
        finding=sentence(
            _("entries in all: {number}").format(number=formats.number(totals.entries)),
            left_out(totals.entries - len(entries)),
        ),
        text=text,
        table=ReportTable(_columns(), tuple(_row(entry) for entry in entries)),
        marks=illustrative_marks(entry.illustrative for entry in entries),
        url=slide_request.href("/register", after=None),
    )


def _columns() -> tuple[str, ...]:
    return (
        _("Entry"),
        _("Decided on"),
        _("Name"),
        _("Form"),
        _("Amount, roubles"),
        _("Until"),
        _("Violations"),
    )


def _row(entry: RegisterEntry) -> tuple[TableCell, ...]:
    return (
        TableCell(entry.number),
        day_cell(entry.decided_on, entry.precision),
        TableCell(entry.recipient.name if entry.recipient else _("not stated")),
        TableCell(FORMS.name(entry.form, language())),
        TableCell(formats.EN_DASH)
        if entry.amount is None
        else TableCell(roubles(entry.amount, unit=False), entry.amount),
        day_cell(entry.until),
        TableCell(_("Violation") if entry.violation else _("none")),
    )
