"""The way of the applications to the grant contests, in numbers."""

from decimal import Decimal

from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections.grants import course as grants
from dashboard.text.language import _

PLACE = 88
OF_INDICATOR = False
LEFT_OUT = grants.left_out


def name() -> str:
    return _("Grants: applications and awards")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Applications, awards and reports as a way in three stages."""
    title, course = grants.narrowed_title(slide_request), grants.course_of(slide_request)
    if not course.applications:
        return Slide("grants_course", title, text=text, missing=grants.nothing_text())
    stages = grants.application_stages(course)
    caption = grants.course_caption(course, slide_request)
    return Slide(
        "grants_course",
        title,
        finding=caption.finding,
        scope=caption.scope,
        notes=grants.course_note(),
        text=text,
        chart=Chart(
            grants.stages_figure(stages, slide_request),
            tuple(stage.name for stage in stages),
            (Series(_("Number"), tuple(_whole(stage.value) for stage in stages)),),
            unit="",
            lying=True,
        ),
        url=slide_request.href("/grants"),
    )


def _whole(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
