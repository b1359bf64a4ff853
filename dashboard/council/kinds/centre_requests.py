"""Requests to the resource centre by kind, over the years."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.council.findings import illustrative_marks
from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections.centre import requests
from dashboard.sections.choice_words import narrowed_title
from dashboard.text.language import _
from indicators.resource_centre.requests import REQUESTS, RequestNumbers

PLACE = 98
OF_INDICATOR = False
LEFT_OUT = requests.left_out


def name() -> str:
    return _("Resource centre: requests by kind")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A bar a year, stacked by kind; how many there were, and from how many organisations."""
    title = narrowed_title(_("Requests to the resource centre"), slide_request)
    numbers = requests.requests_of(slide_request)
    if not numbers:
        missing = _("No request is recorded here.")
        return Slide("centre_requests", title, text=text, missing=missing)
    caption = requests.requests_caption(numbers, slide_request)
    years = tuple(dict.fromkeys(each.year for each in numbers))
    return Slide(
        "centre_requests",
        title,
        finding=caption.finding,
        scope=caption.scope,
        text=text,
        chart=Chart(
            requests.requests_figure(numbers, slide_request),
            tuple(map(str, years)),
            tuple(_series(numbers, years, kind) for kind in _kinds(numbers)),
            unit=_("requests"),
        ),
        marks=illustrative_marks(each.illustrative for each in numbers),
        url=slide_request.href("/resource-centre"),
    )


def _kinds(numbers: Sequence[RequestNumbers]) -> list[str]:
    return [kind for kind in REQUESTS.codes if any(each.kind == kind for each in numbers)]


def _series(numbers: Sequence[RequestNumbers], years: Sequence[int], kind: str) -> Series:
    by_year = {each.year: each.number for each in numbers if each.kind == kind}
    values = tuple(Decimal(by_year.get(year, 0)) for year in years)
    return Series(requests.kind_name(kind), values)
