"""How the result of a year comes about: every step with its formula and its values."""

from decimal import Decimal

from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.evaluation.result import EvaluationPage
from dashboard.text import evaluation_labels
from dashboard.text.language import _
from indicators.evaluation.calculation import StepValue, Total
from indicators.exact import cut
from indicators.states import VALUE

PLACE = 16
OF_INDICATOR = False


def name() -> str:
    return _("Calculation of effectiveness")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a step; the calculation over known facts where there are two."""
    view = EvaluationPage(slide_request)
    total = view.evaluation.whole.known
    return Slide(
        "calculation",
        _("Calculation of effectiveness, {year}").format(year=view.year),
        text=text,
        source=evaluation_labels.spoken(view.methodology.name),
        table=ReportTable(
            (_("Step"), _("Formula"), _("With values"), _("Result")),
            tuple(_row(view, total, each) for each in total.steps),
        ),
        marks=("illustrative",) if view.evaluation.is_illustrative else (),
    )


def _row(view: EvaluationPage, total: Total, each: StepValue) -> tuple[TableCell, ...]:
    level, step = view.evaluation.whole.subject.level, each.step
    values = evaluation_labels.step_values(step, each.inputs, view.methodology.weights)
    value: Decimal | None = cut(each.outcome.fraction) if each.outcome.state == VALUE else None
    return (
        TableCell(evaluation_labels.spoken(step.name)),
        TableCell(evaluation_labels.step_formula(view.methodology, level, step)),
        TableCell(values or evaluation_labels.shares_text(total, step.code)),
        TableCell(evaluation_labels.value_text(each.outcome), value),
    )
