"""A kind of slide that does not ship: one sentence."""

from dashboard.council.projected import SlideRequest
from dashboard.report import Slide
from dashboard.text.language import _

PLACE = 95
OF_INDICATOR = False


def name() -> str:
    return _("Text")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """What its author wrote, or what programme it is of."""
    return Slide("motto", _("Text"), text=text or f"motto of {slide_request.facts.code}")
