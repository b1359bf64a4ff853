"""Organisations that the resource centre served, by year."""

from dashboard.council.cells import count_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.centre import requests
from dashboard.sections.centre import visitors as centre_visitors
from dashboard.sections.choice_words import narrowed_title
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence

PLACE = 100
OF_INDICATOR = False
LEFT_OUT = requests.left_out


def name() -> str:
    return _("Resource centre: NGOs served")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a year: requests, the organisations behind them, and those that came first."""
    title = narrowed_title(_("NGOs served by year"), slide_request)
    visitors = requests.visitors_of(slide_request)
    if not visitors.organisations:
        missing = _("No request names an organisation.")
        return Slide("centre_visitors", title, text=text, missing=missing)
    columns = (_("Year"), _("Requests"), _("NGOs served"), _("For the first time"))
    rows = [
        (
            TableCell(str(each.year)),
            *map(count_cell, (each.requests, each.organisations, each.first_time)),
        )
        for each in visitors.years
    ]
    return Slide(
        "centre_visitors",
        title,
        # of several years an organisation is one: the rows do not add up to it
        finding=sentence(
            _("different NGOs: {number}").format(number=formats.number(visitors.organisations))
        ),
        notes=centre_visitors.unnamed_text(visitors.unnamed) or "",
        text=text,
        table=ReportTable(columns, tuple(rows)),
        url=slide_request.href("/resource-centre"),
    )
