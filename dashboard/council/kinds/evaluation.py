"""The programme's effectiveness in a year, and all years in one chart."""

from dashboard.council.projected import SlideRequest
from dashboard.report import Chart, Series, Slide
from dashboard.sections.evaluation import EvaluationPage, total_name
from dashboard.sections.evaluation_neighbours import years_figure
from dashboard.text import evaluation_labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.evaluation.calculation import Total
from indicators.evaluation.rating import thresholds
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
    if all(total.outcome(view.methodology.main.of).state != VALUE for total in _totals(view)):
        return Slide("evaluation", title, text=text, missing=_("Nothing can be rated this year."))
    return Slide(
        "evaluation",
        title,
        finding=sentence(*(_result(view, total) for total in _totals(view))),
        text=text,
        source=evaluation_labels.spoken(view.methodology.name),
        chart=_chart(view),
        marks=("illustrative",) if view.evaluation.is_illustrative else (),
    )


def _totals(view: EvaluationPage) -> tuple[Total, ...]:
    return view.evaluation.whole.totals


def _result(view: EvaluationPage, total: Total) -> str:
    """«ЭРгп 0,78 – удовлетворительная»."""
    rated = view.methodology.main
    outcome = total.outcome(rated.of)
    step = next(each.step for each in total.steps if each.step.code == rated.of)
    which = f" ({total_name(total.missing)})" if len(_totals(view)) > 1 else ""
    parts = (
        f"{step.symbol} {evaluation_labels.result_text(outcome, thresholds(rated))}{which}",
        evaluation_labels.rating_text(rated, outcome),
    )
    return " – ".join(filter(None, parts))


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
