"""What is behind its plan, the worst first."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard import formats, words
from dashboard.council.findings import sentence
from dashboard.council.projected import Projected
from dashboard.council.report import Cell, Slide, Table
from dashboard.language import _
from dashboard.sections.overview import Overview
from indicators.achievement import AT_RISK, NOT_ACHIEVED, UNDETERMINED
from indicators.answers import Answer

PLACE = 80
OF_INDICATOR = False
BEHIND = (NOT_ACHIEVED, AT_RISK)
MOST = 12


def name() -> str:
    return _("Behind plan")


def make(asked: Projected, text: str) -> Slide:
    """Plan, fact and degree of every indicator that has not reached its plan; then those of which nobody can tell."""
    shown = Overview(asked)
    late = sorted((answer for answer in shown.now if answer.status in (*BEHIND, UNDETERMINED)), key=_order)
    title = _("Behind plan, {year}").format(year=shown.year)
    if not late:
        planned = any(answer.status is not None for answer in shown.now)
        why = _("No indicator is behind its plan.") if planned else _("No indicator has a plan for this year.")
        return Slide("behind_plan", title, text=text, missing=why)
    columns = (_("Indicator"), _("Plan"), _("Fact"), _("Degree"), _("Status"))
    rows = tuple(_row(shown, answer) for answer in late[:MOST])
    return Slide("behind_plan", title, finding=_finding(shown, late), text=text, table=Table(columns, rows))


def _order(answer: Answer) -> tuple[bool, Decimal]:
    return answer.degree_raw is None, answer.degree_raw or Decimal(0)


def _finding(shown: Overview, late: Sequence[Answer]) -> str:
    planned = sum(answer.status is not None for answer in shown.now)
    behind = sum(answer.status in BEHIND for answer in late)
    unknown = len(late) - behind
    said = _("behind plan: {late} of {planned}").format(late=behind, planned=planned)
    return sentence(said, f"{words.status_name(UNDETERMINED).lower()}: {unknown}" if unknown else "")


def _row(shown: Overview, answer: Answer) -> tuple[Cell, ...]:
    definition = shown.definition(answer.indicator)
    plan = formats.EN_DASH if answer.plan is None else words.plan_text(definition, answer.plan, answer.value)
    return (
        Cell(words.name_of(definition)),
        Cell(plan, answer.plan),
        Cell(words.answer_text(definition, answer, unit=True), answer.value),
        Cell(words.degree_text(answer), answer.degree_raw),
        Cell(words.status_of(answer), None, answer.status),
    )
