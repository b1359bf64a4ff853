"""The first slide: what is shown, for which years, as of when."""

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
    """The programme's name and years."""
    facts = asked.facts
    years = formats.years(*asked.years)
    return Slide(
        "title",
        facts.text("name", language()) or facts.code,
        finding=_("Results of {years}").format(years=years),
        text=text or facts.text("territory", language()),
    )
