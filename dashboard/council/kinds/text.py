"""A slide of words only: a question to decide, an agenda."""

from dashboard.council.projected import SlideRequest
from dashboard.report import Slide
from dashboard.text.language import _

PLACE = 90
OF_INDICATOR = False


def name() -> str:
    return _("Text")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """What its author wrote."""
    return Slide(
        "text",
        _("Text"),
        text=text,
        missing="" if text.strip() else _("Nothing is written here yet."),
    )
