"""The indicators of a part, or of the programme, as its evaluation takes them, the worst first."""

from fractions import Fraction

from dashboard.council.parts import part_page, part_side, titled
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections.evaluation.result import EvaluationPage
from dashboard.text import evaluation_labels, formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.evaluation.subjects import IndicatorDegree
from indicators.exact import cut

PLACE = 94
OF_INDICATOR = False


def name() -> str:
    return _("Part: indicators")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Plan, fact, degree and how each enters the mean."""
    view = part_page(slide_request)
    title = titled(view, _("Indicators, {year}").format(year=view.year))
    listed = sorted(part_side(view).subject.indicators, key=_worst_first)
    if not listed:
        missing = _("No indicator hangs on this part.")
        return Slide("part_indicators", title, text=text, missing=missing)
    columns = (_("Indicator"), _("Plan"), _("Fact"), _("Degree"), _("In the mean"), _("How"))
    marks = {mark for each in listed for mark in each.answer.marks}
    missing_number = sum(each.is_missing for each in listed)
    return Slide(
        "part_indicators",
        title,
        finding=sentence(
            _("in the mean: {number} of {total}").format(
                number=sum(each.degree is not None for each in listed), total=len(listed)
            ),
            _("without a fact: {number}").format(number=missing_number) if missing_number else "",
        ),
        text=text,
        source=evaluation_labels.spoken(view.methodology.name),
        table=ReportTable(columns, tuple(_row(view, each) for each in listed)),
        marks=tuple(sorted(marks)),
    )


def _worst_first(each: IndicatorDegree) -> tuple[bool, Fraction]:
    """The lowest degree first; what has none, last."""
    return each.degree is None, each.degree or Fraction(0)


def _row(view: EvaluationPage, each: IndicatorDegree) -> tuple[TableCell, ...]:
    answer = each.answer
    definition = view.page_request.definition(each.code, view.year)
    return (
        TableCell(labels.name_of(definition)),
        TableCell(labels.planned(definition, answer) or formats.EN_DASH, answer.plan),
        TableCell(labels.answer_text(definition, answer, unit=True), answer.value),
        _share(each.raw),
        _share(each.degree),
        TableCell(evaluation_labels.case_name(each.case)),
    )


def _share(share: Fraction | None) -> TableCell:
    if share is None:
        return TableCell(formats.EN_DASH)
    return TableCell(evaluation_labels.share_text(share), cut(share))
