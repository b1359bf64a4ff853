"""The first slide: what is shown, for which years, and when."""

from dashboard import formats
from dashboard.context import language
from dashboard.council.projected import Projected
from dashboard.council.report import Slide
from dashboard.language import _

PLACE = 1
OF_INDICATOR = False


def name() -> str:
    return _("Title")


def make(asked: Projected, text: str) -> Slide:
    """What somebody called the meeting, else the programme's name; its day; whose results of which years."""
    names = [asked.facts.text(each, language()) for each in ("name", "short_name")]
    programme = names[0] or asked.facts.code
    own = asked.meeting if asked.meeting not in ("", *names) else ""
    results = _("Results of {years}").format(years=formats.years(*asked.years))
    day = formats.date(asked.held_on) if asked.held_on else ""
    lines = [programme if own else "", text or asked.facts.text("territory", language())]
    return Slide(
        "title",
        own or programme,
        finding=" · ".join(part for part in (results, day) if part),
        text="\n".join(line for line in lines if line),
    )
