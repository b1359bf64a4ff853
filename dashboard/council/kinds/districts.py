"""An indicator by district in one period."""

from collections.abc import Sequence

from dashboard.council.places import PlacePicture, of_places
from dashboard.council.projected import SlideRequest
from dashboard.report import Slide
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.indicator import by_district
from dashboard.sections.series import Scale
from dashboard.sections.subject import Subject
from dashboard.text.language import _
from indicators.answers.answer import Answer

PLACE = 40
OF_INDICATOR = True


def name() -> str:
    return _("By district")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Ranked bars."""
    return of_places("districts", slide_request, text, _picture)


def _picture(subject: Subject, answers: Sequence[Answer], scale: Scale) -> PlacePicture:
    return PlacePicture(
        by_district.figure(subject, answers, scale),
        tuple(by_district.findings(subject, answers)),
        chart_scope(subject.page_request, answers, scale),
    )
