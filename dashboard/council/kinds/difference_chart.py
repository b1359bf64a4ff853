"""Why an indicator differs from an earlier period, as a chart: from one number to the other by what
each part gives.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from dashboard.council.differences import of_difference
from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, FloatingBar, Series, Slide
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.difference.bars import WaterfallBar, figure_of, waterfall_bars
from dashboard.sections.difference.difference import Difference
from dashboard.sections.series import Scale, scale_of
from dashboard.text.language import _
from indicators.contributions.decomposition import Decomposition
from indicators.exact import cut

PLACE = 66
OF_INDICATOR = True
ROOM = 8
"""So many parts can be read from the last row."""


def name() -> str:
    return _("Why it changed: chart")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The two numbers, and between them what each part gives; the smallest parts together."""
    return of_difference("difference_chart", slide_request, text, _content)


def _content(difference: Difference, whole: Decomposition) -> Mapping[str, Any]:
    ends = [whole.before, whole.now]
    scale = scale_of(whole.definition, ends)
    scope = chart_scope(difference.subject.page_request, ends, scale)
    return {"scope": scope, "chart": _chart(difference, whole, scale)}


def _chart(difference: Difference, whole: Decomposition, scale: Scale) -> Chart:
    bars = list(waterfall_bars(difference, whole, scale, ROOM))
    amounts = tuple(cut(bar.amount / Fraction(scale.divisor)) for bar in bars)
    return Chart(
        figure_of(difference, whole, scale, ROOM),
        tuple(bar.name for bar in bars),
        (Series(_("Gives"), amounts),),
        scale.unit,
        scale.decimals,
        lying=True,
        floating=tuple(_floating(bar, scale) for bar in bars),
    )


def _floating(bar: WaterfallBar, scale: Scale) -> FloatingBar:
    return FloatingBar(cut(bar.start / Fraction(scale.divisor)), bar.tone, bar.text)
