"""An indicator by district in one period."""

from dashboard.council.places import of_places
from dashboard.council.projected import SlideRequest
from dashboard.report import Slide
from dashboard.sections import by_district
from dashboard.text.language import _

PLACE = 40
OF_INDICATOR = True


def name() -> str:
    return _("By district")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Ranked bars."""
    return of_places("districts", slide_request, text, by_district.figure)
