"""The programme's effectiveness in a year, and all years in one chart."""

from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections.evaluation.neighbours import years_caption, years_figure
from dashboard.sections.evaluation.result import EvaluationPage
from dashboard.text import evaluation_labels
from dashboard.text.language import _
from indicators.exact import cut
from indicators.states import VALUE

PLACE = 15
OF_INDICATOR = False


def name() -> str:
    return _("Evaluation of effectiveness")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """The result, and the years as a chart."""
    view = EvaluationPage(slide_request)
    title = _("Evaluation of effectiveness, {year}").format(year=view.year)
    totals = view.evaluation.whole.totals
    if all(total.outcome(view.methodology.main.of).state != VALUE for total in totals):
        return Slide("evaluation", title, text=text, missing=_("Nothing can be rated this year."))
    caption = years_caption(view)
    return Slide(
        "evaluation",
        title,
        finding=caption.finding,
        scope=caption.scope,
        text=text,
        source=evaluation_labels.spoken(view.methodology.name),
        chart=_chart(view),
        marks=("illustrative",) if view.evaluation.is_illustrative else (),
    )


def _chart(view: EvaluationPage) -> Chart:
    years = view.outlook.years
    outcomes = [each.whole.known.outcome(view.methodology.main.of) for each in years]
    values = tuple(cut(each.fraction) if each.state == VALUE else None for each in outcomes)
    return Chart(
        years_figure(view),
        tuple(str(each.year) for each in years),
        (
            Series(_("Result"), values, "line"),
            *(
                Series(
                    evaluation_labels.spoken(each.name),
                    (each.threshold,) * len(years),
                    "line",
                )
                for each in view.methodology.main.classes
                if each.threshold is not None
            ),
        ),
        unit="",
        decimals=evaluation_labels.DECIMALS,
    )
