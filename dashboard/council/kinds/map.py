"""An indicator on the map of the territory in one period."""

from collections.abc import Sequence

from dashboard.council.places import of_places
from dashboard.council.projected import SlideRequest
from dashboard.figures.base import Figure
from dashboard.report import Slide
from dashboard.sections.series import Scale
from dashboard.sections.subject import Subject
from dashboard.sections.tiles import map_figure
from dashboard.text.language import _
from indicators.answers.answer import Answer

PLACE = 42
OF_INDICATOR = True


def name() -> str:
    return _("On the map")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Shades of what compares, circles of what does not, as on the page of districts."""
    why = _("No district has a place on the map.")
    # it says itself of what its colours are, which may be so many per residents
    return of_places("map", slide_request, text, _figure, why, scoped=False)


def _figure(subject: Subject, answers: Sequence[Answer], _scale: Scale) -> Figure | None:
    page_request = subject.page_request
    return map_figure(page_request, subject.definition, answers, page_request.cut)
