"""What is behind its plan, the worst first."""

from collections.abc import Sequence

from dashboard.council.cells import status_cell
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.request import BEHIND_PLAN
from dashboard.sections.behind import worst_first
from dashboard.sections.matrix import table
from dashboard.sections.overview import Overview, place_choices
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.sentences import sentence
from indicators.answers.achievement import BEHIND, UNDETERMINED
from indicators.answers.answer import Answer

PLACE = 80
OF_INDICATOR = False


def name() -> str:
    return _("Behind plan")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """Plan, fact and degree of every indicator that has not reached its plan; then those of which
    nobody can tell.
    """
    overview = Overview(slide_request)
    late = worst_first(
        overview, (answer for answer in overview.now if answer.status in (*BEHIND, UNDETERMINED))
    )
    title = overview.titled(_("Behind plan, {year}").format(year=overview.year))
    if not late:
        planned = any(answer.status is not None for answer in overview.now)
        why = (
            _("No indicator is behind its plan.")
            if planned
            else _("No indicator has a plan for this year.")
        )
        return Slide("behind_plan", title, text=text, missing=why)
    columns = (_("Indicator"), _("Plan"), _("Fact"), _("Degree"), _("Status"))
    return Slide(
        "behind_plan",
        title,
        finding=_finding(overview, late),
        text=text,
        table=ReportTable(columns, tuple(_row(overview, answer) for answer in late)),
        url=f"{_page(slide_request)}#{table.ANCHOR}",
    )


def _page(slide_request: SlideRequest) -> str:
    return slide_request.page("/", status=BEHIND_PLAN, **place_choices(slide_request))


def _finding(overview: Overview, late: Sequence[Answer]) -> str:
    planned = sum(answer.status is not None for answer in overview.now)
    behind = sum(answer.status in BEHIND for answer in late)
    unknown = len(late) - behind
    late_of_planned = _("behind plan: {late} of {planned}").format(late=behind, planned=planned)
    return sentence(
        late_of_planned, f"{labels.status_name(UNDETERMINED).lower()}: {unknown}" if unknown else ""
    )


def _row(overview: Overview, answer: Answer) -> tuple[TableCell, ...]:
    definition = overview.definition(answer.indicator)
    return (
        TableCell(labels.name_of(definition)),
        TableCell(
            labels.planned(definition, answer) or formats.EN_DASH,
            None if definition.band else answer.plan,
        ),
        TableCell(labels.answer_text(definition, answer, unit=True), answer.value),
        TableCell(labels.degree_text(answer), answer.degree_raw),
        status_cell(answer),
    )
