"""How soon the resource centre answered, by kind of request."""

from decimal import Decimal

from dashboard.council.cells import count_cell
from dashboard.council.findings import illustrative_marks
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.centre import requests
from dashboard.sections.choice_words import narrowed_title
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence

PLACE = 99
OF_INDICATOR = False
LEFT_OUT = requests.left_out


def name() -> str:
    return _("Resource centre: terms of answers")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a kind, a column a term; a dash where no term is known."""
    title = narrowed_title(_("How soon requests were answered"), slide_request)
    numbers = requests.requests_of(slide_request)
    if not numbers:
        missing = _("No request is recorded here.")
        return Slide("centre_waiting", title, text=text, missing=missing)
    soon, known = requests.answered_soon(numbers)
    share = formats.percent(Decimal(soon) / known, 1) if known else ""
    rows = [
        (TableCell(kind), *map(count_cell, waits))
        for kind, waits in requests.waits_by_kind(numbers)
    ]
    return Slide(
        "centre_waiting",
        title,
        finding=sentence(
            _("answered within {days} days: {share} of the requests whose term is known").format(
                days=requests.SOON, share=share
            )
            if known
            else ""
        ),
        text=text,
        table=ReportTable((_("Kind of request"), *requests.term_names()), tuple(rows)),
        marks=illustrative_marks(each.illustrative for each in numbers),
        url=slide_request.href("/resource-centre"),
    )
