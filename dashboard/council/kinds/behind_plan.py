"""What is behind its plan, the worst first."""

from collections.abc import Sequence

from dashboard import formats, words
from dashboard.asked import BEHIND_PLAN
from dashboard.council.findings import sentence
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.language import _
from dashboard.sections import matrix
from dashboard.sections.behind import worst_first
from dashboard.sections.overview import Overview
from indicators.achievement import BEHIND, UNDETERMINED
from indicators.answers import Answer

PLACE = 80
OF_INDICATOR = False


def name() -> str:
    return _("Behind plan")


def make(asked: Projected, text: str) -> Slide:
    """Plan, fact and degree of every indicator that has not reached its plan; then those of which nobody can tell."""
    shown = Overview(asked)
    late = worst_first(shown, (answer for answer in shown.now if answer.status in (*BEHIND, UNDETERMINED)))
    title = _("Behind plan, {year}").format(year=shown.year)
    if not late:
        planned = any(answer.status is not None for answer in shown.now)
        why = _("No indicator is behind its plan.") if planned else _("No indicator has a plan for this year.")
        return Slide("behind_plan", title, text=text, missing=why)
    columns = (_("Indicator"), _("Plan"), _("Fact"), _("Degree"), _("Status"))
    return Slide(
        "behind_plan",
        title,
        finding=_finding(shown, late),
        text=text,
        table=Table(columns, tuple(_row(shown, answer) for answer in late)),
        way=f"{asked.page('/', status=BEHIND_PLAN)}#{matrix.ANCHOR}",
    )


def _finding(shown: Overview, late: Sequence[Answer]) -> str:
    planned = sum(answer.status is not None for answer in shown.now)
    behind = sum(answer.status in BEHIND for answer in late)
    unknown = len(late) - behind
    said = _("behind plan: {late} of {planned}").format(late=behind, planned=planned)
    return sentence(said, f"{words.status_name(UNDETERMINED).lower()}: {unknown}" if unknown else "")


def _row(shown: Overview, answer: Answer) -> tuple[Cell, ...]:
    definition = shown.definition(answer.indicator)
    return (
        Cell(words.name_of(definition)),
        Cell(words.planned(definition, answer) or formats.EN_DASH, None if definition.band else answer.plan),
        Cell(words.answer_text(definition, answer, unit=True), answer.value),
        Cell(words.degree_text(answer), answer.degree_raw),
        Cell(words.status_of(answer), None, answer.status),
    )
