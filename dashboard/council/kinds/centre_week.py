"""The week of the premises: which were used on which days."""

from dashboard.council.cells import use_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.centre import requests, visitors
from dashboard.sections.choice_words import narrowed_title
from dashboard.text import formats
from dashboard.text.language import _
from dashboard.text.sentences import sentence

PLACE = 101
OF_INDICATOR = False
LEFT_OUT = requests.left_out


def name() -> str:
    return _("Resource centre: premises by day of the week")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a place, a column a day of the week, and how often it was used in all."""
    title = narrowed_title(_("Premises by day of the week"), slide_request)
    places = visitors.used_places(visitors.week_of(slide_request))
    if not places:
        missing = _("No use of premises is recorded here.")
        return Slide("centre_week", title, text=text, missing=missing)
    undated = visitors.has_undated(places)
    heads = [*visitors.day_names(), *([_("day not known")] if undated else []), _("In all")]
    rows = [
        (
            TableCell(visitors.place_name(place)),
            *map(use_cell, (*place.days, *([place.undated] if undated else []), place.total)),
        )
        for place in places
    ]
    uses = sum(place.total for place in places)
    return Slide(
        "centre_week",
        title,
        finding=sentence(_("uses in all: {number}").format(number=formats.number(uses))),
        text=text,
        table=ReportTable((_("Place"), *heads), tuple(rows)),
        url=slide_request.href("/resource-centre"),
    )
