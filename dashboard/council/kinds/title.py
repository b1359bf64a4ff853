"""The first slide: what is shown, for which years, and when."""

from dashboard.council.projected import SlideRequest
from dashboard.http.context import language
from dashboard.report import Slide
from dashboard.text import formats
from dashboard.text.language import _

PLACE = 1
OF_INDICATOR = False


def name() -> str:
    return _("Title")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """What somebody called the meeting, else the programme's name; its day; whose results of which
    years.
    """
    names = [slide_request.facts.text(each, language()) for each in ("name", "short_name")]
    programme = names[0] or slide_request.facts.code
    own = slide_request.meeting if slide_request.meeting not in ("", *names) else ""
    results = _("Results of {years}").format(years=formats.years(*slide_request.years))
    day = formats.date(slide_request.held_on) if slide_request.held_on else ""
    lines = [programme if own else "", text or slide_request.facts.text("territory", language())]
    return Slide(
        "title",
        own or programme,
        finding=" · ".join(part for part in (results, day) if part),
        text="\n".join(line for line in lines if line),
    )
