"""Plans that acts have changed, those that were lowered late first."""

from collections.abc import Sequence

from dashboard.council.findings import day_cell, left_out
from dashboard.council.projected import SlideRequest
from dashboard.report import ReportTable, Slide, TableCell
from dashboard.sections import plan_changes
from dashboard.sections.choice_words import chosen_title, years_text
from dashboard.text import labels
from dashboard.text.language import _
from indicators.answers.target_history import TargetChange
from indicators.engine.readings import PLAN_LOWERED_LATE

PLACE = 97
OF_INDICATOR = False
MOST = 60
"""Changes that a slide and its files list."""


def name() -> str:
    return _("Changes of plans")


def make(slide_request: SlideRequest, text: str) -> Slide:
    """A row a change: the act, the indicator, before and after, and why."""
    title = chosen_title(_("Changes of plans"), years_text(slide_request))
    # in each half the newest act stays first
    changes = sorted(plan_changes.changes(slide_request), key=lambda each: not each.is_late)
    if not changes:
        missing = _("No act has changed a plan of these years.")
        return Slide("plan_changes", title, text=text, missing=missing)
    listed = changes[:MOST]
    marks = {mark for each in listed for mark in plan_changes.marks_of(each)}
    return Slide(
        "plan_changes",
        title,
        finding=plan_changes.finding(changes, left_out(len(changes) - MOST)),
        notes=_explanations(slide_request, listed),
        text=text,
        table=ReportTable(_columns(), tuple(_row(slide_request, each) for each in listed)),
        marks=tuple(sorted(marks)),
        url=slide_request.href("/targets"),
    )


def _columns() -> tuple[str, ...]:
    return (
        _("Indicator"),
        _("Before"),
        _("After"),
        _("Date of the act"),
        _("Act"),
        _("Reason for the change"),
        _("Marks"),
    )


def _explanations(slide_request: SlideRequest, changes: Sequence[TargetChange]) -> str:
    """What the acts say besides the word of the list: too long for a row, so for the speaker."""
    return "\n".join(
        f"{_name(slide_request, each)}: {each.after.explanation}"
        for each in changes
        if each.after.explanation
    )


def _name(slide_request: SlideRequest, change: TargetChange) -> str:
    history = change.history
    return labels.name_of(slide_request.definition(history.indicator, history.period.final_year))


def _row(slide_request: SlideRequest, change: TargetChange) -> tuple[TableCell, ...]:
    history, act = change.history, change.after
    definition = slide_request.definition(history.indicator, history.period.final_year)
    names = labels.mark_names(slide_request.language)
    before = change.before.value
    return (
        TableCell(f"{_name(slide_request, change)}, {plan_changes.of_text(slide_request, change)}"),
        TableCell(plan_changes.plan_text(definition, before), before),
        TableCell(plan_changes.plan_text(definition, act.value, before), act.value),
        day_cell(act.set_on),
        TableCell(plan_changes.act_name(act)),
        TableCell(plan_changes.reason_word(act)),
        TableCell(names[PLAN_LOWERED_LATE] if change.is_late else ""),
    )
