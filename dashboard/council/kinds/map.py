"""An indicator on the map of the territory in one period."""

from collections.abc import Sequence

from dashboard.council.places import PlacePicture, of_places
from dashboard.council.projected import SlideRequest
from dashboard.report import Slide
from dashboard.sections.districts.tiles import territory_map
from dashboard.sections.series import Scale
from dashboard.sections.subject import Subject
from dashboard.text.language import _
from indicators.answers.answer import Answer

PLACE = 42
OF_INDICATOR = True


def name() -> str:
    return _("On the map")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Shades of what compares, circles of what does not, as on the page of districts."""
    why = _("No district has a place on the map.")
    return of_places("map", slide_request, text, _picture, why)


def _picture(subject: Subject, answers: Sequence[Answer], _scale: Scale) -> PlacePicture | None:
    """What is drawn may be so many per residents, and is spoken of as such."""
    page_request = subject.page_request
    drawn = territory_map(page_request, subject.definition, subject.now, answers, page_request.cut)
    if drawn is None:
        return None
    return PlacePicture(
        drawn.figure,
        tuple(drawn.findings),
        drawn.scope,
        drawn.rates,
        drawn.values.labels.unit,
        territory=True,
    )
