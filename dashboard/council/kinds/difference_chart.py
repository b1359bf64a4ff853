"""Why an indicator differs from an earlier period, as a chart: from one number to the other by what
each part gives.
"""

from fractions import Fraction

from dashboard.council import sources
from dashboard.council.kinds.difference import title_of
from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, FloatingBar, Series, Slide
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.difference import Difference
from dashboard.sections.difference_bars import WaterfallBar, figure_of, waterfall_bars
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import difference as texts
from dashboard.text.language import _
from dashboard.text.sentences import sentence
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
    subject = read_subject(slide_request)
    difference = Difference(subject)
    whole = difference.decomposition
    if whole is None:
        why = _("There is nothing to compare.")
        return sources.nothing("difference_chart", subject, text, why)
    ends = [whole.before, whole.now]
    return Slide(
        "difference_chart",
        title_of(difference),
        finding=sentence(texts.driver_sentence(whole, difference.driver_name)),
        scope=chart_scope(slide_request, ends, scale_of(whole.definition, ends)),
        notes=sources.notes(subject),
        text=text,
        chart=_chart(difference, whole),
        marks=sources.marks(ends),
        url=slide_request.href(),
    )


def _chart(difference: Difference, whole: Decomposition) -> Chart:
    scale = scale_of(whole.definition, [whole.before, whole.now])
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
